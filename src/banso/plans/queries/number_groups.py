"""What stands in the closed line of each group of assumptions, and the main figures in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from banso.core.money import thousand_yen
from banso.plans.rules.numbers.assumptions import Assumptions, YearPlan
from banso.plans.rules.numbers.base import propose
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned
from banso.plans.rules.numbers.settling import is_even

GLANCE = {
    "sales": "売上",
    "gross_profit": "粗利",
    "operating_profit": "営業利益",
    "cash": "期末の現預金",
}
_NOTHING = "まだ入っていません"
_UNKNOWN = "—"
_NONE = "なし"


@dataclass(frozen=True, slots=True)
class GlanceCell:
    """A main figure of one year in yen, and by how much it moved from what is kept."""

    number: int
    value: int | None
    change: int | None = None

    @property
    def moved(self) -> str:
        """「＋1,200」 or 「△300」 in 千円; empty where nothing moved by a thousand."""
        words = _thousands(self.change or 0)
        if words == "0":
            return ""
        return words if words.startswith("△") else f"＋{words}"


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A main figure, year by year."""

    ja: str
    cells: tuple[GlanceCell, ...]


def glance(found: Reckoned, kept: Reckoned | None = None) -> tuple[GlanceRow, ...]:
    """売上・粗利・営業利益・期末の現預金 year by year, beside what is ``kept``."""
    before = kept.years if kept else found.years
    years = list(zip(found.years, before, strict=True))
    return tuple(
        GlanceRow(ja, tuple(_cell(name, now, then) for now, then in years))
        for name, ja in GLANCE.items()
    )


def _cell(name: str, now: PlanYear, then: PlanYear) -> GlanceCell:
    value, old = _value(name, now), _value(name, then)
    change = None if value is None or old is None else value - old
    return GlanceCell(now.number, value, change)


def _value(name: str, year: PlanYear) -> int | None:
    reading = year.owned(name) if name == "cash" else year.income.reading(name)
    return None if reading.value is None else int(reading.value)


def group_sums(found: Reckoned) -> dict[str, str]:
    """The closed line of each group, by the group's key: 「基準12,000 → 12,400 → 13,000千円」."""
    given = found.assumptions
    base = propose(given.base, given.starts_on, 1).years[0] if given.base else None
    first = given.years[0]
    return {
        "sales": _chain(
            base.sales_total if base else None, [one.sales_total for one in given.years]
        ),
        "margin": _margins(base, found),
        "costs": _chain(_paid(base) if base else None, [_paid(one) for one in given.years]),
        "days": _days(first) + _first_of(given, _days),
        "others": _others(first) + _first_of(given, _others),
        "equipment": _things([one.cost for one in given.equipment]),
        "loans": _things([one.loan.principal for one in given.loans]),
        "subsidies": _things([one.amount for one in given.subsidies]),
        "months": _months(given),
        "opening": f"現預金{thousand_yen(found.start.cash)}から" if found.start else _NOTHING,
    }


def _thousands(amount: int | None) -> str:
    return _UNKNOWN if amount is None else thousand_yen(amount).removesuffix("千円")


def _chain(base: int | None, amounts: list[int | None]) -> str:
    if all(amount is None for amount in amounts):
        return _NOTHING
    before = [] if base is None else [f"基準{_thousands(base)}"]
    return " → ".join([*before, *map(_thousands, amounts)]) + "千円"


def _paid(plan: YearPlan) -> int | None:
    """固定費 without depreciation; ``None`` while a line is blank, or there is none."""
    known = [cost.amount for cost in plan.costs if cost.amount is not None]
    return sum(known) if known and len(known) == len(plan.costs) else None


def _margins(base: YearPlan | None, found: Reckoned) -> str:
    readings = [year.income.gross_margin for year in found.years]
    if not any(one.is_known for one in readings):
        return _NOTHING
    before = [] if base is None or base.margin is None else [f"基準{base.margin:.1f}%"]
    return " → ".join([*before, *(one.words if one.is_known else _UNKNOWN for one in readings)])


def _days(plan: YearPlan) -> str:
    stock = "いまのまま" if plan.stock_days is None else f"{plan.stock_days}日"
    return f"回収{plan.collection_days}日・在庫{stock}・支払{plan.payment_days}日"


def _others(plan: YearPlan) -> str:
    people = f"従業員{_plain(plan.employees)}人・" if plan.employees is not None else ""
    drawings = f"・事業主貸{thousand_yen(plan.drawings)}" if plan.drawings else ""
    return f"{people}税率{_plain(plan.tax_rate)}%{drawings}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _first_of(given: Assumptions, words: Callable[[YearPlan], str]) -> str:
    return "" if len({words(plan) for plan in given.years}) == 1 else "（1年目。年で違う）"


def _things(amounts: Iterable[int]) -> str:
    known = list(amounts)
    return f"{len(known)}件・{thousand_yen(sum(known))}" if known else _NONE


def _months(given: Assumptions) -> str:
    typed = [f"{at}年目" for at, plan in enumerate(given.years, start=1) if plan.months]
    if typed:
        return f"{'・'.join(typed)}は月ごとに入力"
    if is_even(given.weights):
        return "割合で分ける（どの月も同じ）"
    most = given.weights.index(max(given.weights))
    return f"割合で分ける（いちばん多いのは{given.months_of(0)[most].month}月）"
