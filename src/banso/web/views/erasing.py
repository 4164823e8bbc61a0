"""Erasing a business on request（消去）: asked for, previewed, carried out by a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.registry.actions import ask_erasure, drop_erasure
from banso.registry.models import Business, ErasureRequest
from banso.web.actions.erasing import erase_business
from banso.web.forms.erasing import ErasingForm, ErasureRequestForm
from banso.web.queries.erasing import erasures_for, preview_of


@require_GET
@staff_may("erase-businesses")
def erasures(request: StaffRequest) -> HttpResponse:
    """List what is asked for, what might be, and what was carried out."""
    return render(request, "web/erasures.html", {"found": erasures_for(request.staff)})


@require_http_methods(["GET", "POST"])
@staff_may("erase-businesses")
def ask(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Record that a business is to be erased."""
    rows = Business.objects.visible_to(request.staff).unerased()
    business = get_object_or_404(rows, public_id=business_id)
    form = ErasureRequestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            asked = ask_erasure(form.request_for(business), by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "消去の求めを記録しました。別の人が確かめて消去します。")
            return redirect("web:erase", asked.public_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "business": business}
    return render(request, "web/erasure_request.html", context, status=status)


@require_http_methods(["GET", "POST"])
@staff_may("erase-businesses")
def erase(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Show what goes and what stays; erase when the business's name is typed out."""
    asked = _asked(request, request_id)
    preview = preview_of(asked, request.staff)
    typed = request.POST if request.method == "POST" else None
    form = ErasingForm(typed, is_bound_to_keep=bool(preview.obligations))
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["typed_name"]
        try:
            done = erase_business(asked, typed_name=name, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"消去しました。これからは「{done}」と表示します。")
            return redirect("web:erasures")
    status = 422 if request.method == "POST" else 200
    return _page(request, {"form": form, "preview": preview}, status)


def _page(request: StaffRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "web/erase.html", context, status=status)


@require_POST
@staff_may("erase-businesses")
def drop(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Record that a request was dropped."""
    try:
        drop_erasure(
            _asked(request, request_id), reason=request.POST.get("reason", ""), by=request.staff
        )
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
        return redirect("web:erase", request_id)
    messages.success(request, "消去の求めを取り下げました。")
    return redirect("web:erasures")


def _asked(request: StaffRequest, request_id: UUID) -> ErasureRequest:
    rows = ErasureRequest.objects.visible_to(request.staff)
    rows = rows.select_related("business__erasure", "withdrawal", "recorded_by__person")
    return get_object_or_404(rows, public_id=request_id)
