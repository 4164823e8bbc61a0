"""The look with a third party（第三者の視点）: written, taken back, leading to a revision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.followup.actions.following import followable, refuse_day
from banso.followup.models import DriftCase, GateReview, GateReviewQuerySet, GateReviewWithdrawal
from banso.followup.queries.reviewing import insiders
from banso.followup.rules.drift import JUDGED
from banso.followup.rules.gate import LONGEST_NAME, LONGEST_PART, NAMES, PARTS, Review
from banso.followup.rules.third_parties import is_one_of, namesake
from banso.plans.actions import Confirmed, revise_plan
from banso.plans.models import BusinessPlan, Revision

DAY = "検討した日"


@transaction.atomic
def review_drift(review: GateReview, *, by: Staff) -> GateReview:
    """Record the look with a third party（第三者の視点）; it answers every drift seen by its day.

    The same sent twice is kept once; what another wrote of the same day's talk is kept beside it.
    Refuses what is lacking of (a)(b)(c), the third party, the causes and the response; a plan
    without an open drift; a third party who is none; and a day that cannot be.
    """
    locked = followable(review.plan, by)
    written = {key: getattr(review, key).strip() for key in PARTS}
    for key, text in written.items():
        setattr(review, key, text)
    review.proposal = review.proposal.strip()
    again = _sent_before(locked, review, written)
    if again is not None:
        return again
    _refuse(review, written)
    _refuse_insider(review, by)
    refuse_day(locked, review.on, DAY)
    cases = _waiting(locked, review)
    if not cases and not _reviews_of_the_day(locked, review).exists():
        raise RuleViolation(
            "no-drift", "この日までに気づいて、第三者の視点を待っているズレはありません。"
        )
    review.plan, review.written_by, review.at = locked, by, clock.now()
    review.save()
    _answer(cases, review)
    return review


def _sent_before(
    plan: BusinessPlan, review: GateReview, written: dict[str, str]
) -> GateReview | None:
    """The same one, kept already: by the key of its form, or word for word."""
    rows = GateReview.objects.filter(plan=plan)
    if review.entry_key is not None:
        sent = rows.filter(entry_key=review.entry_key).first()
        if sent is not None:
            return sent
    alike = rows.standing().filter(on=review.on, **written, proposal=review.proposal)
    return alike.first()


def _reviews_of_the_day(plan: BusinessPlan, review: GateReview) -> GateReviewQuerySet:
    """Other standing ones of the same day: of one talk, two people may write."""
    rows = GateReview.objects.standing().filter(plan=plan, on=review.on)
    return rows.exclude(pk=review.pk).order_by("pk")


def _waiting(plan: BusinessPlan, review: GateReview) -> list[DriftCase]:
    """The drift that the review answers."""
    seen = DriftCase.objects.select_for_update().open().filter(opened_on__lte=review.on)
    return list(seen.filter(plan=plan))


def _answer(cases: list[DriftCase], review: GateReview) -> None:
    for case in cases:
        case.review = review
        if case.kind == JUDGED:  # no figure will say that it is gone
            case.gone_on = review.on
        case.save()


def _refuse(review: GateReview, written: dict[str, str]) -> None:
    found = Review(written)
    if found.lacking:
        raise RuleViolation("lacking", found.words, field=found.lacking[0])
    for key in (*written, "proposal"):
        text = getattr(review, key)
        most = LONGEST_NAME if key in NAMES else LONGEST_PART
        if len(text) > most:
            words = f"{most:,}字までにしてください（いま{len(text):,}字）。"
            raise RuleViolation("too-long", words, field=key)


def refusals_beside(review: GateReview, *, by: Staff) -> list[RuleViolation]:
    """What cannot be of the third party and the day, so that all is said in one go; saves nothing.

    ``review_drift`` refuses the same, one after another.
    """
    found = []
    if review.third_party:
        found += _refused(lambda: _refuse_insider(review, by))
    if review.on is not None:
        found += _refused(lambda: refuse_day(review.plan, review.on, DAY))
    return found


def _refused(ask: Callable[[], None]) -> list[RuleViolation]:
    try:
        ask()
    except RuleViolation as refusal:
        return [refusal]
    return []


def _refuse_insider(review: GateReview, by: Staff) -> None:
    """The adviser in charge, who writes it, and the district's advisers see it from inside."""
    inside = insiders(review.plan, by)
    known = namesake(review.third_party, inside)
    if known:
        words = f"{known}さんと区別できません。姓だけでなく、氏名を書いてください。"
        raise RuleViolation("surname", words, field="third_party")
    if is_one_of(review.third_party, inside):
        words = (
            "担当者・記入者・同じ地区の指導員ではない人（ほかの地区の指導員・外部の専門家）の"
            "名前を書いてください。"
        )
        raise RuleViolation("insider", words, field="third_party")


@transaction.atomic
def withdraw_review(review: GateReview, *, by: Staff) -> None:
    """Take back a review written by mistake: the drift it answered waits again.

    Its words stay. Asking again changes nothing. Of two reviews of one day the other then answers
    the drift. Refuses one from which the plan was revised.
    """
    locked = followable(review.plan, by)
    held = GateReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.revision_id is not None:
        words = "この検討から計画を改訂しているため、取り消せません。"
        raise RuleViolation("revised", words)
    _, is_new = GateReviewWithdrawal.objects.get_or_create(
        review=held, defaults={"at": clock.now(), "withdrawn_by": by}
    )
    if not is_new:
        return
    other = _reviews_of_the_day(locked, held).first()
    for case in DriftCase.objects.select_for_update().filter(review=held):
        case.review = other
        if other is None and case.kind == JUDGED and not _lasts_anew(case):
            case.gone_on = None
        case.save()


def _lasts_anew(case: DriftCase) -> bool:
    """Whether the same was judged again since."""
    rows = DriftCase.objects.lasting().filter(plan=case.plan_id, kind=case.kind, key=case.key)
    return rows.exclude(pk=case.pk).exists()


@transaction.atomic
def put_back_review(review: GateReview, *, by: Staff) -> None:
    """Let a review that was taken back stand again（元に戻す）; again changes nothing."""
    locked = followable(review.plan, by)
    held = GateReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    for withdrawal in GateReviewWithdrawal.objects.filter(review=held):
        withdrawal.delete()
        _answer(_waiting(locked, held), held)


@transaction.atomic
def revise_after_review(
    review: GateReview, *, on: date, reason: str, by: Staff, confirmed: Confirmed | None = None
) -> Revision:
    """Make the changed plan the one in force, and keep that the review led to it.

    Refuses a second revision by the same review, one taken back, and what ``revise_plan`` refuses.
    """
    held = GateReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if held.revision_id is not None:
        raise RuleViolation("revised", "この検討から、すでに計画を改訂しています。")
    if held.is_withdrawn:
        raise RuleViolation("withdrawn", "取り消した検討からは、計画を改訂できません。")
    revision = revise_plan(held.plan, on=on, reason=reason, by=by, confirmed=confirmed)
    held.revision = revision
    held.save()
    return revision
