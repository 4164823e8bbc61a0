"""The plans the tests read: the certified one, a fictional one, and the printed tables."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import cast

from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.reading import read_programme

HERE = Path(__file__).parent / "plans"
ROOT = Path(__file__).parents[2]
TAKASAKI = ROOT / "programmes" / "takasaki-gunma.json"
FOUR_YEARS = HERE / "four-years.json"
MEASURES = frozenset(
    {
        "businesses-supported",
        "contacts",
        "businesses-diagnosed",
        "plans-adopted",
        "businesses-sales-up",
        "businesses-margin-up",
        "hand-entered",
    }
)

Json = dict[str, object]


def read(path: Path) -> ProgrammeDocument:
    """A plan that must be readable."""
    document, problems = read_programme(path.read_text(encoding="utf-8"), known_measures=MEASURES)
    assert problems == []
    assert document is not None
    return document


def read_edited(path: Path, **edits: object) -> ProgrammeDocument:
    """A plan with edits: each name is a dotted path with ``__`` for the dot."""
    plan = raw(path)
    for dotted, value in edits.items():
        put(plan, dotted.replace("__", "."), value)
    document, problems = read_programme(json.dumps(plan), known_measures=MEASURES)
    assert problems == []
    assert document is not None
    return document


def raw(path: Path) -> Json:
    """A plan as JSON."""
    return cast("Json", json.loads(path.read_text(encoding="utf-8")))


def put(plan: object, dotted: str, value: object) -> None:
    """Set one value; in a list a step is a place from 0; ``...`` takes the key away."""
    *way, last = dotted.split(".")
    for step in way:
        plan = plan[_step(plan, step)]
    if value is ...:
        del plan[_step(plan, last)]
    else:
        plan[_step(plan, last)] = value


def _step(plan: object, step: str) -> int | str:
    return int(step) if isinstance(plan, list) else step


def printed_tables() -> dict[str, list[list[str]]]:
    """The plan's tables as printed, by section or key: rows of cells."""
    tables: dict[str, list[list[str]]] = {}
    text = (HERE / "takasaki-gunma-tables.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("## "):
            rows = tables.setdefault(line.removeprefix("## "), [])
        elif not line.startswith("#"):
            rows.append(line.split("\t"))
    return tables


def number_in(cell: str) -> Decimal | None:
    """The number printed in a cell: 「1,322」「25者」「-」."""
    found = re.match(r"[\d,.]+", cell)
    return Decimal(found.group().replace(",", "")) if found else None


def fenced_table(page: str) -> list[list[str]]:
    """The rows of the last table of a page in docs/rules, without its heading."""
    text = (ROOT / "docs" / "rules" / page).read_text(encoding="utf-8")
    lines = [line for line in text.split("## 計算例")[1].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
