"""What a reader can hold in the head at once."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.house import BANSO, functions, is_view, lines_of, python_files, shown
from tests.architecture.measure import is_typed, line_count, measure_row

LONGEST_FUNCTION = 50
LONGEST_VIEW = 25
LONGEST_FILE = 400
LONGEST_TEMPLATE = 150


def longer_than(limit: int, paths: list[Path]) -> list[str]:
    """Files over the limit, with their length."""
    sizes = {shown(path): line_count(path) for path in paths}
    return [f"{name}: {size}" for name, size in sizes.items() if size > limit]


def test_no_function_is_longer_than_fifty_lines_and_no_view_than_twenty_five() -> None:
    too_long = [
        f"{shown(path)}:{function.lineno} {function.name}: {lines_of(function)}"
        for path in python_files(BANSO)
        for function in functions(path)
        if lines_of(function) > (LONGEST_VIEW if is_view(function) else LONGEST_FUNCTION)
    ]
    assert not too_long


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    ours = [path for path in BANSO.glob("*/static/**/*") if "vendor" not in path.parts]
    dressed = [path for path in ours if path.suffix in {".css", ".js"}]
    assert not longer_than(LONGEST_FILE, [*python_files(BANSO), *dressed])


def test_no_template_is_longer_than_a_hundred_and_fifty_lines() -> None:
    assert not longer_than(LONGEST_TEMPLATE, sorted(BANSO.glob("*/templates/**/*.html")))


def test_every_function_says_what_it_takes_and_gives() -> None:
    untyped = [
        f"{shown(path)}:{function.lineno} {function.name}"
        for path in python_files(BANSO)
        for function in functions(path)
        if not is_typed(function) and function.name != "__init__"
    ]
    assert not untyped


def test_the_measure_is_printed() -> None:
    assert "function median" in measure_row()
