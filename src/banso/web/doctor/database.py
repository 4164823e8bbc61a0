"""The database: reached, in today's form, whole, and set up to keep what it acknowledged."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from banso.core.migrating import taken_over
from banso.web.doctor.findings import Finding, bad, good

_OLDEST_POSTGRESQL = 150_000
_SYNCHRONOUS_FULL = 2
_RESTORE = "控えを新しいデータフォルダーに戻してください（docs/operations/backup.md）。"


def form() -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield bad(
            f"データベースが今の版の形になっていません（あと{len(waiting)}段階）。",
            "bin/banso prepare を実行してください。",
        )
    else:
        yield good("データベースは今の版の形です。")
    loader = executor.loader
    unknown = set(loader.applied_migrations) - set(loader.graph.nodes) - set(taken_over(loader))
    if unknown:
        yield bad(
            f"データベースのほうが新しい版です（{len(unknown)}段階）。",
            "伴走のプログラムを、このデータベースを使っていた版以後に新しくしてください。",
        )


def wholeness() -> Iterator[Finding]:
    """Whether the database finds itself whole, and every reference leads somewhere."""
    if connection.vendor == "sqlite":
        faults = [row[0] for row in _rows("PRAGMA quick_check(5)") if row[0] != "ok"]
        loose = _rows("PRAGMA foreign_key_check")
        for fault in faults:
            yield bad(f"データベースのファイルが壊れています：{fault}", _RESTORE)
        if loose:
            tables = "、".join(sorted({str(row[0]) for row in loose}))
            yield bad(f"行き先のない参照が{len(loose)}件あります（{tables}）。", _RESTORE)
        if faults or loose:
            return
    yield good("データベースに壊れたところはありません。")


def safety() -> Iterator[Finding]:
    """Whether what was acknowledged would survive a power cut."""
    if connection.vendor == "sqlite":
        yield from _sqlite_safety()
    else:
        yield from _postgresql_safety()


def _sqlite_safety() -> Iterator[Finding]:
    journal = str(_rows("PRAGMA journal_mode")[0][0])
    synchronous = _rows("PRAGMA synchronous")[0][0]
    if journal != "wal" or synchronous != _SYNCHRONOUS_FULL:
        yield bad(
            f"停電に備えた書き方になっていません（{journal}、synchronous={synchronous}）。",
            "データフォルダーを、このパソコンのディスクに置いてください（共有フォルダーでは動きません）。",
        )


def _postgresql_safety() -> Iterator[Finding]:
    version = int(str(_rows("SHOW server_version_num")[0][0]))
    if version < _OLDEST_POSTGRESQL:
        yield bad(
            "PostgreSQL が古すぎます（15以上が必要です）。", "PostgreSQL を新しくしてください。"
        )
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if _rows(f"SHOW {name}")[0][0] == "off":
            yield bad(
                f"停電に備えた設定が切れています（PostgreSQL の {name}）。",
                f"{name} = on にして、PostgreSQL を始め直してください。",
            )


def _rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
