"""The measure of the code, in one row: `python -m tests.architecture.measure`."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from tests.architecture.house import (
    BANSO,
    TESTS,
    FunctionNode,
    functions,
    is_view,
    lines_of,
    python_files,
)


def p90(sizes: Sequence[int]) -> int:
    """The size that nine in ten do not exceed."""
    return sorted(sizes)[int(len(sizes) * 0.9)] if sizes else 0


def line_count(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text().splitlines())


def lines_of_code(top: Path) -> int:
    """Lines of Python under a folder that are neither blank nor only a comment."""
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#")
        for path in python_files(top)
        for line in path.read_text().splitlines()
    )


def is_typed(function: FunctionNode) -> bool:
    """Whether every argument but ``self`` and the result carry a type."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    arguments = [one for one in every if one is not None and one.arg not in {"self", "cls"}]
    return function.returns is not None and all(one.annotation for one in arguments)


def measure_row() -> str:
    """Medians, nine-tenths and maxima, beside what we hold ourselves to."""
    every = [one for path in python_files(BANSO) for one in functions(path)]
    sizes = [lines_of(one) for one in every]
    views = [lines_of(one) for one in every if is_view(one)]
    files = [line_count(path) for path in python_files(BANSO)]
    pages = [line_count(path) for path in BANSO.glob("*/templates/**/*.html")]
    ratio = lines_of_code(TESTS) / lines_of_code(BANSO)
    typed = 100 * sum(map(is_typed, every)) / len(every)
    return (
        f"function median {statistics.median(sizes):g} (≤6) p90 {p90(sizes)} (≤23)"
        f" max {max(sizes)} (50) · view p90 {p90(views)} (≤25)"
        f" · file p90 {p90(files)} (≤200) max {max(files)} (400)"
        f" · template p90 {p90(pages)} (≤70) max {max(pages)} (150)"
        f" · test : code {ratio:.2f} (1.2–1.8) · typed {typed:.1f} % (100)"
        f" · {len(files)} files, {len(every)} functions"
    )


if __name__ == "__main__":
    print(measure_row())  # noqa: T201 - this is a command
