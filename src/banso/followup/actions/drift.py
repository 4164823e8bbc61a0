"""Decisions about drift（計画とのズレ）: keeping what is seen, and the look with a third party."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.followup.actions.following import followable, refuse_day
from banso.followup.models import DriftCase, GateReview
from banso.followup.queries.following import rules_of
from banso.followup.queries.progress import PlanProgress, progress_of
from banso.followup.rules.drift import JUDGED, SALES, Drift
from banso.followup.rules.gate import PARTS, Review
from banso.plans.actions import revise_plan
from banso.plans.models import BusinessPlan, Revision

_LONGEST_WORDS = 500
_LONGEST_PART = 2_000
_LONGEST_NAME = 60


@transaction.atomic
def notice_drifts(plan: BusinessPlan, *, on: date) -> PlanProgress:
    """Keep every drift seen on a day, and let those that are gone be gone; again is nothing.

    A drift reviewed with a third party is not opened anew as long as it lasts. Sales that cannot
    be told end no drift, and what the adviser judged stays until it is reviewed.
    """
    progress = progress_of(plan, rules_of(plan.business.organisation).drift, on)
    lasting = {
        (case.kind, case.key): case
        for case in DriftCase.objects.select_for_update().lasting().filter(plan=plan)
    }
    found = {(one.kind, one.key): one for one in progress.drifts.found}
    for at, drift in found.items():
        _keep(plan, drift, lasting.get(at), on)
    for at, case in lasting.items():
        is_untold = case.kind == SALES and progress.drifts.untold
        is_later = case.opened_on > on  # a sheet sent late knows nothing of what came after it
        if at not in found and case.kind != JUDGED and not is_untold and not is_later:
            case.gone_on = on
            case.save()
    return progress


def _keep(plan: BusinessPlan, drift: Drift, case: DriftCase | None, on: date) -> None:
    words = drift.words[:_LONGEST_WORDS]
    if case is None:
        DriftCase.objects.create(
            plan=plan, kind=drift.kind, key=drift.key, of=drift.of, words=words, opened_on=on
        )
    elif case.words != words and case.is_open:
        case.of, case.words = drift.of, words
        case.save()


def judge_drift(plan: BusinessPlan, *, on: date) -> None:
    """Keep that the adviser judged ズレ on a visit, unless that waits for a review already."""
    DriftCase.objects.get_or_create(
        plan=plan,
        kind=JUDGED,
        key=JUDGED,
        gone_on=None,
        defaults={
            "of": "訪問の判断",
            "words": f"{in_era_day(on)}の訪問で「ズレ」と判断した",
            "opened_on": on,
        },
    )


@transaction.atomic
def review_drift(review: GateReview, *, by: Staff) -> GateReview:
    """Record the look with a third party（第三者の視点）; it answers every drift seen by its day.

    The same sent twice is kept once. Refuses what is lacking of (a)(b)(c), the third party, the
    causes and the response; a plan without an open drift; and a day that cannot be.
    """
    locked = followable(review.plan, by)
    written = {key: getattr(review, key).strip() for key in PARTS}
    for key, text in written.items():
        setattr(review, key, text)
    review.proposal = review.proposal.strip()
    again = GateReview.objects.filter(plan=locked, on=review.on, **written).first()
    if again is not None:
        return again
    _refuse(review, written)
    refuse_day(locked, review.on, "検討した日")
    seen = DriftCase.objects.select_for_update().open().filter(opened_on__lte=review.on)
    open_cases = list(seen.filter(plan=locked))
    if not open_cases:
        raise RuleViolation(
            "no-drift", "この日までに気づいて、第三者の視点を待っているズレはありません。"
        )
    review.plan, review.written_by, review.at = locked, by, clock.now()
    review.save()
    for case in open_cases:
        case.review = review
        if case.kind == JUDGED:  # no figure will say that it is gone
            case.gone_on = review.on
        case.save()
    return review


def _refuse(review: GateReview, written: dict[str, str]) -> None:
    found = Review(written)
    if found.lacking:
        raise RuleViolation("lacking", found.words, field=found.lacking[0])
    for key in (*written, "proposal"):
        text = getattr(review, key)
        most = _LONGEST_NAME if key in {"third_party", "third_party_role"} else _LONGEST_PART
        if len(text) > most:
            words = f"{most:,}字までにしてください（いま{len(text):,}字）。"
            raise RuleViolation("too-long", words, field=key)


@transaction.atomic
def revise_after_review(review: GateReview, *, on: date, reason: str, by: Staff) -> Revision:
    """Make the changed plan the one in force, and keep that the review led to it.

    Refuses a second revision by the same review, and what ``revise_plan`` refuses.
    """
    held = GateReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.revision_id is not None:
        raise RuleViolation("revised", "この検討から、すでに計画を改訂しています。")
    revision = revise_plan(held.plan, on=on, reason=reason, by=by)
    held.revision = revision
    held.save()
    return revision
