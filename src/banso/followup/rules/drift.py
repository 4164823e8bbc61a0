"""Drift（計画とのズレ）: where plan and reality part, by thresholds from the programme's file.

Explained with an example in docs/rules/drift.md. What is not known is no drift, and is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from banso.core.era import in_era_day, in_era_month
from banso.core.refusals import RuleViolation

SALES, KPI, MEASURE = "sales-below", "kpi-missed", "measure-late"
JUDGED = "judged"  # by the adviser on a visit, whatever the figures say
NOT_KNOWN = "がわからない"
NO_PLANNED_SALES = "数値計画に売上がない"
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class DriftRules:
    """What counts as drift.

    Sales under ``sales_part`` of plan for ``sales_months`` in a row; a KPI missed ``kpi_times`` in
    a row; a measure ``late_days`` days late.
    """

    sales_part: Decimal = Decimal("0.9")
    sales_months: int = 2
    kpi_times: int = 2
    late_days: int = 30

    def __post_init__(self) -> None:
        """Refuse thresholds that would be met always, or never."""
        if not 0 < self.sales_part <= 1:
            message = "売上の割合は0より大きく1以下にしてください。"
            raise RuleViolation("no-part", message, field="sales_part")
        for name in ("sales_months", "kpi_times", "late_days"):
            if getattr(self, name) < 1:
                raise RuleViolation("no-count", "1以上にしてください。", field=name)


@dataclass(frozen=True, slots=True)
class MonthOfSales:
    """One month: planned and real sales in yen; ``None`` is unknown."""

    month: date
    planned: int | None
    sold: int | None

    @property
    def part(self) -> Decimal | None:
        """Sold ÷ planned; ``None`` when either is unknown or nothing was planned."""
        if self.sold is None or not self.planned or self.planned < 0:
            return None
        return Decimal(self.sold) / self.planned


@dataclass(frozen=True, slots=True)
class KpiRun:
    """A KPI's judgements, newest last: reached, missed, or ``None`` where it was not told."""

    name: str
    reached: tuple[bool | None, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure not done and not dropped, and the last day it should have been."""

    what: str
    ends_on: date
    key: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is compared: months in order, KPI, open measures."""

    months: tuple[MonthOfSales, ...] = ()
    kpis: tuple[KpiRun, ...] = ()
    measures: tuple[OpenMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """One drift: its kind, what it is of, and a sentence with the figures.

    ``key`` stands for what it is of where names may change or be alike.
    """

    kind: str
    of: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Drifts:
    """The drifts found, and what could not be judged."""

    found: tuple[Drift, ...] = ()
    untold: tuple[str, ...] = field(default=())


def drifts_of(rules: DriftRules, progress: Progress, day: date) -> Drifts:
    """Every drift on a day, sales first."""
    sales, untold = _sales(rules, progress.months)
    found = [*sales, *_kpis(rules, progress.kpis), *_measures(rules, progress.measures, day)]
    return Drifts(tuple(found), untold)


def _sales(
    rules: DriftRules, months: Sequence[MonthOfSales]
) -> tuple[list[Drift], tuple[str, ...]]:
    """Only the newest months in a row count: a bad spring that has passed is no drift now."""
    newest = list(months[-rules.sales_months :])
    if newest and all(one.planned is None for one in newest):
        return [], (NO_PLANNED_SALES,)
    unknown = tuple(_why_untold(one) for one in newest if one.part is None)
    if unknown or len(newest) < rules.sales_months:
        return [], unknown
    low = [(one, one.part) for one in newest if one.part is not None]
    if any(part >= rules.sales_part for _, part in low):
        return [], ()
    told = "、".join(f"{one.month.month}月 {_percent(part)}" for one, part in low)
    words = f"売上が計画の{_percent(rules.sales_part)}未満（{told}）"
    return [Drift(SALES, "売上", words, "sales")], ()


def _why_untold(one: MonthOfSales) -> str:
    named = in_era_month(one.month)
    return f"{named}の売上{NOT_KNOWN}" if one.sold is None else f"{named}の計画の売上がない"


def _kpis(rules: DriftRules, runs: Sequence[KpiRun]) -> list[Drift]:
    missed = ((run, _missed_in_a_row(run)) for run in runs)
    return [
        Drift(KPI, run.name, f"「{run.name}」が{times}回続けて目標に届かない", run.key)
        for run, times in missed
        if times >= rules.kpi_times
    ]


def _missed_in_a_row(run: KpiRun) -> int:
    """How often it was missed since it was last reached; what was not told counts neither way."""
    times = 0
    for reached in reversed(run.reached):
        if reached:
            break
        times += reached is False
    return times


def _measures(rules: DriftRules, measures: Sequence[OpenMeasure], day: date) -> list[Drift]:
    late = ((one, (day - one.ends_on).days) for one in measures)
    return [
        Drift(
            MEASURE,
            one.what,
            f"「{one.what}」が{days}日遅れている（期限 {in_era_day(one.ends_on)}）",
            one.key,
        )
        for one, days in late
        if days >= rules.late_days
    ]


def _percent(part: Decimal) -> str:
    """Cut, not rounded: 89.9% of the plan is not 「90%」 where 90% is enough."""
    return f"{(part * _PERCENT).quantize(Decimal(1), ROUND_FLOOR)}%"
