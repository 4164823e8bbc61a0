"""Plans（事業計画）of some of the made-up businesses: drafts, adopted ones, one revised."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from banso.accounts.models import Staff
from banso.core.workdays import next_working_day
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.actions import (
    Confirmed,
    PlanFacts,
    adopt_plan,
    drop_measure,
    finish_measure,
    keep_kpi,
    keep_measure,
    keep_numbers,
    keep_section,
    keep_succession,
    open_plan,
    remove_measure,
    revise_plan,
)
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanPoint, PlanSection
from banso.plans.queries import numbers_of
from banso.plans.queries.beginning import newest_statement
from banso.plans.rules.kpi import kpi_kinds
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions, How, SalesLine, YearPlan
from banso.plans.rules.succession_table import Route, SuccessionTable
from banso.registry.models import Business
from banso.web.demo.keeping import at_work, new_id, number_anew
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import Span

Story = Mapping[str, Any]
_TABLE = Path(__file__).with_name("plans.toml")
_THOUSAND = 1_000
_PERCENT = 100
_TAKEN_UP = 2  # measures of an analysis
_OLD = 200  # days since an adoption after which nobody would be unvisited


def make_plans(rng: Random, span: Span, visited: Collection[int] = ()) -> None:
    """Begin each plan of the table at its day, write it, and adopt it where it says so.

    One that is not new is of a firm that is ``visited``（its key）, where one is of the trade.
    """
    for story in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["plan"]:
        _make(rng, story, _whose(story, visited), span.until)
    for model in (BusinessPlan, PlanSection):
        number_anew(rng, model, model._default_manager.order_by("pk"))


def _whose(story: Story, visited: Collection[int]) -> Business:
    """The star, the business of that analysis, or one of the trade that has no plan yet."""
    rows = Business.objects.filter(adviser__isnull=False).select_related("adviser__person")
    rows = rows.order_by("public_id")
    if story.get("star"):
        return rows.get(name=STAR)
    if "analysed" in story:
        analysed = list(rows.filter(diagnoses__isnull=False).distinct())
        place: int = story["analysed"]
        return analysed[place % len(analysed)]
    plain = rows.filter(statements__isnull=True, closure__isnull=True, plans__isnull=True)
    of_trade = plain.filter(industry_code__in=story["industries"])
    known = of_trade.filter(pk__in=visited) if story.get("adopted", 0) > _OLD else of_trade.none()
    return known.first() or of_trade.first() or plain[0]


def _make(rng: Random, story: Story, business: Business, until: date) -> None:
    assert business.adviser is not None  # noqa: S101 - chosen so
    adviser = business.adviser
    opened_on = _before(until, story["opened"])
    with at_work(opened_on, adviser):
        plan = _begun(rng, story, business, adviser, opened_on)
        _write(rng, story, plan, until)
    if "adopted" in story:
        adopted_on = _before(until, story["adopted"])
        with at_work(adopted_on, adviser):
            adopt_plan(plan, on=adopted_on, by=adviser, confirmed=_confirmed(story, business))
    _follow(story, plan, adviser, until)


def first_day_joining(base_ends_on: date | None, today: date) -> date:
    """The day after the last accounts: the firms here have plans that already run."""
    coming = month_after(today.replace(day=1), 1)
    joins = base_ends_on + timedelta(days=1) if base_ends_on else coming
    return joins if joins.day == 1 and month_after(joins, MONTHS) > today else coming


def _before(until: date, days: int) -> date:
    return min(next_working_day(until - timedelta(days=days)), until)


def _begun(
    rng: Random, story: Story, business: Business, adviser: Staff, day: date
) -> BusinessPlan:
    """The plan as it is begun; what it took over is numbered before a version keeps it."""
    kept = newest_statement(business)
    starts_on = first_day_joining(kept.ends_on if kept else None, day)
    facts = PlanFacts(story["kind"], story["title"], starts_on, story.get("years", 3))
    diagnosis = business.diagnoses.filter(started_on__lte=day).first()
    plan = open_plan(business, facts, by=adviser, diagnosis=diagnosis)
    number_anew(rng, PlanMeasure, plan.measures.order_by("pk"))
    number_anew(rng, PlanPoint, plan.points.order_by("pk"))
    return plan


def _write(rng: Random, story: Story, plan: BusinessPlan, until: date) -> None:
    for section in story.get("section", ()):
        keep_section(plan, section["key"], section["text"], said_by=section["said_by"])
    if "adopted" in story:
        _settle(plan, until)
    kpis = [keep_kpi(_kpi(rng, plan, told)) for told in story.get("kpi", ())]
    for told in story.get("measure", ()):
        keep_measure(_measure(rng, plan, told, kpis, until))
    numbers = _numbers(story, plan)
    if numbers is not None:
        plan = keep_numbers(plan, numbers, seen_version=plan.version)
    if "successor" in story:
        keep_succession(plan, _table(story, plan), seen_version=plan.version)


def _settle(plan: BusinessPlan, until: date) -> None:
    """Of what the analysis handed over, the first get a name and a day; the others go."""
    for place, measure in enumerate(plan.measures.order_by("position")):
        if place >= _TAKEN_UP:
            remove_measure(measure)
            continue
        measure.doer, measure.cost_yen = "代表", 0
        measure.starts_on = max(plan.starts_on, until - timedelta(days=60))
        measure.ends_on = until + timedelta(days=120 + 60 * place)
        keep_measure(measure, seen_version=measure.version)


def _kpi(rng: Random, plan: BusinessPlan, told: Story) -> PlanKpi:
    values = {name: Decimal(told[name]) for name in ("base", "target") if name in told}
    by_on = plan.ends_on if values else None
    kind = kpi_kinds()[told["key"]]
    return PlanKpi(
        public_id=new_id(rng), plan=plan, key=kind.key, name=kind.ja, by_on=by_on, **values
    )


def _measure(
    rng: Random, plan: BusinessPlan, told: Story, kpis: list[PlanKpi], until: date
) -> PlanMeasure:
    days = {
        f"{name}_on": until + timedelta(days=told[name])
        for name in ("starts", "ends")
        if name in told
    }
    money = {
        f"{name}_yen": told[name] * _THOUSAND
        for name in ("cost", "own", "loan", "subsidy")
        if name in told
    }
    return PlanMeasure(
        public_id=new_id(rng),
        plan=plan,
        what=told["what"],
        horizon=told["horizon"],
        doer=told.get("doer", ""),
        kpi=kpis[0] if kpis else None,
        **days,
        **money,
    )


def _numbers(story: Story, plan: BusinessPlan) -> Assumptions | None:
    """The proposed figures with sales that grow; a new business's own from nothing."""
    if story.get("is_new"):
        return _from_nothing(plan)
    given = numbers_of(plan)
    if given is None or "growth" not in story:
        return None
    years = tuple(
        _grown(year, story["growth"] * number) for number, year in enumerate(given.years, start=1)
    )
    return replace(given, years=years)


def _grown(year: YearPlan, percent: int) -> YearPlan:
    line, *others = year.sales
    amount = None if line.amount is None else line.amount * (_PERCENT + percent) // _PERCENT
    return replace(year, sales=(replace(line, amount=amount), *others))


def _from_nothing(plan: BusinessPlan) -> Assumptions:
    """A shop that opens: so many people a year, no accounts before."""
    years = tuple(
        YearPlan(
            sales=(SalesLine("store", "店頭", How.CUSTOMERS, customers, 900),),
            costs=(),
            margin=Decimal(65),
            collection_days=0,
            stock_days=7,
            tax_rate=Decimal(0),
            drawings=1_800_000,
        )
        for customers in (5_000, 5_600, 6_000)
    )
    return Assumptions(
        starts_on=plan.starts_on, years=years, is_new=True, is_proprietor=True, own_money=2_000_000
    )


def _table(story: Story, plan: BusinessPlan) -> SuccessionTable:
    every = range(plan.years)
    cells = {
        "policy": ("5年かけて少しずつ任せる", *[""] * (plan.years - 1)),
        "owner_age": tuple(str(65 + year) for year in every),
        "owner_shares": tuple(str(100 - 20 * year) for year in every),
        "successor_age": tuple(str(36 + year) for year in every),
        "successor_shares": tuple(str(20 * year) for year in every),
    }
    return SuccessionTable(story["successor"], Route.FAMILY, cells)


def _confirmed(story: Story, business: Business) -> Confirmed | None:
    how = story.get("confirmed")
    return Confirmed(how, business.owner_name or "代表者") if how else None


def _follow(story: Story, plan: BusinessPlan, adviser: Staff, until: date) -> None:
    """What was done or dropped since, and the revision where there was one."""
    for told in story.get("measure", ()):
        measure = plan.measures.get(what=told["what"])
        for key in ("done", "dropped"):
            if key in told:
                day = _before(until, told[key])
                with at_work(day, adviser):
                    _close(measure, key, day, adviser)
    if "revised" in story:
        day = _before(until, story["revised"])
        with at_work(day, adviser):
            last = plan.measures.order_by("-position")[0]
            last.ends_on = (last.ends_on or day) + timedelta(days=90)
            keep_measure(last, seen_version=last.version)
            reason = "見積りがそろわず、時期を3か月遅らせる"
            revise_plan(plan, on=day, reason=reason, by=adviser)


def _close(measure: PlanMeasure, key: str, day: date, adviser: Staff) -> None:
    if key == "done":
        finish_measure(measure, on=day, by=adviser)
    else:
        drop_measure(measure, on=day, reason="費用に見合わないため", by=adviser)
