"""A room's first tables made together, and which migrations such a beginning took the place of.

``CreateModels`` is the one thing of ours that a migration may use (docs/adr/0018). Django draws a
model, and all that are related to it, anew after every single ``CreateModel``. Here everything is
related to the organisation, so 200 tables cost a minute; made together, a room is drawn once.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Does what its ``CreateModel`` operations would do one after the other.

    Migrations stand on this for ever: change nothing about what it does.
    """

    reduces_to_sql = True

    def __init__(self, *operations: CreateModel) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models while none is drawn: Django draws them when it next asks for one."""
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables, in the order given."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say which tables."""
        return "Create models " + ", ".join(operation.name for operation in self.operations)


def taken_over(loader: MigrationLoader) -> dict[tuple[str, str], tuple[str, str]]:
    """Each migration of before that is no file any more, and the one that took its place."""
    return {
        old: key for key, migration in loader.replacements.items() for old in migration.replaces
    }


def as_of_now(loader: MigrationLoader) -> dict[tuple[str, str], tuple[str, str]]:
    """The last of the migrations taken over in each room: its tables are those of the one now."""
    return {migration.replaces[-1]: key for key, migration in loader.replacements.items()}
