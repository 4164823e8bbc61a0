"""The check sheet（事業計画チェックシート）: opened, filled in, recorded, thrown away."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import PERMISSIONS, may
from banso.core import clock, undo
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    Visit,
    bring_back_check_sheet,
    close_check_sheet,
    discard_check_sheet,
    fill_check_sheet,
    open_check_sheet,
    open_check_sheet_again,
    plan_visit,
    refusal_of,
)
from banso.followup.actions.following import refuse_day
from banso.followup.forms.plan import VisitDayForm
from banso.followup.forms.sheet import SheetForm
from banso.followup.models import Judgement
from banso.followup.queries import follow_of
from banso.followup.queries.sheet_page import SheetPage
from banso.followup.views.asked import asked_followed, asked_sheet
from banso.followup.views.detail import plan_page
from banso.followup.views.sheet_pages import (
    closed_page,
    form_of,
    met,
    opened_page,
    page_of,
    supplement,
)
from banso.plans.models import BusinessPlan
from banso.records.models import ContactKind

WRITE = "write-follow-up"
WAITED = "X-Draft-Waited"  # sent from the device later（core/static/banso/js/outbox.js）


@require_POST
@staff_may("write-follow-up")
def open_sheet(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Make the sheet for the next visit, or go on with the one that is open."""
    plan = asked_followed(request, plan_id)
    form = VisitDayForm(request.POST)
    if not form.is_valid():
        return plan_page(request, plan, visit=form)
    follow = follow_of(plan, clock.today())
    due = follow.due.on if follow and follow.due else clock.today()
    planned = form.cleaned_data["planned_on"] or max(due, clock.today())
    try:
        sheet = open_check_sheet(plan, planned_on=planned, by=request.staff)
    except RuleViolation as refusal:
        return _refused_day(request, plan, form, refusal)
    _say_of_the_day(request, plan)
    return redirect("followup:sheet", sheet.public_id)


@require_POST
@staff_may("write-follow-up")
def plan_day(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """Change the day on which one means to go."""
    asked = asked_sheet(request, sheet_id)
    form = VisitDayForm(request.POST)
    if form.is_valid() and form.cleaned_data["planned_on"]:
        try:
            plan_visit(asked, form.cleaned_data["planned_on"])
        except RuleViolation as refusal:
            return _refused_day(request, asked.plan, form, refusal)
        messages.success(request, "行く日を決めました。暦と今日の画面に出ます。")
        _say_of_the_day(request, asked.plan)
        return redirect("followup:detail", asked.plan.public_id)
    return plan_page(request, asked_followed(request, asked.plan.public_id), visit=form)


def _say_of_the_day(request: StaffRequest, plan: BusinessPlan) -> None:
    """Say what may have been overlooked of the day just kept."""
    follow = follow_of(plan, clock.today())
    for words in follow.day_remarks(clock.today()) if follow else ():
        messages.warning(request, words)


def _refused_day(
    request: StaffRequest, plan: BusinessPlan, form: VisitDayForm, refusal: RuleViolation
) -> HttpResponse:
    """Say at the day what is refused of it, and at the head of the page anything else."""
    if refusal.field != "planned_on":
        return plan_page(request, plan, refusal=refusal.message)
    add_refusal(form, refusal)
    return plan_page(request, plan, visit=form)


@require_POST
@staff_may("write-follow-up")
def again(request: StaffRequest, closed_id: UUID) -> HttpResponse:
    """Make the sheet anew whose visit's record was taken back, with its answers as the start."""
    former = asked_sheet(request, closed_id)
    try:
        sheet = open_check_sheet_again(former, planned_on=clock.today(), by=request.staff)
    except RuleViolation as refusal:
        return plan_page(request, former.plan, refusal=refusal.message)
    messages.success(request, f"第{sheet.number}回のチェックシートを作り、前の答えを写しました。")
    return redirect("followup:sheet", sheet.public_id)


@require_http_methods(["GET", "POST"])
@staff_may("see-follow-up")
def sheet(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """Show a sheet to be filled in, or what was recorded by it; keep what was typed."""
    page = page_of(asked_sheet(request, sheet_id))
    is_closed, may_write = page.sheet.is_closed, may(request.staff.role, WRITE)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(PERMISSIONS[WRITE].label)
        return _kept(request, page)
    if is_closed and not (may_write and "draft" in request.GET):
        return closed_page(request, page, page.sheet.closing)
    form = form_of(page, kept_input(request))
    return opened_page(request, page, form, is_meanwhile=is_closed)


def _kept(request: StaffRequest, page: SheetPage) -> HttpResponse:
    """Keep what was typed: in part, or as the visit that was made."""
    is_partly, is_closed = "fill" in request.POST, page.sheet.is_closed
    is_late = WAITED in request.headers
    form = form_of(page, request.POST, is_partly=is_partly or is_closed, is_late=is_late)
    if not form.is_partly:
        _refuse_all(request, page, form)
    if not form.is_valid() and (is_closed or not is_partly):
        return opened_page(request, page, form, is_meanwhile=is_closed)
    try:
        return _filled(request, page, form) if is_partly else _recorded(request, page, form)
    except EditConflict:
        if form.errors:  # what cannot be read first; then what a colleague filled in
            return opened_page(request, page, form)
        return opened_page(request, page, form, conflict=met(page, form) or {"differences": []})
    except RuleViolation as refusal:
        add_refusal(form, refusal)
    other: dict[str, object] = {"is_meanwhile": is_closed}
    if is_closed:
        on = form.told["on"] or clock.today()
        other["supplement"] = supplement(page, form.answers(), on)
    return opened_page(request, page, form, **other)


def _refuse_all(request: StaffRequest, page: SheetPage, form: SheetForm) -> None:
    """Say at once what the boxes and what the closing would refuse, each at its field."""
    form.is_valid()
    on = form.cleaned_data.get("on")
    try:
        if on:
            refuse_day(page.sheet.plan, on, "訪問日")
    except RuleViolation as refusal:
        add_refusal(form, refusal)
    if not form.errors:
        return  # the closing itself will say
    trial = Visit(
        form.told["on"] or clock.today(),
        form.told["judgement"] or Judgement.WATCH,
        replace(form.answers(), promises=()),
        uuid4(),
    )
    found = refusal_of(page.sheet, trial, by=request.staff)
    if found and found.field in form.fields and found.field not in form.errors:
        add_refusal(form, found)


def _filled(request: StaffRequest, page: SheetPage, form: SheetForm) -> HttpResponse:
    """Keep what can be read; what cannot stays in its box, with its words."""
    seen, answers = form.told["seen_version"] or 0, form.answers(in_part=True)
    kept = fill_check_sheet(page.sheet, answers, seen_version=seen)
    if form.errors:
        form.keep_on(kept.version, answers)
        return opened_page(request, page, form, is_kept_in_part=True)
    messages.success(request, "途中まで保存しました。訪問はまだ記録していません。")
    return redirect("followup:sheet", page.sheet.public_id)


def _recorded(request: StaffRequest, page: SheetPage, form: SheetForm) -> HttpResponse:
    """Record the visit, unless a colleague filled in the sheet meanwhile."""
    typed = form.cleaned_data
    is_first = not page.sheet.is_closed
    if is_first and typed["seen_version"] != page.sheet.version and (found := met(page, form)):
        return opened_page(request, page, form, conflict=found)
    judgement = typed["judgement"] or ("" if is_first else page.sheet.closing.judgement)
    visit = Visit(
        typed["on"] or clock.today(),
        judgement,
        form.answers(),
        typed["entry_key"] or uuid4(),
        typed["next_on"],
        typed["contact"] or ContactKind.VISIT,  # a copy on a phone may not have the box yet
        typed["minutes"],
    )
    close_check_sheet(page.sheet, visit, by=request.staff)
    return redirect("followup:sheet-done", page.sheet.public_id)


@require_GET
@staff_may("see-follow-up")
def done(request: StaffRequest, closed_id: UUID) -> HttpResponse:
    """Say that the visit was recorded, which targets it moved, and what comes next."""
    asked = asked_sheet(request, closed_id)
    if not asked.is_closed:
        raise Http404(closed_id)
    return closed_page(request, page_of(asked), asked.closing, is_new=True)


@require_POST
@staff_may("write-follow-up")
def discard(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """Throw away a sheet opened by mistake."""
    asked = asked_sheet(request, sheet_id)
    try:
        discard_check_sheet(asked)
    except RuleViolation as refusal:
        return plan_page(request, asked.plan, refusal=refusal.message)
    back = reverse("followup:sheet-back", args=[asked.plan.public_id, sheet_id])
    undo.done(request, f"第{asked.number}回のチェックシートを破棄しました。", undo_url=back)
    return redirect("followup:detail", asked.plan.public_id)


@require_POST
@staff_may("write-follow-up")
def bring_back(request: StaffRequest, plan_id: UUID, gone_id: UUID) -> HttpResponse:
    """Put back a sheet just thrown away."""
    plan = asked_followed(request, plan_id)
    try:
        bring_back_check_sheet(plan, gone_id, by=request.staff)
    except RuleViolation as refusal:
        return plan_page(request, plan, refusal=refusal.message)
    messages.success(request, "チェックシートを元に戻しました。")
    return redirect("followup:sheet", gone_id)
