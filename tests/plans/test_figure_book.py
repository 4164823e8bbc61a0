"""The workbook of a plan goes on reckoning by itself, to the yen as the product does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook
from tests.figures.cast import a_kept_period
from tests.plans.cast import a_plan
from tests.plans.numbers_cast import any_assumptions, sakura_plan
from tests.plans.paper_cast import made, making, numbers_of_april
from tests.plans.sheet_arithmetic import Value, Workbook

from banso.accounts.models import Staff
from banso.core.documents.workbooks import opened
from banso.plans.actions import keep_numbers
from banso.plans.documents.book.assumed import sheet_of, write_assumed, write_heads
from banso.plans.documents.book.cells import ASSUMED, MONTHS, UNKNOWN, YEARS, Book, Sheet, Writing
from banso.plans.documents.book.months import EARNED, months_sheet_of, write_months
from banso.plans.documents.book.years import write_years, years_sheet_of
from banso.plans.documents.figures import BALANCE_ROWS
from banso.plans.models import BusinessPlan
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.income import FURTHER_ROWS, INCOME_ROWS
from banso.plans.rules.numbers.months import MOVED_ROWS
from banso.plans.rules.numbers.reckoning import Reckoned, reckon
from banso.registry.models import Business

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TOP = 6
PERIOD = "計画期間：令和9年4月1日〜令和12年3月31日（3年）"


@pytest.fixture(autouse=True)
def deep_enough() -> Iterator[None]:
    """Sixty months that each ask the one before are read by one call inside another."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def book_of(found: Reckoned) -> bytes:
    """The three sheets alone, without what stands around them."""
    content, given = BytesIO(), found.assumptions
    book = opened(content, "数値計画")
    sheets = (sheet_of(given, TOP), years_sheet_of(TOP), months_sheet_of(given, TOP))
    assumed, years, months = (
        Writing(Book(book), one, book.add_worksheet(one.name)) for one in sheets
    )
    write_heads(assumed, given)
    write_assumed(assumed, given, found.start)
    write_years(years, found, (sheets[0], sheets[2]))
    write_months(months, found, (sheets[0], sheets[1]))
    book.close()
    return content.getvalue()


class Kept:
    """The workbook read back: its cells, its formulas and where each row stands."""

    def __init__(self, found: Reckoned, content: bytes, top: int = TOP) -> None:
        given = found.assumptions
        self.sheets: dict[str, Sheet] = {
            ASSUMED: sheet_of(given, top),
            YEARS: years_sheet_of(top),
            MONTHS: months_sheet_of(given, top),
        }
        self.formulas = formulas_in(content)
        self.cells = cells_in(content)

    def place(self, sheet: str, key: str, at: int) -> tuple[str, str]:
        cell = self.sheets[sheet].at(key, at).partition("!")[2].replace("$", "")
        return sheet, cell

    def reckoned(self, **typed: Value) -> Workbook:
        """The workbook after ``typed``: 「margin__0」 is the margin of the first year."""
        placed = {}
        for name, value in typed.items():
            key, _, at = name.rpartition("__")
            placed[self.place(ASSUMED, key.replace("__", "."), int(at))] = value
        return Workbook(self.formulas, self.cells, placed)


def formulas_in(content: bytes) -> dict[tuple[str, str], str]:
    found = {}
    with ZipFile(BytesIO(content)) as parts:
        for number, name in enumerate((ASSUMED, YEARS, MONTHS), start=1):
            sheet = ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own file
            for cell in sheet.iter(f"{_MAIN}c"):
                formula = cell.find(f"{_MAIN}f")
                if formula is not None and formula.text:
                    found[name, cell.attrib["r"]] = formula.text
    return found


def cells_in(content: bytes) -> dict[tuple[str, str], Value]:
    """Numbers and words as they are kept, those beside the formulas too."""
    found: dict[tuple[str, str], Value] = {}
    with ZipFile(BytesIO(content)) as parts:
        shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        words = ["".join(one.itertext()) for one in shared.iter(f"{_MAIN}si")]
        for number, name in enumerate((ASSUMED, YEARS, MONTHS), start=1):
            sheet = ET.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own file
            for cell in sheet.iter(f"{_MAIN}c"):
                value = cell.find(f"{_MAIN}v")
                if value is None or value.text is None:
                    continue
                kind = cell.attrib.get("t", "n")
                text = words[int(value.text)] if kind == "s" else value.text
                found[name, cell.attrib["r"]] = text if kind in {"s", "str"} else float(text)
    return found


def told_by_rules(found: Reckoned) -> dict[tuple[str, str, int], Value]:
    """Every figure of the rules, under the sheet, row and column it stands in."""
    told: dict[tuple[str, str, int], Value] = {}
    for at, year in enumerate(found.years):
        for key in (*INCOME_ROWS, *FURTHER_ROWS, "depreciation"):
            told[YEARS, key, at] = getattr(year.income, key)
        for key in BALANCE_ROWS:
            told[YEARS, f"owned.{key}", at] = getattr(year.balance, key) if year.balance else None
        for key in MOVED_ROWS:
            told[YEARS, f"moved.{key}", at] = year.moved(key)
    for at, month in enumerate(found.months):
        told |= {(MONTHS, key, at): getattr(month.earned, key) for key in EARNED}
        if month.moved and month.closing:
            told |= {(MONTHS, f"moved.{k}", at): getattr(month.moved, k) for k in MOVED_ROWS}
            told |= {(MONTHS, f"owned.{k}", at): getattr(month.closing, k) for k in BALANCE_ROWS}
    return told


def differing(found: Reckoned, kept: Kept, book: Workbook) -> list[object]:
    """Where the formulas say something else than the rules."""
    wrong: list[object] = []
    for (sheet, key, at), value in told_by_rules(found).items():
        said = book[kept.place(sheet, key, at)]
        if said != (UNKNOWN if value is None else value):
            wrong.append((sheet, key, at, said, value))
    return wrong


def test_every_formula_says_what_the_rules_say() -> None:
    found = reckon(sakura_plan())
    kept = Kept(found, book_of(found))
    assert differing(found, kept, kept.reckoned()) == []


def test_what_is_kept_beside_the_formulas_is_what_they_reckon() -> None:
    found = reckon(sakura_plan())
    kept = Kept(found, book_of(found))
    book = kept.reckoned()
    wrong = [
        (at, kept.cells.get(at), book[at])
        for at in kept.formulas
        if kept.cells.get(at) != pytest.approx(book[at])
    ]
    assert wrong == []


def test_changed_cells_are_reckoned_as_the_rules_would() -> None:
    kept = Kept(reckon(sakura_plan()), book_of(reckon(sakura_plan())))
    given = sakura_plan()
    years = tuple(
        replace(year, margin=Decimal("61.25"), collection_days=75, stock_days=None)
        for year in given.years
    )
    equipment = (replace(given.equipment[0], cost=2_500_001, bought_in=date(2026, 12, 1)),)
    changed = replace(given, years=years, equipment=equipment, own_money=700_000)
    typed: dict[str, Value] = {"equipment__0__0": 2_500_001, "equipment__0__1": 9}
    for at in range(3):
        typed |= {f"margin__{at}": 61.25, f"collection_days__{at}": 75, f"stock_days__{at}": None}
    book = kept.reckoned(**typed, own_money__0=700_000)
    assert differing(reckon(changed), kept, book) == []


def test_a_blank_is_never_nought_and_says_so_from_its_year_on() -> None:
    kept = Kept(reckon(sakura_plan()), book_of(reckon(sakura_plan())))
    given = sakura_plan()
    second = replace(given.years[1], depreciation=None)
    blank = replace(given, years=(given.years[0], second, given.years[2]))
    book = kept.reckoned(depreciation__1=None)
    assert differing(reckon(blank), kept, book) == []
    assert book[kept.place(YEARS, "operating_profit", 1)] == UNKNOWN
    assert book[kept.place(YEARS, "owned.cash", 2)] == UNKNOWN
    assert book[kept.place(YEARS, "operating_profit", 2)] != UNKNOWN


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_assumptions())
def test_any_plan_is_reckoned_to_the_yen_as_far_as_a_machine_counts(given: Assumptions) -> None:
    """Beyond some trillions a product of two sums is no whole number to Excel any more."""
    found = reckon(given)
    kept = Kept(found, book_of(found))
    book = kept.reckoned()
    for (sheet, key, at), value in told_by_rules(found).items():
        said = book[kept.place(sheet, key, at)]
        if value is None:
            assert said == UNKNOWN
        else:
            assert said == pytest.approx(value, rel=1e-9, abs=2_000), (sheet, key, at)


# ── the file itself ──


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    a_kept_period(sakura, 2026)
    plan = a_plan(sakura, sato)
    return keep_numbers(plan, numbers_of_april(), seen_version=plan.version)


def test_the_file_says_whose_and_of_which_version_on_every_sheet(plan: BusinessPlan) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(made(making(plan), "figures", "xlsx")))
    assert book.sheet_names == [ASSUMED, YEARS, MONTHS]
    for name in book.sheet_names:
        told = [row[0] for row in book.get_sheet_by_name(name).to_python()[:3]]
        assert told == [
            "数値計画　株式会社さくら製麺",
            "高崎市群馬商工会　令和8年11月20日（金） 作成　社外秘",
            f"生めんを隣町まで　案（令和8年11月20日 現在）・作成中　{PERIOD}",
        ]


def test_only_what_is_assumed_can_be_changed(plan: BusinessPlan) -> None:
    with ZipFile(BytesIO(made(making(plan), "figures", "xlsx"))) as parts:
        for number in (1, 2, 3):
            assert b"<sheetProtection" in parts.read(f"xl/worksheets/sheet{number}.xml")
        drawn = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(drawn) == 2


def test_without_figures_the_file_says_why(sakura: Business, sato: Staff) -> None:
    content = made(making(a_plan(sakura, sato)), "figures", "xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    told = [row[0] for row in book.get_sheet_by_index(0).to_python()]
    assert told[-1] == "数値計画は、まだ書かれていません。"
