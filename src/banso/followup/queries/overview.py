"""One plan's follow-up at a glance: the facts and where they come from, rhythms, visits, calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import Judgement, OwnerCall, RhythmChange, Selection
from banso.followup.queries.following import Follow
from banso.followup.queries.visits import visits_made, waiting_calls
from banso.followup.rules.facts import FACTS
from banso.followup.rules.rhythm import Decision, Rhythm, Rhythms
from banso.plans.models import BusinessPlan
from banso.records.models import SupportRecord
from banso.registry.models import Business
from banso.registry.queries.describing import dial

_FROM_ACCOUNTS = {"net_assets": "決算", "loss_years": "決算", "cash_months": "決算"}
IN_FORCE, REPLACED, ENDED, TAKEN_BACK = "いまの頻度", "次の決定に替わった", "終わった", "取り消した"
_TAGS = {Judgement.ON_COURSE: "good", Judgement.WATCH: "warn", Judgement.DRIFT: "bad"}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact that may decide the rhythm: its words, or why it is unknown, and its source."""

    words: str
    is_known: bool
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """One rhythm of the programme with its conditions in words; ``ways`` are alternatives."""

    rhythm: Rhythm
    ways: tuple[str, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class RhythmPast:
    """A rhythm decided by hand: what, why, until when, by whom, and whether it still counts."""

    name: str
    reason: str
    until: date
    who: str
    at: date
    standing: str
    public_id: UUID

    @property
    def is_in_force(self) -> bool:
        """Whether it decides today."""
        return self.standing == IN_FORCE


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit of follow-up: by which check sheet and how the plan was judged, or a record only."""

    on: date
    kind: str
    who: str
    record_id: UUID
    sheet_id: UUID | None = None
    number: int = 0
    judgement: str = ""
    tag: str = ""
    plan_title: str = ""


def fact_lines(follow: Follow) -> tuple[FactLine, ...]:
    """Every fact that a rhythm may hang on, known or not, each with where it comes from."""
    around, plan = follow.around, follow.plan
    accounts = reverse("figures:periods", args=[plan.business.public_id])
    places = {key: (name, accounts) for key, name in _FROM_ACCOUNTS.items()} | {
        "months_since_adoption": ("策定・版", reverse("plans:versions", args=[plan.public_id])),
        "sheets_on_course": ("これまでの訪問", "#visits-title"),
        "open_drifts": ("計画とのズレ", "#drift-title"),
    }
    found = []
    for key in FACTS:
        fact = around.facts.get(key)
        words = fact.words if fact else around.why_unknown(key)
        found.append(FactLine(words, fact is not None, *places[key]))
    return tuple(found)


def rhythm_lines(rhythms: Rhythms, decision: Decision) -> tuple[RhythmLine, ...]:
    """The programme's rhythms in the order in which they are tried, the usual one last."""
    ordered = sorted(rhythms.all, key=lambda one: one.is_default)
    return tuple(
        RhythmLine(
            one,
            tuple("、かつ".join(condition.words for condition in way) for way in one.when),
            one.key == decision.rhythm.key,
        )
        for one in ordered
    )


def past_rhythms(plan: BusinessPlan, rhythms: Rhythms, day: date) -> list[RhythmPast]:
    """The rhythms decided by hand, the newest first, those taken back among them. Two queries."""
    names = {one.key: one.name for one in rhythms.all}
    kept = list(RhythmChange.objects.filter(plan=plan).select_related("decided_by__person"))
    in_force = next((row for row in kept if row.until >= day), None)
    rows = [(row, _standing(row, in_force, day)) for row in kept]
    gone = past_of(RhythmChange).filter(plan_id=plan.pk, history_type="-")
    gone = gone.select_related("decided_by__person")
    rows += [(row, TAKEN_BACK) for row in gone]
    rows.sort(key=lambda pair: pair[0].at, reverse=True)
    return [
        RhythmPast(
            names.get(row.key, "いまの計画にない頻度"),
            row.reason,
            row.until,
            row.decided_by.person.name,
            row.at,
            standing,
            row.public_id,
        )
        for row, standing in rows
    ]


def _standing(row: RhythmChange, in_force: RhythmChange | None, day: date) -> str:
    if row.until < day:
        return ENDED
    return IN_FORCE if row == in_force else REPLACED


def selection_of(plan: BusinessPlan, day: date) -> Selection | None:
    """Why the business is chosen for the year of the day; ``None`` when it is not. One query."""
    rows = Selection.objects.of_year(FiscalYear.of(day)).filter(plan__business=plan.business_id)
    return rows.select_related("chosen_by__person").first()


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call of the owner; ``is_open`` while no visit followed it."""

    call: OwnerCall
    is_open: bool

    @property
    def phone_url(self) -> str:
        """Dials the number the owner gave with it; nothing for none."""
        return dial(self.call.phone)


def calls_of(plan: BusinessPlan, day: date, *, is_followed: bool) -> list[CallLine]:
    """The owner's calls about the plan, the newest first. Two queries at most."""
    plans = [plan.pk] if is_followed else []
    waiting = set(waiting_calls(plans, day).values_list("pk", flat=True))
    rows = OwnerCall.objects.filter(plan=plan).select_related("taken_by__person")
    return [CallLine(row, is_open=row.pk in waiting) for row in rows]


def past_visits(business: Business, staff: Staff) -> list[PastVisit]:
    """Every visit of follow-up that ``staff`` may see, the newest first. One query."""
    rows = visits_made([business.pk]).visible_to(staff)
    rows = rows.select_related("check_sheet_closing__sheet__plan", "recorded_by__person")
    return [_visit(row) for row in rows.order_by("-on", "-pk")]


def _visit(row: SupportRecord) -> PastVisit:
    who = row.recorded_by.person.name
    closing = getattr(row, "check_sheet_closing", None)
    if closing is None:
        return PastVisit(row.on, row.get_kind_display(), who, row.public_id)
    return PastVisit(
        row.on,
        row.get_kind_display(),
        who,
        row.public_id,
        closing.sheet.public_id,
        closing.sheet.number,
        closing.get_judgement_display(),
        _TAGS.get(closing.judgement, ""),
        closing.sheet.plan.title,
    )


def why_not_followed(plan: BusinessPlan, day: date) -> Iterator[str]:
    """Why a plan is followed up no more, in words. One query at most."""
    closure, erasure = (getattr(plan.business, name, None) for name in ("closure", "erasure"))
    if closure is not None and closure.on <= day:
        yield f"この事業者は{in_era_day(closure.on)}に廃業しています。"
    if erasure is not None:
        yield "この事業者の情報は消去されています。"
    if plan.ends_on < day:
        yield f"この計画は{in_era_day(plan.ends_on)}に終わっています。"
        return
    rows = BusinessPlan.objects.in_force_on(day).filter(business=plan.business_id)
    newer = rows.exclude(pk=plan.pk).select_related("adoption").order_by("-adoption__on").first()
    if newer is not None:
        adopted = in_era_day(newer.adoption.on)
        yield f"いまは{adopted}に策定した「{newer.title}」をフォローアップしています。"
