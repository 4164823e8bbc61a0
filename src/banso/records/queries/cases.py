"""The case bank（事例集）as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.records.models import (
    CaseCheck,
    CaseReview,
    SupportCase,
    SupportCaseQuerySet,
    SupportRecord,
    Topic,
)
from banso.records.queries.anonymising import (
    Trades,
    blurred,
    bucket_of,
    cautions_for,
    knowledge_for,
    still_found,
)
from banso.records.rules.anonymising import Replacement, listed
from banso.records.rules.drafting import RecordText, draft_from
from banso.records.rules.similarity import Candidate, Likeness, Written, most_alike
from banso.registry.models import Business

MOST_COMPARED = 500
DRAFT, IN_USE, DUE, WITHDRAWN = "確認待ち（下書き）", "使用中", "見直しの時期", "取り下げ"


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """Which cases are asked for; ``state`` is one of in-use, due, drafts, retired."""

    state: str = "in-use"
    kind: str = ""
    bucket: str = ""
    topic: Topic | None = None
    words: str = ""


def cases_for(staff: Staff, choice: CaseChoice) -> SupportCaseQuerySet:
    """The cases that ``staff`` may see and the choice names, the latest first."""
    rows = _in_state(SupportCase.objects.visible_to(staff), choice.state)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.bucket:
        rows = rows.in_bucket(choice.bucket)
    if choice.topic:
        rows = rows.filter(topics=choice.topic)
    for word in choice.words.split():
        said = Q()
        for name in ("title", "happened", "done", "outcome", "lesson"):
            said |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(said)
    return rows


def _in_state(rows: SupportCaseQuerySet, state: str) -> SupportCaseQuerySet:
    if state == "drafts":
        return rows.drafts()
    if state == "due":
        return rows.due_by(clock.today()).order_by(F("review_due_on"), "pk")
    if state == "retired":
        return rows.filter(retirement__isnull=False)
    return rows.checked()


def cases_due(staff: Staff) -> int:
    """How many cases in use have come to their yearly review（見直しの時期, 件）."""
    return SupportCase.objects.visible_to(staff).due_by(clock.today()).count()


def cases_to_check(staff: Staff) -> int:
    """How many drafts somebody else wrote and this person may confirm（確認待ち, 件）."""
    return SupportCase.objects.visible_to(staff).drafts().exclude(text_by=staff).count()


def with_all_shown(cases: SupportCaseQuerySet) -> SupportCaseQuerySet:
    """Fetch with the cases all that a page of them shows, in a fixed number of queries."""
    reviews = CaseReview.objects.select_related("reviewed_by__person")
    checks = CaseCheck.objects.select_related("checked_by__person").prefetch_related(
        Prefetch("reviews", reviews)
    )
    return (
        cases.with_review_day()
        .select_related("written_by__person", "text_by__person", "retirement__retired_by__person")
        .prefetch_related("topics", Prefetch("checks", checks))
    )


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case with what a list and its page say of it; the trade only as far as it may be told."""

    case: SupportCase
    trade: str
    topics: tuple[str, ...]
    state: str
    check: CaseCheck | None
    review_due_on: date | None

    @property
    def is_checked(self) -> bool:
        """Whether the text as it reads now was confirmed, and the case not withdrawn."""
        return self.state in {IN_USE, DUE}

    @property
    def is_due(self) -> bool:
        """Whether its yearly review has come."""
        return self.state == DUE

    @property
    def is_retired(self) -> bool:
        """Whether it was withdrawn."""
        return self.state == WITHDRAWN

    @property
    def reviews(self) -> tuple[CaseReview, ...]:
        """The reviews since the check, the latest first."""
        return tuple(self.check.reviews.all()) if self.check else ()


def tell_cases(cases: Sequence[SupportCase], organisation: Organisation) -> list[CaseLine]:
    """The cases（fetched ``with_all_shown``）as lines. One query."""
    trades = Trades.of(organisation)
    return [_line(case, trades) for case in cases]


def _line(case: SupportCase, trades: Trades) -> CaseLine:
    check = next((row for row in case.checks.all() if row.text_version == case.text_version), None)
    due_on: date | None = getattr(case, "review_due_on", None)
    return CaseLine(
        case=case,
        trade=trades.told(case.industry_code),
        topics=tuple(topic.name for topic in case.topics.all()),
        state=_state(case, check, due_on),
        check=check,
        review_due_on=due_on,
    )


def _state(case: SupportCase, check: CaseCheck | None, due_on: date | None) -> str:
    if hasattr(case, "retirement"):
        return WITHDRAWN
    if check is None:
        return DRAFT
    return DUE if due_on and due_on <= clock.today() else IN_USE


@dataclass(frozen=True, slots=True)
class Reading:
    """What whoever confirms a case is shown beside it.

    ``found`` is what the rules would still replace; ``replaced`` what they replaced in the
    records' own words; ``cautions`` what might tell who it was though nothing is named.
    """

    found: tuple[Replacement, ...]
    replaced: tuple[Replacement, ...]
    cautions: tuple[str, ...]


def reading_of(case: SupportCase, records: Sequence[SupportRecord]) -> Reading:
    """What to look at before confirming the case; its records as far as the asker may see them."""
    known = knowledge_for(case.organisation, case.business)
    draft = draft_from(texts_of(records))
    return Reading(
        found=still_found(case, known),
        replaced=listed(blurred((draft.happened, draft.done, draft.outcome), known)),
        cautions=cautions_for(case.organisation, case.business, case.texts),
    )


def texts_of(records: Sequence[SupportRecord]) -> list[RecordText]:
    """The records as the rule of drafting reads them; confidential ones are left out."""
    open_to_all = (row for row in records if not row.is_confidential)
    return [
        RecordText(row.on, row.get_kind_display(), row.heard, row.advice) for row in open_to_all
    ]


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A case like the record being written, and why."""

    line: CaseLine
    reason: str


def similar_cases(staff: Staff, written: Written) -> list[SimilarCase]:
    """At most three confirmed cases like what is being written. A fixed number of queries."""
    asked = bool(written.industry_code or written.topics or written.text)
    rows = SupportCase.objects.visible_to(staff).checked() if asked else SupportCase.objects.none()
    cases = {case.pk: case for case in with_all_shown(rows)[:MOST_COMPARED]}
    alike = most_alike(written, [_candidate(case) for case in cases.values()])
    lines = tell_cases([cases[one.key] for one in alike], staff.organisation)
    return [_similar(line, one) for line, one in zip(lines, alike, strict=True)]


def _similar(line: CaseLine, likeness: Likeness) -> SimilarCase:
    return SimilarCase(line, likeness.reason)


def _candidate(case: SupportCase) -> Candidate:
    return Candidate(
        key=case.pk,
        industry_code=case.industry_code,
        bucket=bucket_of(case.industry_code),
        topics=tuple((topic.key, topic.name) for topic in case.topics.all()),
        text="\n".join(case.texts),
        is_success=case.kind == "success",
    )


def records_to_draw_from(
    staff: Staff, business: Business, *, most: int, named: Iterable[UUID] = ()
) -> list[SupportRecord]:
    """The firm's latest records that stand, and those named, with their topics, latest first.

    What was told in confidence（内密）is read on its own page only: no case is drawn from it.
    """
    rows = (
        SupportRecord.objects.visible_to(staff)
        .standing()
        .filter(business=business, confidence__isnull=True)
    )
    latest = rows.order_by("-on", "-pk").values("pk")[:most]
    chosen = rows.filter(
        Q(pk__in=list(latest.values_list("pk", flat=True))) | Q(public_id__in=named)
    )
    return list(chosen.select_related("confidence").prefetch_related("topics"))
