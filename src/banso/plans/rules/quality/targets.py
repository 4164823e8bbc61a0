"""What is odd in the targets of KPI: a day outside the plan, a number that the figures contradict.

A KPI due before the plan begins or after it ends is a concern and no refusal: some are watched from
the adoption on, months before the first day, and that day may move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from banso.core.era import in_era_day
from banso.plans.rules.concerns import Concern, Part, Place
from banso.plans.rules.content import RESULT_ROWS, Content, KpiText
from banso.plans.rules.kpi import in_words
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.numbers.reckoning import PlanYear, reckon
from banso.plans.rules.numbers.spreading import number_of
from banso.plans.rules.quality.checks import Checks

_PERCENT = 100
# Targets are round numbers: within half a percent, or half a point, they agree with the figures.
_NEAR = Decimal("0.005")
_NEAR_POINTS = Decimal("0.5")
# Names that people give to rows of the figures, beside those of the rows themselves.
_YEN: Mapping[str, str] = {
    **{ja: name for name, ja in RESULT_ROWS.items() if name not in {"cash", "loans"}},
    "売上": "sales",
    "年商": "sales",
    "粗利": "gross_profit",
    "粗利益": "gross_profit",
}
_RATES: Mapping[str, str] = {
    "粗利率": "gross_profit",
    "売上総利益率": "gross_profit",
    "営業利益率": "operating_profit",
    "経常利益率": "ordinary_profit",
}


def on_targets(content: Content, checks: Checks) -> Iterator[Concern]:
    """Concerns about each KPI that has a target and a day."""
    years = reckon(content.numbers).years if content.numbers else ()
    for kpi in content.kpis:
        if kpi.by_on is None:
            continue
        place = Place(Part.KPI, kpi.id, kpi.name)
        if not content.starts_on <= kpi.by_on <= content.ends_on:
            period = f"{in_era_day(content.starts_on)}〜{in_era_day(content.ends_on)}"
            told = {"day": in_era_day(kpi.by_on), "period": period}
            yield checks["kpi-outside"].at(place, what=kpi.name, **told)
            continue
        at = number_of(kpi.by_on.replace(day=1), content.starts_on) // MONTHS
        if at < len(years) and kpi.target is not None:
            yield from _beside(kpi, kpi.target, years[at], checks)


def _beside(kpi: KpiText, target: Decimal, year: PlanYear, checks: Checks) -> Iterator[Concern]:
    """A target laid beside the figure of its year."""
    planned = planned_value(kpi, year)
    if planned is None or _is_near(kpi, target, planned):
        return
    told = {"target": in_words(target, kpi.unit), "planned": in_words(planned, kpi.unit)}
    place = Place(Part.KPI, kpi.id, kpi.name)
    yield checks["kpi-differs"].at(place, what=kpi.name, number=year.number, **told)


def planned_value(kpi: KpiText, year: PlanYear) -> Decimal | None:
    """What the figures say of a KPI named like one of their rows; ``None``: nothing, or unknown.

    Yen whole, rates in percent with one place, people at work as they were typed.
    """
    if kpi.unit == "円" and kpi.name in _YEN:
        amount = getattr(year.income, _YEN[kpi.name])
        return None if amount is None else Decimal(amount)
    if kpi.unit == "%" and kpi.name in _RATES:
        part, sales = getattr(year.income, _RATES[kpi.name]), year.income.sales
        if part is None or not sales:
            return None
        return round(Decimal(part) * _PERCENT / sales, 1)
    if kpi.key == "employees":
        return year.income.plan.employees
    return None


def _is_near(kpi: KpiText, target: Decimal, planned: Decimal) -> bool:
    if kpi.unit == "円":
        return abs(target - planned) <= abs(planned) * _NEAR
    return abs(target - planned) <= (_NEAR_POINTS if kpi.unit == "%" else 0)
