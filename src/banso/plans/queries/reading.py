"""A plan as plain values（計画の内容）, from its rows: what rules examine and versions keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure
from banso.plans.rules.content import (
    Content,
    KpiText,
    MeasureText,
    PointText,
    SectionText,
    reckoned,
    results_of,
)
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.keeping import assumptions_from_json
from banso.plans.rules.succession_table import SuccessionTable


def numbers_of(plan: BusinessPlan) -> Assumptions | None:
    """The assumptions of its figures; ``None`` where none were written. No query."""
    return assumptions_from_json(plan.numbers) if plan.numbers else None


def succession_of(plan: BusinessPlan) -> SuccessionTable | None:
    """Its 事業承継計画表; ``None`` where none was written. No query."""
    return SuccessionTable.from_json(plan.succession) if plan.succession else None


def content_of(plan: BusinessPlan, measures: Sequence[PlanMeasure] | None = None) -> Content:
    """The whole plan as it stands now. Four queries, none where rows were fetched before.

    ``measures`` are its measures where a caller has them already, fetched with ``told()``.
    """
    rows = plan.measures.all().told() if measures is None else measures
    order = {section.key: place for place, section in enumerate(plan.kind_of.sections)}
    sections = sorted(plan.sections.all(), key=lambda one: order.get(one.key, len(order)))
    content = Content(
        kind_key=plan.kind,
        title=plan.title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        years=plan.years,
        sections=tuple(SectionText(one.key, one.text, one.said_by) for one in sections),
        points=tuple(
            PointText(str(one.public_id), one.place, one.text) for one in plan.points.all()
        ),
        measures=tuple(map(measure_text, rows)),
        kpis=tuple(map(kpi_text, plan.kpis.all())),
        numbers=numbers_of(plan),
        succession=succession_of(plan),
    )
    return with_results(content)


def with_results(content: Content) -> Content:
    """The content with the figures that follow from its assumptions now."""
    found = reckoned(content)
    return replace(content, results=results_of(found) if found else ())


def measure_text(measure: PlanMeasure) -> MeasureText:
    """A measure fetched with ``told()``."""
    return MeasureText(
        id=str(measure.public_id),
        horizon=measure.horizon,
        what=measure.what,
        doer=measure.doer,
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        money=measure.money,
        kpi=str(measure.kpi.public_id) if measure.kpi else "",
        dropped_on=measure.dates.dropped_on,
    )


def kpi_text(kpi: PlanKpi) -> KpiText:
    """A KPI."""
    return KpiText(
        id=str(kpi.public_id),
        key=kpi.key,
        name=kpi.name,
        unit=kpi.unit,
        better=kpi.better,
        base=_tidy(kpi.base),
        target=_tidy(kpi.target),
        by_on=kpi.by_on,
    )


def _tidy(value: Decimal | None) -> Decimal | None:
    """12.50 as 12.5, so that a value typed and the same value kept are the same."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
