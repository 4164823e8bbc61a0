"""The break-even page: how things stand, what if, and which costs move with sales."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.queries.analysing import Examined, circumstances_of
from banso.diagnosis.rules.break_even import BreakEven, Moves, moved
from banso.diagnosis.rules.cost_natures import CostSplit, kind_for, split_costs
from banso.diagnosis.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as it stands and as it would be."""

    ja: str
    now: Reading
    then: Reading


@dataclass(frozen=True, slots=True)
class Picture:
    """The break-even point of the newest period, and after the sliders were moved."""

    label: str
    now: BreakEven
    then: BreakEven
    target: Decimal
    is_moved: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """The figures side by side, in the order one explains them."""
        now, then = self.now, self.then
        return (
            Row("限界利益率", now.margin_rate, then.margin_rate),
            Row("損益分岐点売上高", now.sales_needed, then.sales_needed),
            Row("損益分岐点比率", now.ratio, then.ratio),
            Row("安全余裕率", now.safety_margin, then.safety_margin),
            Row("利益（経常）", now.profit, then.profit),
            Row("目標利益の売上高", now.sales_for(self.target), then.sales_for(self.target)),
        )

    @property
    def sentence(self) -> str:
        """One sentence for the owner."""
        margin, needed = self.then.safety_margin, self.then.sales_needed
        if margin.value is None:
            return f"損益分岐点は出せません（{margin.reason}）。"
        if margin.value < 0:
            return f"売上が{needed.words}に届くと、赤字がなくなります。いまはまだ届いていません。"
        edge = f"赤字になる境目の売上は{needed.words}です。"
        return f"売上が{margin.words}減るまでは赤字になりません。{edge}"


def picture_of(found: Examined, moves: Moves, target: Decimal) -> Picture | None:
    """The picture of the newest period; ``None`` without accounts or industry."""
    analysis = found.analysis
    if not analysis.break_evens or not analysis.table.terms:
        return None
    now = analysis.break_evens[-1]
    return Picture(analysis.table.terms[-1].label, now, moved(now, moves), target, moves != Moves())


def split_of(found: Examined) -> CostSplit | None:
    """The costs of the newest period, account by account; ``None`` where they cannot be split."""
    code = found.diagnosis.industry_code
    if not code or not found.analysis.table.terms:
        return None
    variable = circumstances_of(found.diagnosis).variable
    return split_costs(found.analysis.table.terms[-1], kind_for(code), variable)
