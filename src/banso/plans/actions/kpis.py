"""Decisions about the KPI of a plan: which numbers are watched, from where to where by when."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan, PlanKpi
from banso.plans.queries.finding import PLANS
from banso.plans.queries.former import measures_moving
from banso.plans.rules.kpi import BETTER, UNITS, kpi_kinds
from banso.plans.rules.numbers.assumptions import MONTHS

MOST_KPIS = 20
TOLD = (
    "訪問で聞いた値のあるKPIは外せません（聞いた値も消えてしまいます）。目標や期日は変えられます。"
)
_LONGEST_NAME = 60
_LARGEST = 10**15


@transaction.atomic
def keep_kpi(kpi: PlanKpi, *, seen_version: int = 0) -> PlanKpi:
    """Keep a KPI, new or edited over ``seen_version``.

    A usual one（``key``）takes its name, unit and direction from ``kpi.toml``. Refuses unknown
    ones, one without a name or unit, a day long before the plan, a name twice, and too many. The
    same KPI sent twice is kept once.
    """
    locked = editable(kpi.plan)
    _fill(kpi)
    _refuse(kpi)
    _refuse_day(kpi.by_on, locked)
    if not kpi.pk:
        same = locked.kpis.filter(name=kpi.name).first()
        if same is not None and _says(same) == _says(kpi):
            return same  # pressed twice, or sent again after a lost answer
        if same is None and locked.kpis.count() >= MOST_KPIS:
            raise RuleViolation("too-many", f"KPIは{MOST_KPIS}件までです。", field="name")
    if locked.kpis.filter(name=kpi.name).exclude(pk=kpi.pk).exists():
        raise RuleViolation("twice", "このKPIは、すでにあります。", field="name")
    if kpi.pk:
        kept = kpi.save_edit(seen_version=seen_version)
    else:
        kpi.position = max((row.position for row in locked.kpis.all()), default=0) + 1
        kpi.save()
        kept = kpi
    PLANS.renew([locked.pk])
    return kept


@transaction.atomic
def put_back_kpi(kpi: PlanKpi) -> PlanKpi:
    """Put back a KPI just taken away（元に戻す）, where it stood, with the measures that moved it.

    Asking again changes nothing. Refuses as ``keep_kpi`` does.
    """
    there = PlanKpi.objects.filter(public_id=kpi.public_id).first()
    if there is not None:
        return there
    place, moving = kpi.position, list(measures_moving(kpi))
    kept = keep_kpi(kpi)
    for measure in moving:
        measure.kpi = kept
        measure.save()
    others = [row for row in kept.plan.kpis.order_by("position", "pk") if row.pk != kept.pk]
    ordered = [*others[: place - 1], kept, *others[place - 1 :]]
    for position, row in enumerate(ordered, start=1):
        if row.position != position:
            row.position = position
            row.save()
    return kept


def _fill(kpi: PlanKpi) -> None:
    """A usual KPI is what the table says."""
    kpi.name = kpi.name.strip()
    if not kpi.key:
        return
    kind = kpi_kinds().get(kpi.key)
    if kind is None:
        raise RuleViolation("no-kind", "知らないKPIです。", field="key")
    kpi.name, kpi.unit, kpi.better = kind.ja, kind.unit, kind.better


def _refuse(kpi: PlanKpi) -> None:
    if not kpi.name or len(kpi.name) > _LONGEST_NAME:
        words = f"KPIの名前を{_LONGEST_NAME}字までで書いてください。"
        raise RuleViolation("no-name", words, field="name")
    if kpi.unit not in UNITS:
        raise RuleViolation("no-unit", "単位を選んでください。", field="unit")
    if kpi.better not in BETTER:
        words = "大きいほどよいか、小さいほどよいかを選んでください。"
        raise RuleViolation("no-direction", words, field="better")
    for name in ("base", "target"):
        value = getattr(kpi, name)
        if value is not None and not -_LARGEST < value < _LARGEST:
            raise RuleViolation("bad-value", "数が大きすぎます。", field=name)


def _refuse_day(day: date | None, plan: BusinessPlan) -> None:
    """Refuse a day more than a year before the plan: only a slip of the year is so early.

    What is nearer, or after the plan, is said by the check before the adoption and kept: some KPI
    are watched from before the first day, and that day may move.
    """
    if day is not None and day < month_after(plan.starts_on, -MONTHS):
        words = (
            f"期日（{in_era_day(day)}）が、計画の始まり（{in_era_day(plan.starts_on)}）より"
            "1年以上前です。年を確かめてください。"
        )
        raise RuleViolation("long-before", words, field="by_on")


def _says(kpi: PlanKpi) -> tuple[object, ...]:
    return kpi.key, kpi.unit, kpi.better, kpi.base, kpi.target, kpi.by_on


@transaction.atomic
def drop_kpi(kpi: PlanKpi) -> None:
    """Take a KPI away; the measures that moved it stay, and its history.

    Refuses one of which values were told on visits: they would go with it.
    """
    locked = editable(kpi.plan)
    try:
        with transaction.atomic():
            kpi.delete()
    except ProtectedError as error:
        raise RuleViolation("told", TOLD) from error
    PLANS.renew([locked.pk])
