"""Migrations stand alone for ever: they import one operation of ours, and never fork."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader
from tests.architecture.house import BANSO, parsed, rooms, shown

MIGRATIONS = [
    path for path in sorted(BANSO.glob("*/migrations/*.py")) if path.name != "__init__.py"
]


ONE_OPERATION = "banso.core.migrating"  # docs/adr/0018


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    names = [
        name
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    ]
    assert {name for name in names if name.split(".")[0] == "banso"} <= {ONE_OPERATION}


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_a_migration_says_what_it_does(path: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z][a-z_]+", path.stem)
    assert "auto" not in path.stem.split("_")


@pytest.mark.parametrize("room", rooms())
def test_the_migrations_of_a_room_are_one_line(room: str) -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    own = [key for key in graph.nodes if key[0] == room]
    for key in own:
        before = [parent.key for parent in graph.node_map[key].parents if parent.key[0] == room]
        assert len(before) == (0 if key == min(own) else 1)
    assert len(graph.leaf_nodes(room)) == (1 if own else 0)
