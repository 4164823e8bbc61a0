"""The input sheet of 経済産業省のローカルベンチマーク: found by its labels, not by addresses.

Labels stand left of the figures, the periods above them. What is found is an outline（概要）.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from banso.core.era import parse_year
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, SheetRow
from banso.figures.rules.cells import MoneyUnit, read_amount, read_employees
from banso.figures.rules.drafts import Draft, Problem
from banso.figures.rules.periods import next_period

LABELS: Mapping[str, tuple[str, ...]] = {
    "sales": ("売上高",),
    "operating_profit": ("営業利益",),
    "depreciation": ("減価償却費",),
    "cash": ("現金・預金", "現金及び預金", "現預金", "現金預金"),
    "notes_receivable": ("受取手形",),
    "accounts_receivable": ("売掛金",),
    "inventories": ("棚卸資産", "たな卸資産"),
    "notes_payable": ("支払手形",),
    "accounts_payable": ("買掛金",),
    "loans": ("借入金", "借入金合計", "有利子負債"),
    "total_liabilities": ("負債合計", "負債の部合計"),
    "net_assets": ("純資産合計", "純資産の部合計", "純資産"),
    "total_assets": ("総資産", "資産合計", "資産の部合計", "負債・純資産合計"),
    "employees": ("従業員数", "正社員数", "従業員"),
}
_LEAST_LABELS = 5
_MOST_PERIODS = 3
_PERIOD = re.compile(r"^(?P<year>[^年/\-]{1,8})(?:年|/|-)(?P<month>\d{1,2})(?:月|/|-|$)")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_DECORATION = re.compile(r"[\s　]|[（(].*?[)）]|^[①-⑳0-9.]+")
_MONTHS = 12


def read_local_benchmark(sheet: Sheet) -> list[Draft] | None:
    """The periods of the sheet; ``None`` when it is no such sheet.

    Refuses a sheet whose figures are there and whose periods cannot be told.
    """
    rows = _labelled(sheet)
    if len(rows) < _LEAST_LABELS or "sales" not in rows:
        return None
    heads = _periods(sheet)
    if not heads:
        words = (
            "ローカルベンチマークの決算期が読めません。"
            "数字の列の上に「2026年3月」のように入っているか確かめてください。"
        )
        raise RuleViolation("no-periods", words, field="file")
    unit = _unit(sheet)
    drafts = [_draft(sheet.name, at, ends_on, rows, unit) for at, ends_on in heads.items()]
    found = sorted((one for one in drafts if one.amounts), key=lambda one: one.ends_on or date.min)
    return _with_starts(found)


def _labelled(sheet: Sheet) -> dict[str, SheetRow]:
    """The first row under each label that has a figure in it."""
    known = {label: code for code, labels in LABELS.items() for label in labels}
    rows: dict[str, SheetRow] = {}
    for row in sheet.rows:
        for cell in row.cells:
            code = known.get(_DECORATION.sub("", unicodedata.normalize("NFKC", cell)))
            if (
                code
                and code not in rows
                and any(any(c.isdigit() for c in one) for one in row.cells)
            ):
                rows[code] = row
    return rows


def _periods(sheet: Sheet) -> dict[int, date]:
    """Columns with the last day of their period, from the first row that names two or more."""
    single: dict[int, date] = {}
    for row in sheet.rows:
        found = dict(_ends(row))
        if len(found) > 1:
            return dict(list(found.items())[:_MOST_PERIODS])
        single = single or found
    return single


def _ends(row: SheetRow) -> Iterator[tuple[int, date]]:
    for at, cell in enumerate(row.cells):
        ends_on = _month_end(unicodedata.normalize("NFKC", cell).strip())
        if ends_on:
            yield at, ends_on


def _month_end(text: str) -> date | None:
    iso = _ISO.match(text)
    if iso:
        year, month = int(iso[1]), int(iso[2])
    else:
        found = _PERIOD.match(text)
        if found is None:
            return None
        try:
            year, month = parse_year(found["year"]), int(found["month"])
        except RuleViolation:
            return None
    if not 1 <= month <= _MONTHS:
        return None
    return date(year, month, monthrange(year, month)[1])


def _unit(sheet: Sheet) -> MoneyUnit:
    """千円, as the ministry's sheet has it, unless the sheet says 円."""
    words = "".join(cell for row in sheet.rows for cell in row.cells if "単位" in cell)
    return MoneyUnit.YEN if "円" in words and "千円" not in words else MoneyUnit.THOUSAND_YEN


def _draft(
    sheet: str, at: int, ends_on: date, rows: Mapping[str, SheetRow], unit: MoneyUnit
) -> Draft:
    amounts: dict[str, int] = {}
    problems: list[Problem] = []
    employees: Decimal | None = None
    for code, row in rows.items():
        text = row.cells[at] if at < len(row.cells) else ""
        try:
            if code == "employees":
                employees = read_employees(text)
            elif (amount := read_amount(text, unit)) is not None:
                amounts[code] = amount
        except RuleViolation as refusal:
            problems.append(Problem(f"{row.number}行目", refusal.message))
    return Draft(
        None,
        ends_on,
        typed_in=unit.value,
        amounts=amounts,
        employees=employees,
        is_outline=True,
        place=sheet,
        problems=tuple(problems),
    )


def _with_starts(drafts: list[Draft]) -> list[Draft]:
    """Each period begins the day after the one before, or is a year where none is so near."""
    started = []
    before = date.min
    for one in drafts:
        assert one.ends_on is not None  # noqa: S101 - every column has its last day
        year, month = one.ends_on.year - 1, one.ends_on.month
        a_year_ago = date(year, month, monthrange(year, month)[1])
        starts_on, _ = next_period(max(before, a_year_ago))
        started.append(replace(one, starts_on=starts_on))
        before = one.ends_on
    return started
