"""Follow-up（フォローアップ）of the made-up businesses: plans, check sheets of the visits, drift.

The visits themselves are among the records already: each gets the sheet it was made by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.workdays import next_working_day
from banso.figures.models import FinancialStatement
from banso.followup.actions import (
    change_rhythm,
    notice_drifts,
    open_check_sheet,
    review_drift,
    select_plan,
    take_call,
)
from banso.followup.models import (
    CheckSheet,
    CheckSheetClosing,
    GateReview,
    Judgement,
    KpiReading,
    OwnerCall,
    RhythmChange,
    Selection,
)
from banso.followup.queries.reviewing import insiders
from banso.followup.queries.visits import visits_made
from banso.followup.rules.answers import Answers
from banso.followup.rules.kpi_course import expected_on
from banso.followup.rules.sheet import KpiItem, MeasureItem, Question, SheetItems
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    finish_measure,
    keep_kpi,
    keep_measure,
    keep_section,
    open_plan,
)
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanSection
from banso.plans.rules.kpi import aim_in_words, in_words, kpi_kinds
from banso.records.models import SupportRecord
from banso.registry.models import Business
from banso.web.demo.accounts import periods_of
from banso.web.demo.agenda import FOLLOW_UP, Agenda
from banso.web.demo.keeping import Signed, at_work, keep, number_anew
from banso.web.demo.months import tell_months
from banso.web.demo.people import Office
from banso.web.demo.plans import first_day_joining
from banso.web.demo.scale import Span

Story = Mapping[str, Any]
_TABLE = Path(__file__).with_name("followups.toml")
_WATCHED = 5  # one firm in so many was watched the last time
_OFTEN, _SELDOM = 6, 2  # visits of a year from which one is looked after closely, or lightly
_WRITING = timedelta(days=21)
_MONTH = 30
_SPREAD = 45  # days over which plans of one winter were adopted
_CALL = "レジを替えたい。補助金が使えるか、早めに相談したい。"
_IN_TENTHS = {"%", "回", "点"}  # nobody tells of 5.7件
_REASONS = ("計画の立ち上げの年", "借入の返済が始まる年", "設備を入れた年", "本人の希望")


@dataclass(frozen=True, slots=True)
class _Followed:
    """A firm that is followed up, its plan, its visits by sheet, the oldest first."""

    business: Business
    plan: BusinessPlan
    visits: tuple[SupportRecord, ...]
    this_year: int

    @property
    def adviser(self) -> Staff:
        """Who visits it."""
        assert self.business.adviser is not None  # noqa: S101 - the demonstration gives each one
        return self.business.adviser


def follow_up(rng: Random, agenda: Agenda, office: Office, span: Span) -> None:
    """Give each firm visited this year its plan, sheets and place among the year's choice."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    stories: list[Story] = table["plan"]
    visited = [one.business for one in agenda.met.get(FOLLOW_UP, ()) if one.business.adviser]
    everyone = [followed for one in visited if (followed := _followed(rng, one, stories, span))]
    _choose(everyone, office, span)
    for place, followed in enumerate(everyone):
        _sheets(followed, place, table["said"])
    for place, followed in enumerate(everyone):
        tell_months(rng, followed.plan, place, span.until)
    _decide(everyone, office, span)
    for model in (CheckSheet, Selection, RhythmChange, OwnerCall, GateReview):
        number_anew(rng, model, model._default_manager.order_by("pk"))


# ── the plan ──


def _followed(
    rng: Random, business: Business, stories: list[Story], span: Span
) -> _Followed | None:
    """The firm with its plan; ``None`` where it was only telephoned."""
    visits = list(visits_made([business.pk]).order_by("on", "pk"))
    if not visits:
        return None
    plan = BusinessPlan.objects.filter(business=business, adoption__isnull=False).first()
    if plan is None:
        plan = _planned(rng, business, stories, visits[0].on, span)
    by_sheet = tuple(one for one in visits if one.on > plan.adoption.on)
    this_year = sum(one.on >= span.year.first_day for one in visits)
    return _Followed(business, plan, by_sheet, this_year)


def _planned(
    rng: Random, business: Business, stories: list[Story], first_visit: date, span: Span
) -> BusinessPlan:
    """A plan adopted before the first visit, from the accounts there were by then."""
    story = min(stories, key=lambda one: _misfit(one, business))
    stories.remove(story)
    assert business.adviser is not None  # noqa: S101 - as above
    adviser = business.adviser
    year_before = span.year.first_day - _WRITING  # the year's own adoptions are told elsewhere
    known = min(first_visit, year_before - timedelta(days=rng.randrange(_SPREAD)))
    adopted_on = _before(max(known - _WRITING, span.opened_on + _WRITING))
    opened_on = _before(adopted_on - timedelta(days=14))
    later = _enter_accounts(rng, business, opened_on, span)
    with at_work(opened_on, adviser):
        plan = _written(rng, story, business, adviser, adopted_on)
    with at_work(adopted_on, adviser):
        adopt_plan(plan, on=adopted_on, by=adviser)
    keep(FinancialStatement, later)
    for told in story["measure"]:
        _finish(plan, told, adviser, span.until)
    return plan


def _misfit(story: Story, business: Business) -> int:
    """How far a story is from a business: of its trade, of any, of another."""
    if "industries" not in story:
        return 1
    return 0 if business.industry_code in story["industries"] else 2


def _enter_accounts(
    rng: Random, business: Business, day: date, span: Span
) -> Sequence[Signed[FinancialStatement]]:
    """Keep the periods that were over by the day, where it had none; those that come later."""
    if business.statements.exists():
        return ()
    visits = visits_made([business.pk]).filter(on__gte=span.year.first_day).count()
    signed = list(periods_of(rng, business, span.until, is_in_trouble=visits > _OFTEN))
    keep(FinancialStatement, [one for one in signed if one.row.ends_on <= day])
    return [one for one in signed if one.row.ends_on > day]


def _written(
    rng: Random, story: Story, business: Business, adviser: Staff, adopted_on: date
) -> BusinessPlan:
    newest = FinancialStatement.objects.of_business(business).realised().latest_periods(1)
    starts_on = first_day_joining(newest[0].ends_on if newest else None, adopted_on)
    facts = PlanFacts("management", story["title"], starts_on, 5)
    plan = open_plan(business, facts, by=adviser)
    keep_section(plan, "direction", story["direction"], said_by="owner")
    keep_section(plan, "goals", story["goals"], said_by="owner")
    kpi = keep_kpi(_kpi(plan, story["kpi"]))
    for told in story["measure"]:
        measure = PlanMeasure(
            plan=plan,
            what=told["what"],
            horizon="中期",
            doer=told["doer"],
            starts_on=adopted_on,
            ends_on=adopted_on + timedelta(days=told["ends"] * _MONTH),
            cost_yen=0,
            kpi=kpi,
        )
        keep_measure(measure)
    for model in (PlanKpi, PlanMeasure, PlanSection):
        number_anew(rng, model, model._default_manager.filter(plan=plan).order_by("pk"))
    number_anew(rng, BusinessPlan, BusinessPlan.objects.filter(pk=plan.pk))
    return BusinessPlan.objects.get(pk=plan.pk)


def _kpi(plan: BusinessPlan, told: Story) -> PlanKpi:
    kind = kpi_kinds()[told["key"]]
    base, target = Decimal(told["base"]), Decimal(told["target"])
    return PlanKpi(
        plan=plan, key=kind.key, name=kind.ja, base=base, target=target, by_on=plan.ends_on
    )


def _finish(plan: BusinessPlan, told: Story, adviser: Staff, until: date) -> None:
    """What was done after so many months, where that has passed."""
    if "done" not in told:
        return
    day = _before(plan.adoption.on + timedelta(days=told["done"] * _MONTH))
    if day < until:
        with at_work(day, adviser):
            finish_measure(plan.measures.get(what=told["what"]), on=day, by=adviser)


def _by(span: Span, day: date) -> date:
    return min(next_working_day(day), span.until)


def _before(day: date) -> date:
    return next_working_day(day - timedelta(days=3))


# ── the sheets ──


def _sheets(followed: _Followed, place: int, said: Sequence[Story]) -> None:
    """Each visit since the adoption by its sheet; how it went, from the firm's own course."""
    kpis = list(followed.plan.kpis.order_by("pk"))
    for number, record in enumerate(followed.visits, start=1):
        told = said[(place + number) % len(said)]
        judgement = _judged(followed, place, is_last=number == len(followed.visits))
        _sheet(followed, number, record, kpis, told, judgement)


def _judged(followed: _Followed, place: int, *, is_last: bool) -> Judgement:
    """Those visited often are watched; of the others every fifth was, the last time."""
    if followed.this_year > _OFTEN or (is_last and place % _WATCHED == 0):
        return Judgement.WATCH
    return Judgement.ON_COURSE


def _sheet(
    followed: _Followed,
    number: int,
    record: SupportRecord,
    kpis: Sequence[PlanKpi],
    told: Story,
    judgement: Judgement,
) -> None:
    values = {kpi: _value(kpi, number) for kpi in kpis}
    items = _items(followed.plan, record.on, values)
    answers = Answers(
        kpis={str(kpi.public_id): value for kpi, value in values.items()},
        questions={one.key: told["heard"] for one in items.questions},
        heard=record.heard or told["heard"],
        advice=record.advice or told["advice"],
    )
    with at_work(record.on, record.recorded_by):
        sheet = CheckSheet.objects.create(
            plan=followed.plan,
            number=number,
            planned_on=record.on,
            items=items.as_json(),
            answers=answers.as_json(),
            opened_by=record.recorded_by,
            opened_at=clock.now() - timedelta(days=1),
        )
        closing = CheckSheetClosing.objects.create(
            sheet=sheet,
            record=record,
            on=record.on,
            judgement=judgement,
            closed_by=record.recorded_by,
            at=clock.now(),
        )
        for kpi, value in values.items():
            KpiReading.objects.create(
                kpi=kpi,
                closing=closing,
                on=record.on,
                value=value,
                expected=_expected(followed.plan, kpi, record.on),
            )


def _items(plan: BusinessPlan, on: date, values: Mapping[PlanKpi, Decimal | None]) -> SheetItems:
    measures = [
        MeasureItem(str(one.public_id), one.what, "", "進行中")
        for one in plan.measures.order_by("position", "pk")
        if not hasattr(one, "done") or one.done.on > on
    ]
    kpis = [
        KpiItem(
            str(kpi.public_id),
            kpi.name,
            kpi.unit,
            aim_in_words(_expected(plan, kpi, on), kpi.unit, kpi.better),
            in_words(kpi.base, kpi.unit),
        )
        for kpi in values
    ]
    question = Question("progress", "この3か月で、いちばん進んだことは何ですか。", "計画の目標から")
    return SheetItems(tuple(measures), tuple(kpis), (question,))


def _expected(plan: BusinessPlan, kpi: PlanKpi, on: date) -> Decimal | None:
    return expected_on(kpi.base, kpi.target, plan.adoption.on, kpi.by_on or plan.ends_on, on)


def _value(kpi: PlanKpi, number: int) -> Decimal | None:
    """A little nearer to the target with each visit, never the same pace as the plan."""
    if kpi.base is None or kpi.target is None:
        return None
    towards = (kpi.target - kpi.base) * number / max(Decimal(12), Decimal(number + 4))
    step = Decimal("0.1") if kpi.unit in _IN_TENTHS else Decimal(1)
    return (kpi.base + towards).quantize(step)


# ── what was decided ──


def _choose(everyone: Iterable[_Followed], office: Office, span: Span) -> None:
    day = next_working_day(span.year.first_day + timedelta(days=6))
    by = office.advisers[0]
    with at_work(min(day, span.until), by):
        for place, followed in enumerate(everyone):
            if followed.plan.adoption.on <= day:
                reason = (
                    "債務超過" if followed.this_year > _OFTEN else _REASONS[place % len(_REASONS)]
                )
                select_plan(followed.plan, year=FiscalYear.of(day), reason=reason, by=by)


def _decide(everyone: Sequence[_Followed], office: Office, span: Span) -> None:
    """Rhythms by hand, drift with and without a third party, a call, a sheet made ready."""
    for followed in everyone:
        day = max(span.year.first_day, followed.plan.adoption.on) + _WRITING
        with at_work(_by(span, day), followed.adviser):
            _rhythm_by_hand(followed, span)
    with at_work(span.until, office.advisers[0]):
        opened = [
            followed
            for followed in everyone
            if notice_drifts(followed.plan, on=span.until).drifts.found
        ]
    if opened:
        _reviewed(opened[0], office, span)
    calm = [
        followed for followed in everyone if followed not in opened and followed.this_year > _SELDOM
    ]
    if calm:
        called = calm[-1]
        with at_work(span.until, called.adviser):
            take_call(called.plan, on=span.until - timedelta(days=1), what=_CALL, by=called.adviser)
    for followed in calm[:2]:
        with at_work(span.until, followed.adviser):
            open_check_sheet(followed.plan, planned_on=span.until, by=followed.adviser)


def _rhythm_by_hand(followed: _Followed, span: Span) -> None:
    year_end = span.year.last_day
    has_accounts = followed.this_year > _OFTEN and followed.business.name.startswith("株式会社")
    if has_accounts:
        reason = "新しい設備が動き出すまで、毎月見る"
        change_rhythm(
            followed.plan, key="monthly", reason=reason, until=year_end, by=followed.adviser
        )
    elif followed.this_year <= _SELDOM:
        reason = "1年目の計画どおり。本人も年2回でよいと言う"
        key = "twice-a-year"
        change_rhythm(followed.plan, key=key, reason=reason, until=year_end, by=followed.adviser)


def _reviewed(followed: _Followed, office: Office, span: Span) -> None:
    """One drift was looked at with the adviser of the other district."""
    inside = insiders(followed.plan, followed.adviser)
    other = next((name for one in office.advisers if (name := one.person.name) not in inside), None)
    if other is None:  # luck gave them all the same district
        return
    with at_work(span.until, followed.adviser):
        review_drift(
            GateReview(
                plan=followed.plan,
                on=span.until,
                kpi_check="KPIは目安に届いているが、売上が夏から計画を下回っている。",
                hypotheses="新しい客は来ている。前からの客の注文が小さくなったのではないか。",
                effect="値段を決め直したことで、粗利率は守れている。計画の向きは正しい。",
                third_party=other,
                third_party_role="他地区の経営指導員",
                view="客の数でなく、前からの客20軒の注文の間隔を見るとよい。",
                causes="前からの客への声かけが止まっていた。",
                response="20軒に月1回電話する。3か月後に売上で確かめる。",
                proposal="施策に「前からの客20軒への電話」を加える。",
            ),
            by=followed.adviser,
        )
