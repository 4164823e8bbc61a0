"""What is odd in measures and KPI: nobody, no day, no money, and money that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.era import in_era_day
from banso.core.money import yen
from banso.plans.rules.concerns import Concern, Part, Place
from banso.plans.rules.content import Content, KpiText, MeasureText
from banso.plans.rules.quality.checks import Checks


def on_measures(content: Content, checks: Checks) -> Iterator[Concern]:
    """Concerns about each measure that was not dropped: who, when, how much, paid from what."""
    if not content.kind.has("measures"):
        return
    if not content.open_measures:
        yield checks["no-measures"].at(Place(Part.PLAN))
    for measure in content.open_measures:
        yield from _on_measure(content, measure, checks)


def _on_measure(content: Content, measure: MeasureText, checks: Checks) -> Iterator[Concern]:
    place = Place(Part.MEASURE, measure.id, measure.what)
    money = measure.money
    lacking = {
        "measure-who": not measure.doer.strip(),
        "measure-when": measure.ends_on is None,
        "measure-cost": money.cost is None,
    }
    for key, is_lacking in lacking.items():
        if is_lacking:
            yield checks[key].at(place, what=measure.what)
    if measure.ends_on and not content.starts_on <= measure.ends_on <= content.ends_on:
        period = f"{in_era_day(content.starts_on)}〜{in_era_day(content.ends_on)}"
        told = {"day": in_era_day(measure.ends_on), "period": period}
        yield checks["measure-outside"].at(place, what=measure.what, **told)
    if money.cost is not None and money.funded != money.cost:
        gap = money.cost - money.funded
        yield checks["funding-differs"].at(
            place,
            what=measure.what,
            cost=yen(money.cost),
            funded=yen(money.funded),
            gap=yen(abs(gap)),
            side="足りません" if gap > 0 else "多いです",
        )


def on_kpis(content: Content, checks: Checks) -> Iterator[Concern]:
    """Concerns about the KPI: there is none, or one lacks its base, target or day."""
    if not content.kind.has("kpi"):
        return
    if not content.kpis:
        yield checks["no-kpi"].at(Place(Part.PLAN))
    for kpi in content.kpis:
        blank = "・".join(_blank_in(kpi))
        if blank:
            place = Place(Part.KPI, kpi.id, kpi.name)
            yield checks["kpi-blank"].at(place, what=kpi.name, blank=blank)


def _blank_in(kpi: KpiText) -> Iterator[str]:
    parts = {"現状": kpi.base, "目標": kpi.target, "期日": kpi.by_on}
    yield from (ja for ja, value in parts.items() if value is None)
