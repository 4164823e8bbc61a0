"""The break-even point（損益分岐点, CVP）: 限界利益率, 損益分岐点売上高, 安全余裕率, 目標利益.

限界利益率 m = 1 − 変動費÷売上高; 損益分岐点売上高 = 固定費÷m; 比率 = 損益分岐点売上高÷売上高;
安全余裕率 = 1 − 比率; 目標利益の売上高 =（固定費＋目標利益）÷m. With m ≤ 0 nothing of it exists,
and the reason is said. Explained with an example in docs/rules/break-even.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cost_natures import CostKind, split_costs
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import Term

NO_MARGIN = "限界利益率が0以下（売るほど赤字が増え、損益分岐点がない）"
NO_UNIT_MARGIN = "単価が1個当たりの変動費以下（売るほど赤字が増え、損益分岐点がない）"
_LEAST = -100  # percent: nothing is left
_NOTHING_LOST = "{}が−100%を下回っています。−100%以上で入力してください。"


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Sales, variable and fixed costs of one stretch of time, in yen; all figures are of them.

    ``reason`` stands in every reading when the costs are not known.
    """

    sales: Decimal | None
    variable: Decimal
    fixed: Decimal
    reason: str = ""
    notes: tuple[str, ...] = ()

    @property
    def profit(self) -> Reading:
        """売上高 − 変動費 − 固定費, in yen: 経常利益 where the costs are those of a period."""
        if self.sales is None or self.reason:
            return self._unknown(self.reason or "売上高がわからない", Unit.YEN)
        return self._read(self.sales - self.variable - self.fixed, Unit.YEN)

    @property
    def margin_rate(self) -> Reading:
        """限界利益率: what is left of 1 yen of sales when variable costs are paid."""
        reason = self.reason or _why_no_sales(self.sales)
        if self.sales is None or reason:
            return self._unknown(reason, Unit.RATE)
        return self._read(1 - self.variable / self.sales, Unit.RATE)

    @property
    def sales_needed(self) -> Reading:
        """損益分岐点売上高, in yen."""
        return self.sales_for(Decimal(0))

    def sales_for(self, target: Decimal) -> Reading:
        """The sales that leave ``target`` yen of profit（目標利益の売上高）."""
        rate = self.margin_rate
        if rate.value is None:
            return self._unknown(rate.reason, Unit.YEN)
        if rate.value <= 0:
            return self._unknown(NO_MARGIN, Unit.YEN)
        return self._read((self.fixed + target) / rate.value, Unit.YEN)

    @property
    def ratio(self) -> Reading:
        """損益分岐点比率: above 1 is a loss."""
        needed = self.sales_needed
        if needed.value is None or not self.sales:
            return self._unknown(needed.reason, Unit.RATE)
        return self._read(needed.value / self.sales, Unit.RATE)

    @property
    def safety_margin(self) -> Reading:
        """安全余裕率: the part of sales that may be lost before there is a loss."""
        ratio = self.ratio
        if ratio.value is None:
            return self._unknown(ratio.reason, Unit.RATE)
        return self._read(1 - ratio.value, Unit.RATE)

    def _read(self, value: Decimal, unit: Unit) -> Reading:
        made_of = (("売上高", self.sales or Decimal(0)), ("変動費", self.variable))
        return Reading(value, unit, "", self.notes, (*made_of, ("固定費", self.fixed)))

    def _unknown(self, reason: str, unit: Unit) -> Reading:
        return unknown(reason, unit, *self.notes)


def break_even_of(
    term: Term, kind: CostKind, changed: Mapping[str, int] | None = None
) -> BreakEven:
    """The break-even point of a period, its costs split by a preset and what is ``changed``."""
    split = split_costs(term, kind, changed)
    sales = term.amounts["sales"]
    return BreakEven(sales, split.variable, split.fixed, split.reason, split.notes)


@dataclass(frozen=True, slots=True)
class Moves:
    """The sliders of a what-if, each a change in percent; 0 leaves things as they are.

    ``price``: the price of everything sold; quantity and unit cost stay. ``volume``: how much is
    sold; sales and variable costs move with it. ``unit_cost``: the variable cost of one piece;
    with the price left alone this is the 変動費率. ``fixed``: the fixed costs. Refuses less than
    −100 %.
    """

    price: Decimal = Decimal(0)
    volume: Decimal = Decimal(0)
    unit_cost: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        labels = {"price": "価格", "volume": "数量", "unit_cost": "変動費", "fixed": "固定費"}
        for name, label in labels.items():
            if getattr(self, name) < _LEAST:
                raise RuleViolation("below-nothing", _NOTHING_LOST.format(label), field=name)


def moved(base: BreakEven, moves: Moves) -> BreakEven:
    """``base`` after the moves.

    売上高 × (1+価格)(1+数量); 変動費 × (1+数量)(1+変動費); 固定費 × (1+固定費).
    """
    price, volume, cost, fixed = (
        1 + percent / 100 for percent in (moves.price, moves.volume, moves.unit_cost, moves.fixed)
    )
    sales = None if base.sales is None else base.sales * price * volume
    variable = base.variable * volume * cost
    return BreakEven(sales, variable, base.fixed * fixed, base.reason, base.notes)


@dataclass(frozen=True, slots=True)
class UnitBreakEven:
    """By the piece（単価・数量）: ``price`` and ``cost`` of one, ``fixed`` of the time, in yen."""

    price: Decimal
    cost: Decimal
    fixed: Decimal

    def pieces_for(self, target: Decimal = Decimal(0)) -> Reading:
        """How many must be sold for ``target`` yen of profit, a part of one counted whole."""
        margin = self.price - self.cost
        if margin <= 0:
            return unknown(NO_UNIT_MARGIN, Unit.PIECES)
        pieces = max((self.fixed + target) / margin, Decimal(0))
        made_of = (("単価", self.price), ("1個当たりの変動費", self.cost), ("固定費", self.fixed))
        whole = pieces.to_integral_value(ROUND_CEILING)
        return Reading(whole, Unit.PIECES, "", (), made_of)

    def sales_for(self, target: Decimal = Decimal(0)) -> Reading:
        """What those pieces sell for, in yen."""
        pieces = self.pieces_for(target)
        if pieces.value is None:
            return unknown(pieces.reason, Unit.YEN)
        return Reading(pieces.value * self.price, Unit.YEN, "", (), pieces.made_of)


def _why_no_sales(sales: Decimal | None) -> str:
    if sales is None:
        return "売上高がわからない"
    if sales > 0:
        return ""
    return "売上高が0" if sales == 0 else "売上高がマイナス"
