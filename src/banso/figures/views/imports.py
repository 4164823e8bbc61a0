"""Accounts by file（決算の取込）: bringing a file, its preview, and the word that keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.core.tables import check_size
from banso.core.uploads.naming import tidy_name
from banso.core.uploads.receiving import Unreceived
from banso.figures import actions
from banso.figures.forms import AccountsFileForm, JournalForm
from banso.figures.models import StatementImport
from banso.figures.queries import ImportPage, import_page
from banso.figures.rules.accounts import Form
from banso.figures.views.statements import asked_business
from banso.registry.models import Business


@require_http_methods(["GET", "POST"])
@staff_may("enter-figures")
def bring(request: StaffRequest) -> HttpResponse:
    """Bring our own template in, of one business or of many."""
    return _bring(request, None)


@require_http_methods(["GET", "POST"])
@staff_may("enter-figures")
def bring_for(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Bring in any file of accounts of one business."""
    return _bring(request, asked_business(request, business_id))


def _bring(request: StaffRequest, business: Business | None) -> HttpResponse:
    posted = request.method == "POST"
    form = AccountsFileForm(request.POST, request.FILES) if posted else AccountsFileForm()
    if posted and form.is_valid():
        try:
            brought = _received(request, form, business)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("figures:import", brought.public_id)
    context = {
        "form": form,
        "business": business,
        "waiting": StatementImport.objects.visible_to(request.staff).select_related("business"),
    }
    return render(request, "figures/bring.html", context, status=422 if posted else 200)


def _received(
    request: StaffRequest, form: AccountsFileForm, business: Business | None
) -> StatementImport:
    """What the file says; the file itself is gone when the request ends."""
    upload = form.cleaned_data["file"]
    if isinstance(upload, Unreceived):
        raise upload.refusal
    check_size(upload.size)
    path = Path(upload.temporary_file_path())
    name = tidy_name(upload.name)
    return actions.bring_accounts(path, name, business=business, by=request.staff)


@require_http_methods(["GET", "POST"])
@staff_may("enter-figures")
def show(request: StaffRequest, brought_id: UUID) -> HttpResponse:
    """Show what agreeing would do; for a journal, settle its period and its names."""
    brought = _asked_import(request, brought_id)
    page = import_page(brought, request.staff)
    if page.totals is None or page.period is None:
        return _preview(request, brought, page)
    typed = request.POST if request.method == "POST" else None
    form = JournalForm(typed, page=page)
    if form.is_valid():
        try:
            _settle(request, brought, form)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("figures:import", brought_id)
    return _preview(request, brought, page, form=form)


def _settle(request: StaffRequest, brought: StatementImport, form: JournalForm) -> None:
    typed = form.cleaned_data
    actions.settle_names(brought, form.codes, by=request.staff)
    actions.settle_period(brought, typed["starts_on"], typed["ends_on"], Form(typed["form"]))


def _preview(
    request: StaffRequest,
    brought: StatementImport,
    page: ImportPage,
    *,
    form: JournalForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {"brought": brought, "page": page, "form": form, "refusal": refusal}
    refused = bool(refusal or (form is not None and form.errors))
    return render(request, "figures/import.html", context, status=422 if refused else 200)


@require_POST
@staff_may("enter-figures")
def apply(request: StaffRequest, brought_id: UUID) -> HttpResponse:
    """Keep what the preview accepted, all of it or nothing."""
    brought = _asked_import(request, brought_id)
    seen, confirmed = request.POST.getlist("seen"), request.POST.getlist("confirmed")
    try:
        kept = actions.apply_import(brought, by=request.staff, seen=seen, confirmed=confirmed)
    except EditConflict:
        words = "確かめたあとに、決算か科目の対応が変わりました。下をもう一度確かめてください。"
    except RuleViolation as refusal:
        words = refusal.message
    else:
        messages.success(request, f"{len(kept)}期の決算を取り込みました。")
        whose = dict.fromkeys(str(row.business.public_id) for row in kept)
        if len(whose) == 1:
            return redirect("figures:periods", kept[0].business.public_id)
        query = urlencode({"kept": list(whose)}, doseq=True)
        return redirect(f"{reverse('figures:templates')}?{query}")
    return _preview(request, brought, import_page(brought, request.staff), refusal=words)


@require_POST
@staff_may("enter-figures")
def discard(request: StaffRequest, brought_id: UUID) -> HttpResponse:
    """Leave the file; nothing of it was ever kept."""
    brought = _asked_import(request, brought_id)
    business = brought.business
    actions.discard_import(brought)
    messages.success(request, f"「{brought.file_name}」の取込をやめました。何も保存していません。")
    if business:
        return redirect("figures:periods", business.public_id)
    return redirect("figures:templates")


def _asked_import(request: StaffRequest, brought_id: UUID) -> StatementImport:
    rows = StatementImport.objects.visible_to(request.staff)
    rows = rows.select_related("business", "organisation", "uploaded_by__person")
    return get_object_or_404(rows, public_id=brought_id)
