"""Plan and reality in sums and in words（計画と実績）: months, running totals, years, one reading.

What is not known is left out of both sides of a sum, and is said. Explained with an example in
docs/rules/progress.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from banso.followup.rules.drift import DriftRules, MonthOfSales
from banso.followup.rules.next_visit import months_after

MONTHS = 12
_PERCENT = 100
NOT_ENTERED = "まだ入っていない"
ANSWERED_UNKNOWN = "「わからない」と答えた"
PARTLY = "売上の一部だけ入っている"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month beside the sum of its plan year so far; amounts in yen, ``None`` unknown.

    The sums hold only months of which both plan and sales are known. ``why`` says why the sales
    are not known; ``is_over`` is false of a month still to come; ``is_below`` says that the month
    is under the threshold of drift.
    """

    month: date
    planned: int | None
    sold: int | None
    is_over: bool
    why: str = ""
    planned_sum: int = 0
    sold_sum: int = 0
    is_below: bool = False

    @property
    def part(self) -> Decimal | None:
        """Sold ÷ planned."""
        return MonthOfSales(self.month, self.planned, self.sold).part

    @property
    def part_of_sum(self) -> Decimal | None:
        """The same of the sums."""
        return Decimal(self.sold_sum) / self.planned_sum if self.planned_sum > 0 else None

    @property
    def shown_part(self) -> str:
        """「87%」, or a dash."""
        return shown(self.part)

    @property
    def shown_sum(self) -> str:
        """The same of the sums, of a month that is over."""
        return shown(self.part_of_sum if self.is_over else None)


@dataclass(frozen=True, slots=True)
class PlanYearOfSales:
    """The months of one year of the plan, all of them, in order; ``number`` counts from 1."""

    number: int
    months: tuple[MonthLine, ...]

    @property
    def over(self) -> tuple[MonthLine, ...]:
        """The months that are over."""
        return tuple(one for one in self.months if one.is_over)

    @property
    def is_drawable(self) -> bool:
        """Whether a chart of it would show anything."""
        return any(one.planned is not None or one.sold is not None for one in self.months)

    @property
    def known(self) -> tuple[MonthLine, ...]:
        """Those of which plan and sales are known."""
        return tuple(one for one in self.over if one.part is not None)

    @property
    def unknown(self) -> tuple[MonthLine, ...]:
        """Those over whose sales are not known."""
        return tuple(one for one in self.over if one.sold is None)

    @property
    def part(self) -> Decimal | None:
        """What was sold of what was planned, over the known months."""
        return self.known[-1].part_of_sum if self.known else None

    @property
    def span(self) -> str:
        """「4〜10月」, the months that are over."""
        over = self.over
        if not over:
            return ""
        first, last = over[0].month.month, over[-1].month.month
        return f"{first}月" if first == last else f"{first}〜{last}月"

    @property
    def words(self) -> str:
        """「売上は計画の87%（4〜10月、7か月のうち6か月がわかる）」."""
        over, known = len(self.over), len(self.known)
        if not over:
            return "計画の月は、まだ1か月も終わっていない"
        if all(one.planned is None for one in self.over):
            return "売上の計画がないので、実績と比べられない"
        if self.part is None:
            return f"売上はまだ1か月もわからない（{self.span}、{over}か月）"
        told = "すべてわかる" if over == known else f"{over}か月のうち{known}か月がわかる"
        return f"売上は計画の{percent(self.part)}（{self.span}、{told}）"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days: a year of the plan, or a period of accounts."""

    starts_on: date
    ends_on: date

    def days_shared(self, other: Span) -> int:
        """How many days two stretches have in common."""
        first, last = max(self.starts_on, other.starts_on), min(self.ends_on, other.ends_on)
        return max((last - first).days + 1, 0)

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class Sales:
    """The planned sales of each month, and those told: ``None`` with the reason.

    Of a month that is not in ``told`` nothing was entered.
    """

    planned: Mapping[date, int]
    told: Mapping[date, tuple[int | None, str]]


def years_of_sales(
    plan: Span, sales: Sales, rules: DriftRules, day: date
) -> tuple[PlanYearOfSales, ...]:
    """Every year of a plan, as known on ``day``."""
    years: list[PlanYearOfSales] = []
    start = plan.starts_on.replace(day=1)
    while start <= plan.ends_on:
        months = (months_after(start, at) for at in range(MONTHS))
        lines = (_month(one, sales, rules, day) for one in months if one <= plan.ends_on)
        years.append(PlanYearOfSales(len(years) + 1, tuple(_summed(lines))))
        start = months_after(start, MONTHS)
    return tuple(years)


def _month(month: date, sales: Sales, rules: DriftRules, day: date) -> MonthLine:
    is_over = months_after(month, 1) <= day
    amount, why = sales.told.get(month, (None, NOT_ENTERED)) if is_over else (None, "")
    line = MonthLine(month, sales.planned.get(month), amount, is_over, why)
    is_below = line.part is not None and line.part < rules.sales_part
    return replace(line, is_below=is_below)


def _summed(lines: Iterable[MonthLine]) -> Iterator[MonthLine]:
    """Each month with the sums up to it."""
    planned = sold = 0
    for line in lines:
        if line.part is not None:
            planned += line.planned or 0
            sold += line.sold or 0
        yield replace(line, planned_sum=planned, sold_sum=sold)


def current_year(years: Sequence[PlanYearOfSales], day: date) -> PlanYearOfSales | None:
    """The year that runs on ``day``; in its first month, and after the plan, the one before."""
    begun = [one for one in years if one.months[0].month <= day]
    over = [one for one in begun if one.over]
    return over[-1] if over else next(iter(begun or years), None)


@dataclass(frozen=True, slots=True)
class KpiJudged:
    """How a KPI stood when it was told last: reached, missed, or ``None`` where untold."""

    name: str
    is_reached: bool | None


def kpi_words(kpis: Sequence[KpiJudged]) -> str:
    """「KPI 3つのうち2つは目安に届かない、1つはわからない」; nothing without KPI."""
    if not kpis:
        return ""
    missed = sum(one.is_reached is False for one in kpis)
    untold = sum(one.is_reached is None for one in kpis)
    if untold == len(kpis):
        return f"KPI {len(kpis)}つは、目安に届いたかどうかわからない"
    if not missed and not untold:
        return f"KPI {len(kpis)}つは、すべて目安に届いている"
    if missed == len(kpis):
        return f"KPI {missed}つは、{'' if missed == 1 else 'どれも'}目安に届かない"
    parts = ((missed, "目安に届かない"), (untold, "わからない"))
    told = "、".join(f"{count}つは{words}" for count, words in parts if count)
    return f"KPI {len(kpis)}つのうち{told}"


def measure_words(days_late: Sequence[int], done: int, count: int) -> str:
    """「施策1つが45日遅れ」「施策3つが遅れ（最も長いもので45日）」; nothing without measures."""
    if not count:
        return ""
    if len(days_late) == 1:
        return f"施策1つが{days_late[0]}日遅れ"
    if days_late:
        return f"施策{len(days_late)}つが遅れ（最も長いもので{max(days_late)}日）"
    return f"施策に遅れはない（{count}のうち{done}が完了）"


def in_one(parts: Sequence[str]) -> str:
    """The parts as sentences, one after another; what is empty is left out."""
    return "".join(f"{part}。" for part in parts if part)


def rule_words(rules: DriftRules) -> tuple[str, ...]:
    """When plan and reality are said to part, line by line."""
    return (
        f"売上が計画の{percent(rules.sales_part)}未満の月が、直近{rules.sales_months}か月続く",
        f"KPIが{rules.kpi_times}回続けて目安に届かない",
        f"施策が期限を{rules.late_days}日以上過ぎている",
    )


def percent(part: Decimal) -> str:
    """Cut, not rounded, as in drift: 89.9% is 「89%」."""
    number = (part * _PERCENT).quantize(Decimal(1), ROUND_FLOOR)
    return f"{'△' if number < 0 else ''}{abs(number):,}%"


def shown(part: Decimal | None) -> str:
    """The same, or a dash where nothing can be told."""
    return "—" if part is None else percent(part)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now; ``key`` says on which page."""

    key: str
    words: str


def next_step(*, open_drifts: int, unseen_drifts: int, has_plan: bool, unknown: str) -> NextStep:
    """What comes first: the third party, then what is not known, then the next visit.

    ``unseen_drifts`` are seen in the figures of today and not kept yet; ``unknown`` names the
    months of which the sales are not known.
    """
    if open_drifts:
        return NextStep("review", f"ズレ{open_drifts}件を、第三者の視点を入れて検討する")
    if unseen_drifts:
        return NextStep(
            "detail", f"新しいズレ{unseen_drifts}件を、チェックシートで事業者と確かめる"
        )
    if not has_plan:
        return NextStep("numbers", "数値計画を書く（売上を比べられるようになる）")
    if unknown:
        return NextStep("figures", f"{unknown}の売上を聞いて入れる")
    return NextStep("detail", "次の訪問で、続けて確かめる")
