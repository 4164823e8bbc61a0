"""The look with a third party（第三者の視点）: written, shown, printed, taken back, led on from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.core import clock, undo
from banso.core.documents.blocks import pdf_of
from banso.core.documents.downloads import download
from banso.core.documents.word import word_of
from banso.core.era import in_era_day
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation
from banso.figures.queries.monthly import open_link_of
from banso.followup.actions import (
    put_back_review,
    refusals_beside,
    review_drift,
    revise_after_review,
    withdraw_review,
)
from banso.followup.documents.review import review_paper
from banso.followup.forms.review import NAMES_LIST, ROLES_LIST, ReviewForm
from banso.followup.models import GateReview
from banso.followup.queries import course_of
from banso.followup.queries.reviewing import (
    drifts_to_review,
    reviews_of,
    third_parties,
    told_of_drift,
)
from banso.followup.rules.third_parties import USUAL_ROLES
from banso.followup.views.asked import asked_followed, asked_review, frame
from banso.plans.forms.adopting import RevisionForm
from banso.plans.models import BusinessPlan
from banso.plans.queries import plan_sheet

_WRITERS = {"pdf": pdf_of, "docx": word_of}
_LONGEST_REASON = 200


@require_GET
@staff_may("see-follow-up")
def reviews(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the drift that waits, and the looks taken so far with what they led to."""
    return _reviews(request, asked_followed(request, plan_id))


def _reviews(request: StaffRequest, plan: BusinessPlan, refusal: str = "") -> HttpResponse:
    context = {
        **frame(request, plan, "reviews"),
        "drifts": drifts_to_review(plan),
        "reviews": reviews_of(plan),
        "refusal": refusal,
    }
    return render(request, "followup/reviews.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@staff_may("write-follow-up")
def review(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Write the look with a third party, or show at each field what is lacking."""
    plan = asked_followed(request, plan_id)
    typed = posted(request, kept_input(request) if request.method == "GET" else None)
    suggested = third_parties(plan, request.staff)
    form = ReviewForm(typed, suggested=suggested)
    if request.method == "POST" and _is_sound(form, plan, request):
        try:
            written = review_drift(form.written(plan), by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "第三者の視点を残しました。ズレは検討済みになりました。")
            return redirect("followup:review-shown", written.public_id)
    context = {**_beside(request, plan), "form": form, "suggested": suggested}
    is_refused = request.method == "POST"
    return render(request, "followup/review.html", context, status=422 if is_refused else 200)


def _is_sound(form: ReviewForm, plan: BusinessPlan, request: StaffRequest) -> bool:
    """Whether nothing is wrong at the fields; all that is wrong is said in one go."""
    form.is_valid()
    for refusal in refusals_beside(form.written(plan), by=request.staff):
        add_refusal(form, refusal)
    return not form.errors


def _beside(request: StaffRequest, plan: BusinessPlan) -> dict[str, object]:
    """What lies beside the form for quoting."""
    return {
        **frame(request, plan, "reviews"),
        "drifts": drifts_to_review(plan),
        "course": course_of(plan, clock.today()),
        "told": told_of_drift(plan),
        "usual_roles": USUAL_ROLES,
        "names_list": NAMES_LIST,
        "roles_list": ROLES_LIST,
    }


@require_GET
@staff_may("see-follow-up")
def shown(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Show one look with a third party, and what comes next."""
    found = asked_review(request, review_id)
    context = {**frame(request, found.plan, "reviews"), "review": found}
    return render(request, "followup/review_shown.html", context)


@require_GET
@staff_may("see-follow-up")
def paper(request: StaffRequest, review_id: UUID, suffix: str) -> HttpResponse:
    """One look as PDF or Word, for the file and for a meeting."""
    found = asked_review(request, review_id)
    if suffix not in _WRITERS:
        raise Http404
    content = _WRITERS[suffix](review_paper(found))
    name = f"第三者の視点_{found.plan.business.name}_{in_era_day(found.on)}"
    return download(content, name, suffix)


@require_http_methods(["GET", "POST"])
@staff_may("write-follow-up")
def revise(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Make the plan as changed since the one in force, because of what the review proposed."""
    found = asked_review(request, review_id)
    owner = found.plan.business.owner_name
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RevisionForm(*typed, owner=owner)
    form.initial["reason"] = _reason(found)
    if form.is_bound and form.is_valid():
        try:
            _revised(request, found, form)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "見直し案から計画を改訂し、新しい版にしました。")
            return redirect("followup:review-shown", found.public_id)
    context = {
        **frame(request, found.plan, "reviews"),
        "review": found,
        "form": form,
        "changes": plan_sheet(found.plan).changes,
        "link": open_link_of(found.plan.business),
    }
    status = 422 if form.errors else 200
    return render(request, "followup/review_revise.html", context, status=status)


def _reason(review: GateReview) -> str:
    """The proposal as the reason, as far as a reason goes."""
    told = " ".join((review.proposal or review.response).split())
    return told if len(told) <= _LONGEST_REASON else f"{told[: _LONGEST_REASON - 1]}…"


def _revised(request: StaffRequest, review: GateReview, form: RevisionForm) -> None:
    typed: dict[str, Any] = form.cleaned_data
    revise_after_review(
        review,
        on=typed["on"],
        reason=typed["reason"],
        by=request.staff,
        confirmed=form.confirmed(),
    )


@require_POST
@staff_may("write-follow-up")
def withdraw(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Take back a review written by mistake; one press puts it back."""
    found = asked_review(request, review_id)
    try:
        withdraw_review(found, by=request.staff)
    except RuleViolation as refusal:
        return _reviews(request, found.plan, refusal.message)
    back = reverse("followup:review-put-back", args=[review_id])
    said = f"{in_era_day(found.on)}の検討を取り消しました。ズレは、また第三者の視点を待ちます。"
    undo.done(request, said, undo_url=back)
    return _back(found)


@require_POST
@staff_may("write-follow-up")
def put_back(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Let a review that was taken back stand again."""
    found = asked_review(request, review_id)
    try:
        put_back_review(found, by=request.staff)
    except RuleViolation as refusal:
        return _reviews(request, found.plan, refusal.message)
    messages.success(request, "検討をもとに戻しました。")
    return _back(found)


def _back(review: GateReview) -> HttpResponseRedirect:
    return redirect("followup:reviews", review.plan.public_id)
