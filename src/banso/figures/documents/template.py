"""The Excel template（決算のひな形）: a protected sheet for each business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from banso.core.documents.workbooks import FONT
from banso.figures.documents.template_sums import Sums
from banso.figures.models import FinancialStatement
from banso.figures.rules.accounts import FORM_NAMES, Form
from banso.figures.rules.cells import UNIT_NAMES, MoneyUnit
from banso.figures.rules.sheet import Row, sheet_for, value_of
from banso.figures.rules.template_sheet import (
    BUSINESS,
    CLOSED,
    FACTS,
    FIRST_COLUMN,
    MARK,
    PERIODS,
    SUM,
    TRIAL,
)
from banso.registry.models import Business

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBER = "#,##0;△#,##0"
_NUMBER_WITH_PART = "#,##0.###;△#,##0.###"
_DAY = "yyyy/m/d"
_LONGEST_NAME = 25
_ADVICE = (
    "色の付いたます目だけに入れられます。小計と差額は、入れると出ます。",
    "合計に1つでも入っていれば、同じ合計の中の空欄は0円と数えます。1つもなければ「分からない」です。",
    "事業者の番号は消さないでください。ほかのます目は守ってあります（パスワードなし）。",
)


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """What one sheet begins with: the business, and its periods, a new one last."""

    business: Business
    periods: Sequence[FinancialStatement]


def template_workbook(sheets: Sequence[TemplateSheet]) -> bytes:
    """The workbook as a file; text stays text, and only the cells to fill can be changed."""
    import xlsxwriter  # heavy: only where a workbook is made

    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    writer = _Writer(book)
    for number, sheet in enumerate(sheets, start=1):
        writer.write(sheet, number)
    book.close()
    return target.getvalue()


class _Writer:
    """Writes sheet after sheet with the formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._plain = self._look()
        self._big = self._look(bold=True, font_size=14)
        self._head = self._look(bold=True, bg_color="#F2F4F7")
        self._code = self._look(font_color="#767C85", font_size=8)
        filled = {"locked": False, "bg_color": "#FFFBE6", "border": 4}
        self._number = self._look(**filled, num_format=_NUMBER)
        self._part = self._look(**filled, num_format=_NUMBER_WITH_PART)
        self._sum = self._look(bold=True, bg_color="#F2F4F7", num_format=_NUMBER_WITH_PART)
        self._day = self._look(**filled, num_format=_DAY, align="right")
        self._text = self._look(**filled, align="right", shrink=True)

    def _look(self, **look: object) -> Format:
        return self._book.add_format({**FONT, **look})

    def write(self, filled: TemplateSheet, number: int) -> None:
        """One business's sheet."""
        sheet = self._book.add_worksheet(_sheet_name(filled.business.name, number))
        sheet.set_column(0, 0, 6, None, {"hidden": True})
        sheet.set_column(1, 1, 44)
        sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + PERIODS - 1, 18)
        for at, line in enumerate((MARK, *_ADVICE)):
            sheet.write_string(at, 1, line, self._big if at == 0 else self._plain)
        row = len(_ADVICE) + 2
        sheet.write_string(row, 0, BUSINESS, self._code)
        sheet.write_string(row, 1, filled.business.name, self._head)
        sheet.write_string(row, 2, str(filled.business.public_id), self._code)
        first = row + 2
        last = self._write_facts(sheet, first, filled.periods)
        self._write_lines(sheet, last, filled.periods)
        sheet.freeze_panes(first, FIRST_COLUMN)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _write_facts(
        self, sheet: Worksheet, row: int, periods: Sequence[FinancialStatement]
    ) -> int:
        choices = {
            "form": list(FORM_NAMES.values()),
            "typed_in": list(UNIT_NAMES.values()),
            "is_closed": [CLOSED, TRIAL],
        }
        for code, label in FACTS.items():
            sheet.write_string(row, 0, code, self._code)
            sheet.write_string(row, 1, label, self._head)
            for place in range(PERIODS):
                at = FIRST_COLUMN + place
                period = periods[place] if place < len(periods) else None
                self._write_fact(sheet, (row, at), code, period)
                if code in choices:
                    sheet.data_validation(
                        row, at, row, at, {"validate": "list", "source": choices[code]}
                    )
            row += 1
        return row

    def _write_fact(
        self,
        sheet: Worksheet,
        cell: tuple[int, int],
        code: str,
        period: FinancialStatement | None,
    ) -> None:
        value = _fact(code, period) if period else None
        if isinstance(value, date):
            sheet.write_datetime(*cell, datetime.combine(value, time()), self._day)
        elif isinstance(value, float):
            sheet.write_number(*cell, value, self._number)
        elif value is None:
            sheet.write_blank(*cell, None, self._day if code.endswith("_on") else self._text)
        else:
            sheet.write_string(*cell, value, self._text)

    def _write_lines(
        self, sheet: Worksheet, row: int, periods: Sequence[FinancialStatement]
    ) -> None:
        forms = {Form(period.form) for period in periods}
        typed = {code for period in periods for code in period.amounts}
        placed: list[tuple[Row, int]] = []
        for group in sheet_for(forms, outline=False, typed=typed):
            sheet.write_string(row, 1, group.ja, self._head)
            placed += [(line, row + at) for at, line in enumerate(group.rows, start=1)]
            row += 1 + len(group.rows)
        sums = Sums.of(placed)
        for line, at in placed:
            if line.is_line:
                self._write_line(sheet, at, line, periods)
            else:
                self._write_sum(sheet, at, line, sums, periods)

    def _write_line(
        self, sheet: Worksheet, row: int, line: Row, periods: Sequence[FinancialStatement]
    ) -> None:
        sheet.write_string(row, 0, line.code, self._code)
        is_minus = line.account is not None and line.account.minus
        words = f"{line.ja}（引く行。△があってもなくても同じ）" if is_minus else line.ja
        sheet.write_string(row, 1, words, self._plain)
        for place in range(PERIODS):
            amount = unit = None
            if place < len(periods):
                amount = periods[place].amounts.get(line.code)
                unit = MoneyUnit(periods[place].typed_in)
            self._write_amount(sheet, (row, FIRST_COLUMN + place), amount, unit)

    def _write_sum(
        self,
        sheet: Worksheet,
        row: int,
        line: Row,
        sums: Sums,
        periods: Sequence[FinancialStatement],
    ) -> None:
        """A sum as a formula, with what it says now for programs that don't reckon."""
        sheet.write_string(row, 0, SUM + line.code, self._code)
        sheet.write_string(row, 1, line.ja, self._head)
        for place in range(PERIODS):
            at = FIRST_COLUMN + place
            known: float | str = ""
            if place < len(periods):
                amount = value_of(line, periods[place].as_statement())
                of_one = MoneyUnit(periods[place].typed_in).yen
                known = "" if amount is None else amount / of_one
            sheet.write_formula(row, at, sums.formula(line, "ABCDEFGH"[at]), self._sum, known)

    def _write_amount(
        self,
        sheet: Worksheet,
        cell: tuple[int, int],
        amount: int | None,
        unit: MoneyUnit | None,
    ) -> None:
        of_one = unit.yen if unit else 1
        look = self._part if amount is not None and amount % of_one else self._number
        if amount is None:
            sheet.write_blank(*cell, None, look)
        else:
            sheet.write_number(*cell, amount / of_one, look)


def _fact(code: str, period: FinancialStatement) -> str | date | float | None:
    facts: dict[str, str | date | float | None] = {
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "form": FORM_NAMES[Form(period.form)],
        "typed_in": UNIT_NAMES[MoneyUnit(period.typed_in)],
        "is_closed": CLOSED if period.is_closed else TRIAL,
        "employees": None if period.employees is None else float(period.employees),
    }
    return facts[code]


def _sheet_name(name: str, number: int) -> str:
    """A name Excel accepts, told apart by its number: firms may share one."""
    plain = re.sub(r"[\[\]:*?/\\']", "・", name)[:_LONGEST_NAME]
    return f"{number} {plain}"
