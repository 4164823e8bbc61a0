"""What lies beside the form of a look with a third party, and the looks taken before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from banso.accounts.models import Staff
from banso.core.era import in_era_short
from banso.followup.models import CheckSheetClosing, DriftCase, GateReview, GateReviewQuerySet
from banso.followup.queries.sheet import ASK
from banso.followup.rules.answers import Answers
from banso.followup.rules.drift import KPI, MEASURE, SALES
from banso.followup.rules.sheet import SheetItems
from banso.followup.rules.third_parties import ThirdParty, expert
from banso.plans.models import BusinessPlan
from banso.records.models import ExpertDispatch
from banso.registry.models import Business

_MOST_SHEETS, _MOST_EXPERTS = 6, 6
_DRIFT = "drift-"
_PLACES = {SALES: "sales", KPI: "kpi", MEASURE: "measures"}


@dataclass(frozen=True, slots=True)
class OpenDrift:
    """A drift that waits, with the question that asks its cause."""

    case: DriftCase
    ask: str

    @property
    def place(self) -> str:
        """Where on the page of plan against reality its figures are; nothing for a judgement."""
        return _PLACES.get(self.case.kind, "")


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered on a visit to a question about a drift."""

    closing: CheckSheetClosing
    ask: str
    because: str
    answer: str


def drifts_to_review(plan: BusinessPlan) -> list[OpenDrift]:
    """The drift that waits for a third party, the oldest first. One query."""
    rows = DriftCase.objects.open().filter(plan=plan)
    return [OpenDrift(case, ASK[case.kind]) for case in rows]


def told_of_drift(plan: BusinessPlan) -> list[Told]:
    """Answers to questions about drift on the last visits, the newest first. One query.

    Visits told in confidence are left out: their words stay on their record.
    """
    rows = CheckSheetClosing.objects.standing().filter(
        sheet__plan=plan, record__confidence__isnull=True
    )
    found = []
    for closing in rows.select_related("sheet", "record")[:_MOST_SHEETS]:
        answers = Answers.from_json(closing.sheet.answers).questions
        for question in SheetItems.from_json(closing.sheet.items).questions:
            answer = answers.get(question.key, "")
            if question.key.startswith(_DRIFT) and answer:
                found.append(Told(closing, question.ask, question.because, answer))
    return found


def third_parties(plan: BusinessPlan, by: Staff) -> tuple[ThirdParty, ...]:
    """Colleagues who look after other districts, and the experts sent to the firm. Two queries."""
    business = plan.business
    inside = {by.pk, business.adviser_id}
    found = (
        ThirdParty(home.name, "他地区の経営指導員", f"{home.district_name}の担当")
        for home in _homes(by)
        if home.adviser not in inside and home.district not in {None, business.district_id}
    )
    return (*found, *_experts(plan))


def insiders(plan: BusinessPlan, by: Staff) -> tuple[str, ...]:
    """Who sees the plan from inside: its adviser, the writer, advisers of its district. A query."""
    business = plan.business
    own = [by.person.name, *([business.adviser.person.name] if business.adviser else [])]
    if business.district_id is None:
        return tuple(own)
    near = (home.name for home in _homes(by) if home.district == business.district_id)
    return tuple(dict.fromkeys((*own, *near)))


@dataclass(frozen=True, slots=True)
class _Home:
    """An adviser with the district where most of their firms are, by their keys and names."""

    adviser: int
    name: str
    district: int | None
    district_name: str


def _homes(by: Staff) -> list[_Home]:
    """Every active adviser of the office who is in charge of firms. One query."""
    rows = (
        Business.objects.of(by.organisation)
        .filter(adviser__in=Staff.objects.of(by.organisation).active().advisers())
        .order_by()
        .values_list("adviser", "adviser__person__name", "district", "district__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "adviser")
    )
    homes: dict[int, _Home] = {}
    for adviser, name, district, district_name, _ in rows:
        homes.setdefault(adviser, _Home(adviser, name, district, district_name or ""))
    return list(homes.values())


def _experts(plan: BusinessPlan) -> list[ThirdParty]:
    rows = ExpertDispatch.objects.filter(business=plan.business).order_by("-asked_on", "-pk")
    found: dict[str, ThirdParty] = {}
    for told, on in rows.values_list("expert_name", "asked_on")[:_MOST_EXPERTS]:
        one = expert(told, f"専門家派遣（{in_era_short(on)}依頼）")
        found.setdefault(one.name, one)
    return list(found.values())


def reviews_of(plan: BusinessPlan) -> GateReviewQuerySet:
    """The looks taken so far, the newest first, those taken back too. Two queries when read."""
    return with_all(GateReview.objects.filter(plan=plan))


def with_all(reviews: GateReviewQuerySet) -> GateReviewQuerySet:
    """With all that is read of a review: drift, revision, who wrote it, who took it back."""
    rows = reviews.select_related(
        "written_by__person",
        "revision__version",
        "withdrawal__withdrawn_by__person",
        "plan__adoption",
        "plan__business__organisation",
        "plan__business__adviser__person",
        "plan__business__closure",
        "plan__business__district",
    )
    return rows.prefetch_related("drift_cases")
