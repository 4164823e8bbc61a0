"""The index of search: its entries, and beside them their words in the database's own manner."""

from django.db import migrations, models

# A later migration that changes IndexEntry on SQLite makes its table anew, without the trigger:
# it must make the trigger anew too.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE core_indexwords USING fts5(
        words, content='', tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TRIGGER core_indexentry_emptied AFTER DELETE ON core_indexentry
    WHEN NOT EXISTS (SELECT 1 FROM core_indexentry)
    BEGIN INSERT INTO core_indexwords (core_indexwords) VALUES ('delete-all'); END
    """,
)
_POSTGRESQL = (
    "ALTER TABLE core_indexentry ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    """
    CREATE INDEX core_indexentry_words ON core_indexentry USING gin (words)
    WITH (fastupdate = off)
    """,
)


def make_words(apps: object, schema_editor: object) -> None:
    """Where the words lie: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in _POSTGRESQL if on_postgresql else _SQLITE:
        schema_editor.execute(statement)


def drop_words(apps: object, schema_editor: object) -> None:
    """On PostgreSQL they go with the table."""
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE core_indexwords")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="IndexBuild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("manner", models.PositiveSmallIntegerField(verbose_name="作り方の版")),
                ("entries", models.PositiveBigIntegerField(verbose_name="項目の数")),
                ("at", models.DateTimeField(verbose_name="作成日時")),
            ],
            options={
                "verbose_name": "索引の作成",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IndexEntry",
            fields=[
                (
                    "place",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="位置"),
                ),
                ("organisation", models.PositiveBigIntegerField(verbose_name="商工会の番号")),
                ("kind", models.CharField(max_length=20, verbose_name="種類")),
                ("row", models.PositiveBigIntegerField(verbose_name="行の番号")),
                (
                    "business",
                    models.PositiveBigIntegerField(null=True, verbose_name="事業者の番号"),
                ),
                ("names", models.TextField(verbose_name="名称")),
                ("texts", models.TextField(verbose_name="本文")),
                ("marks", models.TextField(verbose_name="絞り込みの印")),
            ],
            options={
                "verbose_name": "索引の項目",
                "indexes": [
                    models.Index(fields=["organisation", "place"], name="index_entry_newest"),
                    models.Index(fields=["business"], name="index_entry_by_business"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "row"), name="index_entry_once_per_row")
                ],
            },
        ),
        migrations.RunPython(make_words, drop_words),
    ]
