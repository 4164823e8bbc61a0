"""Results entered by hand（手入力の実績）: entering, mending, taking back, and their evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.core.uploads.serving import hand_out
from banso.programme.actions import edit_result, enter_result, restore_result, withdraw_result
from banso.programme.asking import asked_line, asked_plan
from banso.programme.forms import ReasonForm, ResultForm
from banso.programme.measures import COUNTED, Line, is_counted, source_of
from banso.programme.models import Result
from banso.programme.queries import line_of
from banso.programme.result_page import history_of
from banso.registry.queries import pick


@require_http_methods(["GET", "POST"])
@staff_may("enter-results")
def new(request: StaffRequest) -> HttpResponse:
    """Enter a result of one line."""
    plan = asked_plan(request)
    line = asked_line(plan, request.GET.get("line", ""))
    if is_counted(line):
        messages.warning(request, COUNTED.format(source=source_of(line)))
        return redirect("programme:line", line.key)
    form = ResultForm(_typed(request), request.FILES or None, line=line, staff=request.staff)
    if request.method == "POST" and form.is_valid():
        try:
            result = form.new_result(plan.programme)
            kept = enter_result(result, evidence=form.cleaned_data["attachment"], by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"「{line.name}」の実績を保存しました。")
            return redirect("programme:result", kept.public_id)
    return _form_page(request, form)


@require_http_methods(["GET", "POST"])
@staff_may("enter-results")
def edit(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """Mend a result; when a colleague saved it first, show both and keep one's own text."""
    result = _asked_result(request, result_id)
    line = _line_of(result)
    if line is None or hasattr(result, "withdrawal"):
        messages.warning(request, "取り消した実績や、今の計画にない指標の実績は変更できません。")
        return redirect("programme:result", result_id)
    files = request.FILES or None
    form = ResultForm(_typed(request), files, line=line, staff=request.staff, result=result)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _save_edit(form, result, seen_version=_seen(request))
        except EditConflict:
            conflict = _conflict(form, _asked_result(request, result_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "実績を直しました。")
            return redirect("programme:result", result_id)
    return _form_page(request, form, conflict=conflict)


def _save_edit(form: ResultForm, result: Result, *, seen_version: int) -> Result:
    return edit_result(
        form.fill(result),
        evidence=form.cleaned_data["attachment"],
        drop_attachment=bool(form.cleaned_data.get("drop_attachment")),
        seen_version=seen_version,
    )


def _typed(request: StaffRequest) -> QueryDict | None:
    return posted(request, kept_input(request) if request.method == "GET" else None)


def _seen(request: StaffRequest) -> int:
    text = request.POST.get("seen_version", "")
    return int(text) if text.isdecimal() else 0


def _asked_result(request: StaffRequest, result_id: UUID) -> Result:
    rows = Result.objects.visible_to(request.staff)
    related = ("programme", "business", "entered_by__person", "withdrawal__confirmed_by__person")
    return get_object_or_404(rows.select_related(*related), public_id=result_id)


def _line_of(result: Result) -> Line | None:
    """The result's line, if the edition in force still has it."""
    return line_of(result.programme, result.line)


def _form_page(
    request: StaffRequest, form: ResultForm, *, conflict: dict[str, Any] | None = None
) -> HttpResponse:
    """The form; 422 when something of what was sent was refused."""
    result = form.result
    chosen = form["business"].value() if form.is_bound else None
    if not form.is_bound and result is not None and result.business:
        chosen = result.business.public_id
    search = form.data.get("business_search", "") if form.is_bound else ""
    refused = request.method == "POST"
    context = {
        "form": form,
        "line": form.line,
        "result": result,
        "picker": pick(request.staff, search=search, business=chosen),
        "conflict": conflict,
        "seen_version": conflict["version"] if conflict else _seen(request) or _version(result),
        "opened": conflict["opened"] if conflict else _opened(form),
        "is_brought_back": form.is_bound and request.method == "GET",
        "lost_file": refused and bool(request.FILES),
    }
    return render(request, "programme/result_form.html", context, status=422 if refused else 200)


def _opened(form: ResultForm) -> str:
    """The marks that the form came with, else those of the result as it stands."""
    came_with = str(form.data.get("opened") or "")
    return came_with or (form.marks(form.result) if form.result else "")


def _version(result: Result | None) -> int:
    return result.version if result else 0


def _conflict(form: ResultForm, theirs: Result) -> dict[str, Any]:
    """What ``core/_conflict.html`` shows, and the version that one's own text now follows."""
    found = form.reconcile(theirs)
    last = changes_of(theirs, most=1)
    return {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "opened": form.marks(theirs),
        "theirs_url": reverse("programme:result", args=[theirs.public_id]),
        "version": theirs.version,
    }


@require_GET
@staff_may("see-evidence")
def detail(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """One result with its evidence, and what became of it."""
    return _detail_page(request, _asked_result(request, result_id), ReasonForm())


def _detail_page(request: StaffRequest, result: Result, form: ReasonForm) -> HttpResponse:
    role = request.staff.role
    line = _line_of(result)
    context = {
        "result": result,
        "line": line,
        "withdrawal": getattr(result, "withdrawal", None),
        "form": form,
        "may_enter": may(role, "enter-results"),
        "may_edit": may(role, "enter-results") and line is not None,
        "history": history_of(result) if may(role, "see-history") else None,
    }
    status = 422 if form.errors else 200
    return render(request, "programme/result.html", context, status=status)


@require_GET
@staff_may("see-evidence")
def attachment(request: StaffRequest, result_id: UUID) -> HttpResponseBase:
    """Hand out the evidence file as a download, under the name it came with; never opened here."""
    result = _asked_result(request, result_id)
    if not result.attachment:
        raise Http404
    return hand_out(
        request,
        result.attachment,
        name=result.attachment_name,
        content_type="application/octet-stream",
        digest=str(result.attachment),
    )


@require_http_methods(["GET", "POST"])
@staff_may("enter-results")
def withdraw(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """Take a result back, with the reason（取消）."""
    result = _asked_result(request, result_id)
    form = ReasonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_result(result, reason=form.cleaned_data["reason"], by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "実績を取り消しました。数には入りません。")
            return redirect("programme:result", result_id)
    return _detail_page(request, result, form)


@require_POST
@staff_may("enter-results")
def restore(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """Let a withdrawn result count again."""
    restore_result(_asked_result(request, result_id))
    messages.success(request, "取消を戻しました。数に入ります。")
    return redirect("programme:result", result_id)
