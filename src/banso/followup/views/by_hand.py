"""What people decide about one plan's visits: another rhythm, and that the owner called."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock, undo
from banso.core.era import in_era_day
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    bring_back_call,
    change_rhythm,
    drop_call,
    refuse_rhythm,
    take_call,
    undo_rhythm_change,
)
from banso.followup.forms.plan import CallForm, RhythmForm
from banso.followup.queries import follow_of, rules_of
from banso.followup.queries.preview import preview_of
from banso.followup.views.asked import (
    asked_call,
    asked_followed,
    asked_rhythm_change,
    former_call,
)
from banso.followup.views.detail import plan_page
from banso.plans.models import BusinessPlan


@require_POST
@staff_may("write-follow-up")
def rhythm(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Decide a rhythm by hand, or, asked for a preview, show only what it would do."""
    plan = asked_followed(request, plan_id)
    form = RhythmForm(request.POST, rhythms=rules_of(request.staff.organisation).rhythms)
    if form.is_valid():
        try:
            if "preview" in request.POST:
                return _preview(request, plan, form)
            told = form.by_hand()
            change = change_rhythm(
                plan, key=told.key, reason=told.reason, until=told.until, by=request.staff
            )
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            said = f"頻度を変えました（{in_era_day(change.until)}まで）。"
            back = reverse("followup:rhythm-undo", args=[change.public_id])
            undo.done(request, said, undo_url=back)
            return redirect("followup:detail", plan.public_id)
    return plan_page(request, plan, by_hand=form)


def _preview(request: StaffRequest, plan: BusinessPlan, form: RhythmForm) -> HttpResponse:
    by_hand, today = form.by_hand(), clock.today()
    refuse_rhythm(plan, by_hand, by=request.staff)
    follow = follow_of(plan, today)
    shown = preview_of(follow, by_hand, today) if follow else None
    return plan_page(request, plan, by_hand=form, preview=shown)


@require_POST
@staff_may("write-follow-up")
def rhythm_undo(request: StaffRequest, change_id: UUID) -> HttpResponse:
    """Take a rhythm by hand back."""
    change = asked_rhythm_change(request, change_id)
    try:
        undo_rhythm_change(change, by=request.staff)
    except RuleViolation as refusal:
        plan = asked_followed(request, change.plan.public_id)
        return plan_page(request, plan, refusal=refusal.message)
    messages.success(request, "頻度の変更を取り消しました。")
    return redirect("followup:detail", change.plan.public_id)


@require_POST
@staff_may("write-follow-up")
def call(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Record that the owner asked to be seen; the next visit is due at once."""
    plan = asked_followed(request, plan_id)
    form = CallForm(request.POST)
    if form.is_valid():
        try:
            taken = take_call(plan, by=request.staff, **form.cleaned_data)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            back = reverse("followup:call-drop", args=[taken.public_id])
            undo.done(request, "事業者からの声を記録しました。", undo_url=back)
            return redirect("followup:detail", plan.public_id)
    return plan_page(request, plan, call=form)


@require_POST
@staff_may("write-follow-up")
def call_drop(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """Take back a call written down by mistake; one press puts it back."""
    found = asked_call(request, call_id)
    drop_call(found)
    back = reverse("followup:call-put-back", args=[call_id])
    undo.done(request, "事業者からの声を取り消しました。", undo_url=back)
    return redirect("followup:detail", found.plan.public_id)


@require_POST
@staff_may("write-follow-up")
def call_put_back(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """Put back a call that was taken back."""
    found = former_call(request, call_id)
    if found is None:
        raise Http404
    try:
        bring_back_call(found, by=request.staff)
    except RuleViolation as refusal:
        plan = asked_followed(request, found.plan.public_id)
        return plan_page(request, plan, refusal=refusal.message)
    messages.success(request, "事業者からの声を元に戻しました。")
    return redirect("followup:detail", found.plan.public_id)
