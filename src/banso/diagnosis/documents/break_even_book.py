"""損益分岐点分析シート: a workbook that goes on calculating when its coloured cells are changed.

Its formulas are those of rules/break_even.py, and the values kept beside them the product's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from banso.core.documents.workbooks import opened, plain
from banso.diagnosis.documents.around import Making, lines_of
from banso.diagnosis.documents.figures import NO_BREAK_EVEN, NO_TERMS
from banso.diagnosis.queries.breaking_even import split_of
from banso.diagnosis.rules.break_even import BreakEven
from banso.diagnosis.rules.cost_natures import CostLine
from banso.diagnosis.rules.editions import HIDDEN, Part
from banso.diagnosis.rules.reading import Reading

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE = "損益分岐点分析シート"
_INDEX = 100
_WHOLE = 100  # percent
_WHAT_IF = ("価格", "数量", "変動費（1個当たり）", "固定費")
_NO_SALES = "算出不可（売上高がわからない）"
_NOTHING_SOLD = "算出不可（売上高が0以下）"
_NO_MARGIN = "算出不可（限界利益率が0以下）"
_STEPS = 4  # parts of the axis of the chart
_LABELS = (
    *("売上高", "変動費", "固定費（営業外収益を差し引く）", "限界利益率", "損益分岐点売上高"),
    *("損益分岐点比率", "安全余裕率", "利益（経常）", "目標利益の売上高"),
)
_RATES = {3, 5, 6}  # places in _LABELS
_RESULT_COLUMNS = (1, 2)


@dataclass(frozen=True, slots=True)
class Given:
    """What the sheet starts from: sales and costs, in yen or with sales as 100."""

    label: str
    sales: Decimal | None
    lines: tuple[CostLine, ...]
    unit: str
    notes: tuple[str, ...]

    @property
    def break_even(self) -> BreakEven:
        """The product's own reading of it."""
        variable = sum((line.variable for line in self.lines), Decimal(0))
        fixed = sum((line.fixed for line in self.lines), Decimal(0))
        return BreakEven(self.sales, variable, fixed)


def break_even_book_of(making: Making) -> bytes:
    """The workbook; where costs cannot be split it says why, and nothing else."""
    content = BytesIO()
    book = opened(content, TITLE)
    sheet = book.add_worksheet("損益分岐点")
    lines = lines_of(making)
    sheet.write_string(0, 0, TITLE, book.add_format({"bold": True, "font_size": 14}))
    for at, line in enumerate(lines, start=1):
        sheet.write_string(at, 0, line)
    given, reason = _given(making)
    if given is None:
        sheet.set_column(0, 0, 60)
        sheet.write_string(len(lines) + 2, 0, reason)
    else:
        _Sheet(book, sheet, given, len(lines) + 2).write()
    _set_paper(sheet, making.organisation)
    book.close()
    return content.getvalue()


def _given(making: Making) -> tuple[Given | None, str]:
    """What the sheet starts from, or why there is nothing to start from."""
    split = split_of(making.of.found)
    if split is None:
        return None, NO_BREAK_EVEN if making.terms else NO_TERMS
    if split.reason:
        return None, f"算出不可（{split.reason}）"
    term, edition = making.terms[-1], making.edition
    sales, lines, unit = term.amounts["sales"], split.lines, "円"
    if edition.hides_figures:  # one line alone would tell what is left out
        lines = (
            CostLine("variable", f"変動費（内訳は{HIDDEN}）", split.variable, 100),
            CostLine("fixed", f"固定費（内訳は{HIDDEN}）", split.fixed, 0),
        )
    if edition.hides(Part.MONEY):
        if not sales or sales < 0:
            return None, HIDDEN
        factor, sales, unit = _INDEX / sales, Decimal(_INDEX), "売上高を100とした指数"
        lines = tuple(CostLine(one.code, one.ja, one.amount * factor, one.percent) for one in lines)
    return Given(term.label, sales, lines, unit, split.notes), ""


class _Sheet:
    """The sheet being written, row by row from ``top``; columns A to E, results in B and C."""

    def __init__(self, book: Workbook, sheet: Worksheet, given: Given, top: int) -> None:
        self._book, self._sheet, self._given, self._top = book, sheet, given, top
        amount = "#,##0;△#,##0" if given.unit == "円" else "#,##0.0;△#,##0.0"
        self._amount, self._rate = self._format(amount), self._format("0.0%;△0.0%")
        self._amount_in = self._format(amount, is_input=True)
        self._rate_in = self._format("0%;△0%", is_input=True)
        self._text = book.add_format({"text_wrap": True, "bottom": 4})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#F2F4F7", "top": 1, "bottom": 1, "text_wrap": True}
        )
        self.sales = top + 2
        self.costs = self.sales + 3
        self.moves = self.costs + len(given.lines) + 3
        self.target = self.moves + len(_WHAT_IF)
        self.results = self.target + 3
        self.points = self.results + len(_LABELS) + 22

    def _format(self, number: str, *, is_input: bool = False) -> Format:
        look = {"num_format": number, "bottom": 4, "text_wrap": True, "align": "right"}
        return self._book.add_format(
            {**look, "bg_color": "#FFF2CC", "locked": False} if is_input else look
        )

    def write(self) -> None:
        self._sheet.set_column(0, 0, 40)
        self._sheet.set_column(1, 4, 20)
        self._sheet.write_string(
            self._top,
            0,
            "色のついたところを変えると、結果と図が変わります（ほかは保護。パスワードはありません）。",
        )
        self._write_costs()
        self._write_moves()
        self._write_results()
        self._write_points()
        self._insert_chart()
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def _heading(self, row: int, *words: str) -> None:
        for at, word in enumerate(words):
            self._sheet.write_string(row, at, word, self._head)

    def _write_costs(self) -> None:
        given, sheet = self._given, self._sheet
        self._heading(self.sales - 1, f"売上高（{given.label}）", f"金額（{given.unit}）")
        sheet.write_string(self.sales, 0, "売上高", self._text)
        if given.sales is None:
            sheet.write_blank(self.sales, 1, None, self._amount_in)
            sheet.write_string(self.sales, 2, _NO_SALES)
        else:
            sheet.write_number(self.sales, 1, float(given.sales), self._amount_in)
        self._heading(self.costs - 1, "費用", "金額", "変動費の割合", "変動費", "固定費")
        for row, line in enumerate(given.lines, start=self.costs):
            sheet.write_string(row, 0, line.ja, self._text)
            sheet.write_number(row, 1, float(line.amount), self._amount_in)
            sheet.write_number(row, 2, line.percent / _WHOLE, self._rate_in)
            self._formula((row, 3), f"B{row + 1}*C{row + 1}", float(line.variable))
            self._formula((row, 4), f"B{row + 1}-D{row + 1}", float(line.fixed))
        sheet.data_validation(
            self.costs, 2, max(self.costs, self.costs + len(given.lines) - 1), 2,
            {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
             "error_title": "変動費の割合",
             "error_message": "0%から100%までで入れてください（半分なら50%）。"},
        )  # fmt: skip

    def _write_moves(self) -> None:
        self._heading(self.moves - 1, "もし、こう変えたら", "変える割合")
        for row, label in enumerate(_WHAT_IF, start=self.moves):
            self._sheet.write_string(row, 0, label, self._text)
            self._sheet.write_number(row, 1, 0, self._rate_in)
        self._sheet.data_validation(
            self.moves, 1, self.target - 1, 1,
            {"validate": "decimal", "criteria": ">=", "value": -1,
             "error_title": "変える割合", "error_message": "−100%以上で入れてください。"},
        )  # fmt: skip
        self._sheet.write_string(self.target, 0, f"目標利益（{self._given.unit}）", self._text)
        self._sheet.write_number(self.target, 1, 0, self._amount_in)

    def _formula(self, at: tuple[int, int], formula: str, value: float | str) -> None:
        row, column = at
        look = (
            self._rate
            if row - self.results in _RATES and column in _RESULT_COLUMNS
            else self._amount
        )
        self._sheet.write_formula(row, column, f"={formula}", look, value)

    def _write_results(self) -> None:
        self._heading(self.results - 1, f"結果（{self._given.unit}）", "いま", "変えたら")
        base = self._given.break_even
        values = _values(base)
        first, last = self.costs + 1, max(self.costs + len(self._given.lines), self.costs + 1)
        sales, move = f"B{self.sales + 1}", [f"B{self.moves + at + 1}" for at in range(4)]
        top = self.results + 1
        now = (
            f'IF(ISNUMBER({sales}),{sales},"{_NO_SALES}")',
            f"SUM(D{first}:D{last})",
            f"SUM(E{first}:E{last})",
        )
        then = (
            f"IF(ISNUMBER(B{top}),B{top}*(1+{move[0]})*(1+{move[1]}),B{top})",
            f"B{top + 1}*(1+{move[1]})*(1+{move[2]})",
            f"B{top + 2}*(1+{move[3]})",
        )
        for at, label in enumerate(_LABELS):
            self._sheet.write_string(self.results + at, 0, label, self._text)
        for column, starts in (("B", now), ("C", then)):
            formulas = (*starts, *_derived(column, top, f"$B${self.target + 1}"))
            for at, (formula, value) in enumerate(zip(formulas, values, strict=True)):
                self._formula((self.results + at, "ABC".index(column)), formula, value)
        for at, note in enumerate(self._given.notes):
            self._sheet.write_string(self.results + len(_LABELS) + at, 0, f"注：{note}")

    def _write_points(self) -> None:
        """The points of the chart, far below: they follow the column 変えたら."""
        top, row = self.results + 1, self.points
        self._heading(row - 1, "図のもとの数字", "売上高", "総費用", "固定費")
        base = self._given.break_even
        reach = _reach(base)
        for step in range(_STEPS + 1):
            here = row + step + 1
            x = (
                f"{step}/{_STEPS}*1.2*MAX(IF(ISNUMBER(C{top}),C{top},0),"
                f"IF(ISNUMBER(C{top + 4}),C{top + 4},0))"
            )
            cost = f"IF(ISNUMBER(C{top + 3}),C{top + 2}+A{here}*(1-C{top + 3}),C{top + 2})"
            at = reach * step / _STEPS
            rate = base.margin_rate.value
            total = float(base.fixed) + at * (0 if rate is None else 1 - float(rate))
            self._formula((row + step, 0), x, at)
            self._formula((row + step, 1), f"A{here}", at)
            self._formula((row + step, 2), cost, total)
            self._formula((row + step, 3), f"C{top + 2}", float(base.fixed))

    def _insert_chart(self) -> None:
        chart = self._book.add_chart({"type": "scatter", "subtype": "straight"})
        assert chart is not None  # noqa: S101 - only of a kind that does not exist
        name, row = self._sheet.get_name(), self.points
        looks = (("#00428C", "solid"), ("#8A5A00", "dash"), ("#595959", "round_dot"))
        for at, (colour, dash) in enumerate(looks, start=1):
            chart.add_series(
                {
                    "name": [name, row - 1, at],
                    "categories": [name, row, 0, row + _STEPS, 0],
                    "values": [name, row, at, row + _STEPS, at],
                    "line": {"color": colour, "width": 2, "dash_type": dash},
                }
            )
        chart.set_title({"name": "損益分岐点の図（変えたら）", "name_font": {"size": 11}})
        chart.set_x_axis({"name": f"売上高（{self._given.unit}）", "num_format": "#,##0", "min": 0})
        chart.set_y_axis({"num_format": "#,##0"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 760, "height": 380})
        said = "売上高の線と総費用の線が交わるところが損益分岐点。数字は上の結果の表にある。"
        place = self.results + len(_LABELS) + len(self._given.notes) + 1
        self._sheet.insert_chart(place, 0, chart, {"description": said})


def _derived(column: str, top: int, target: str) -> tuple[str, ...]:
    """The formulas below sales, variable and fixed costs in a column of the results."""
    sales, variable, fixed, rate, needed, ratio = (f"{column}{top + at}" for at in range(6))
    why = f'IF(ISNUMBER({sales}),"{_NOTHING_SOLD}",{sales})'

    def sales_for(profit: str) -> str:
        found = f'IF({rate}<=0,"{_NO_MARGIN}",{profit}/{rate})'
        return f"IF(ISNUMBER({rate}),{found},{rate})"

    return (
        f"IF(N({sales})>0,1-{variable}/{sales},{why})",
        sales_for(fixed),
        f"IF(ISNUMBER({needed}),{needed}/{sales},{needed})",
        f"IF(ISNUMBER({ratio}),1-{ratio},{ratio})",
        f"IF(ISNUMBER({sales}),{sales}-{variable}-{fixed},{sales})",
        sales_for(f"({fixed}+{target})"),
    )


def _values(base: BreakEven) -> tuple[float | str, ...]:
    """The product's own results, in the words of the sheet where there is none."""

    def said(reading: Reading) -> float | str:
        if reading.value is not None:
            return float(reading.value)
        if base.sales is None:
            return _NO_SALES
        return _NOTHING_SOLD if base.sales <= 0 else _NO_MARGIN

    sales = _NO_SALES if base.sales is None else float(base.sales)
    readings = (
        *(base.margin_rate, base.sales_needed, base.ratio, base.safety_margin),
        *(base.profit, base.sales_for(Decimal(0))),
    )
    return (sales, float(base.variable), float(base.fixed), *(said(one) for one in readings))


def _reach(base: BreakEven) -> float:
    """How far the axis of the chart goes."""
    needed = base.sales_needed.value
    return 1.2 * max(float(base.sales or 0), float(needed or 0))


def _set_paper(sheet: Worksheet, organisation: str) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{plain(organisation)}&R{plain(TITLE)}")
    sheet.set_footer("&R&P / &Nページ")
