"""Our Excel template（決算のひな形）: a business to a sheet, a period to a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from banso.core.era import parse_date
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet
from banso.figures.rules.accounts import FORM_NAMES, Form, accounts, read_line
from banso.figures.rules.cells import UNIT_NAMES, MoneyUnit, read_employees
from banso.figures.rules.drafts import Draft, Problem
from banso.figures.rules.papers import name_on, names_on_papers

MARK = "伴走 決算のひな形"
PERIODS = 4
FIRST_COLUMN = 2  # A の記号、B の見出しの次
SUM = "="  # before the code of a row that the workbook reckons
CLOSED, TRIAL = "確定", "試算"
BUSINESS = "business"
FACTS: Mapping[str, str] = {
    "starts_on": "期首",
    "ends_on": "期末",
    "form": "様式",
    "typed_in": "単位",
    "is_closed": "確定・試算",
    "employees": "従業員数（人）",
}
T = TypeVar("T")


@dataclass(slots=True)
class _Column:
    """One period's cells by code, with the place of each as Excel names it."""

    cells: dict[str, tuple[str, str]]
    problems: list[Problem]

    def read(self, code: str, reader: Callable[[str], T], otherwise: T) -> T:
        """What a cell says; a blank one says ``otherwise``, an unreadable one is a problem."""
        place, text = self.cells.get(code, ("", ""))
        if not text.strip():
            return otherwise
        try:
            return reader(text)
        except RuleViolation as refusal:
            self.problems.append(Problem(place, refusal.message))
            return otherwise


def is_template(sheet: Sheet) -> bool:
    """Whether the sheet is one of ours."""
    return bool(sheet.rows) and MARK in sheet.rows[0].cells


def business_in(sheet: Sheet) -> str:
    """The public id of the business that the sheet names, or ""."""
    return _business(sheet)[0]


def read_template(sheet: Sheet, *, form: Form = Form.CORPORATION) -> list[Draft]:
    """Every period of the sheet; columns without any amount are no periods.

    ``form`` is the paper of periods that name none.
    """
    business, name = _business(sheet)
    columns = _columns(sheet)
    drafts = (_draft(column, sheet.name, (business, name), form) for column in columns)
    return [draft for draft in drafts if draft is not None]


def _business(sheet: Sheet) -> tuple[str, str]:
    for row in sheet.rows:
        if row.cells[0] == BUSINESS:
            return [*row.cells, "", "", ""][2], [*row.cells, "", "", ""][1]
    return "", ""


def _columns(sheet: Sheet) -> Iterator[_Column]:
    known = {*FACTS, *accounts()}
    names = {account.ja: account.code for account in accounts().values()}
    names = {**names_on_papers(), **names}
    for at in range(FIRST_COLUMN, FIRST_COLUMN + PERIODS):
        cells: dict[str, tuple[str, str]] = {}
        for row in sheet.rows:
            code = row.cells[0]
            if code not in known:  # a row of a person's own making is known by its words
                code = "" if code.startswith(SUM) else names.get([*row.cells, ""][1], "")
            if code and len(row.cells) > at:
                cells[code] = (f"{'ABCDEFGH'[at]}{row.number}", row.cells[at])
        yield _Column(cells, [])


def _draft(column: _Column, sheet: str, whose: tuple[str, str], form_unsaid: Form) -> Draft | None:
    business, name = whose
    if not any(column.cells.get(code, ("", ""))[1].strip() for code in accounts()):
        return None
    unit = column.read("typed_in", _unit, MoneyUnit.YEN)
    form = column.read("form", _form, form_unsaid)
    found = {code: column.read(code, _reader(code, unit), None) for code in accounts()}
    amounts = {code: amount for code, amount in found.items() if amount is not None}
    _refuse_other_papers(column, amounts, form)
    days = [_day(column, name) for name in ("starts_on", "ends_on")]
    return Draft(
        starts_on=days[0],
        ends_on=days[1],
        form=form,
        typed_in=unit.value,
        amounts=amounts,
        employees=column.read("employees", _people, None),
        is_closed=column.read("is_closed", _closed, True),  # noqa: FBT003 - what a blank means
        business=business,
        business_name=name,
        place=sheet,
        problems=tuple(column.problems),
    )


def _reader(code: str, unit: MoneyUnit) -> Callable[[str], int | None]:
    return lambda text: read_line(code, text, unit)


def _refuse_other_papers(column: _Column, amounts: Mapping[str, int], form: Form) -> None:
    for code in amounts:
        account = accounts()[code]
        if not account.stands_on(form):
            words = f"「{name_on(form, code)}」は「{FORM_NAMES[form]}」にはない行です。"
            column.problems.append(Problem(column.cells[code][0], words))


def _day(column: _Column, code: str) -> date | None:
    found = column.read(code, parse_date, None)
    place, text = column.cells.get(code, ("", ""))
    if found is None and not text.strip():
        column.problems.append(Problem(place, f"{FACTS[code]}を入力してください。"))
    return found


def _people(text: str) -> Decimal | None:
    return read_employees(text)


def _unit(text: str) -> MoneyUnit:
    for unit, name in UNIT_NAMES.items():
        if text.strip() == name:
            return unit
    raise RuleViolation("unknown-unit", f"単位「{text}」は円か千円にしてください。")


def _form(text: str) -> Form:
    for form, name in FORM_NAMES.items():
        if text.strip() == name:
            return form
    choices = "」「".join(FORM_NAMES.values())
    raise RuleViolation("unknown-form", f"様式は「{choices}」のどれかにしてください。")


def _closed(text: str) -> bool:
    if text.strip() in {CLOSED, TRIAL}:
        return text.strip() == CLOSED
    raise RuleViolation("unknown-kind", f"「{CLOSED}」か「{TRIAL}」にしてください。")
