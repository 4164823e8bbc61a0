"""中期経営計画素案: what the analysis says as the frame of a plan of three years, to be agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from banso.core.documents.blocks import (
    Block,
    Line,
    Paper,
    Points,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era_month
from banso.diagnosis.documents.around import (
    NO_FINDINGS,
    Making,
    headed,
    horizons_table,
    paper_of,
)
from banso.diagnosis.documents.ninety_days import step_blocks
from banso.diagnosis.documents.swot import cross_blocks, swot_blocks
from banso.diagnosis.models import Finding
from banso.diagnosis.rules.editions import HIDDEN
from banso.diagnosis.rules.reading import Unit
from banso.diagnosis.rules.terms import EMPLOYEES, FIGURES, Term

TITLE = "中期経営計画（素案）"
_YEARS = 3
_FRAME = (
    *("sales", "gross_profit", "selling_and_admin", "labour_cost", "operating_profit"),
    *("ordinary_profit", "net_profit", "depreciation", "loans", "net_assets"),
)
# Where the reason to exist may have been written, the first that holds words.
_PURPOSES = (("four-views", "philosophy"), ("design-sheet", "purpose"))


def plan_draft_of(making: Making) -> Paper:
    """The draft of a plan: why, where one stands, what to do, three years to agree on."""
    crossed = cross_blocks(making)
    blocks = [
        Text(
            "経営分析の結果をもとにした素案です。空いているところは、事業者と話し合って決めます。",
            quiet=True,
        ),
        *headed("1. 経営理念・存在意義", *_purpose(making)),
        *headed("2. 環境分析（SWOT）", *swot_blocks(making)),
        *(headed("クロスSWOT（考えるための問い）", *crossed) if crossed else []),
        *headed("3. 課題", *_findings(making)),
        *headed("4. 短期・中期・長期の対応策", horizons_table(making)),
        *headed("5. 3年間の数値計画", *_frame(making), on_new_page=True),
        *headed("6. はじめの90日", *step_blocks(making)),
    ]
    return paper_of(making, TITLE, blocks, cover=True)


def _purpose(making: Making) -> Iterator[Block]:
    for sheet, cell in _PURPOSES:
        entries = making.of.said(sheet, cell)
        if entries:
            for entry in entries:
                said = making.edition.words(entry.text)
                yield Text(f"{said}（{entry.get_said_by_display()}の言葉）")
            return
    yield Table((TableColumn("経営理念（話し合って書く）"),), (("",), ("",)), is_form=True)


def _findings(making: Making) -> Iterator[Block]:
    edition = making.edition
    if not making.of.accepted:
        yield Text(NO_FINDINGS)
        return
    lines = (
        f"{edition.words(one.title)}（{one.kind}）" + _because(making, one)
        for one in making.of.accepted
    )
    yield Points(tuple(lines), is_numbered=True)


def _because(making: Making, finding: Finding) -> str:
    said = making.edition.of_finding(finding.title, finding.because)
    return f"\n根拠：{said}" if finding.because else ""


def _frame(making: Making) -> Iterator[Block]:
    """The last period filled in, three years left to agree on."""
    if not making.terms:
        yield Text("決算がないため、数値計画の枠は出せません。")
        return
    term = making.terms[-1]
    columns = (
        TableColumn("項目", 1.4),
        TableColumn(f"実績\n{term.label}", 1.3, is_figure=True),
        *(TableColumn(f"計画\n{_year(term, ahead)}期", 1, is_figure=True) for ahead in _ahead()),
    )
    blank = ("",) * _YEARS
    rows: list[Line] = [(FIGURES[name], _amount(making, term, name), *blank) for name in _FRAME]
    people = term.amounts[EMPLOYEES]
    said = "算出不可（従業員数がわからない）" if people is None else Unit.PEOPLE.write(people)
    rows.append(("従業員数", said, *blank))
    yield Table(columns, tuple(rows), is_form=True)
    yield Text("計画の欄は、事業者と話し合って決めた数字を書きます。", quiet=True)
    if not term.is_whole_year:
        yield Text(f"実績は{term.months}か月分の金額です。年換算していません。", quiet=True)


def _ahead() -> range:
    return range(1, _YEARS + 1)


def _year(term: Term, ahead: int) -> str:
    """The month in which a coming period ends."""
    ends = term.statement.ends_on
    return in_era_month(date(ends.year + ahead, ends.month, 1))


def _amount(making: Making, term: Term, name: str) -> str:
    if making.edition.hides_figure(name):
        return HIDDEN
    amount = term.amounts[name]
    return f"算出不可（{term.why_unknown(name)}）" if amount is None else Unit.YEN.write(amount)
