"""Bringing a ledger in（台帳の取込）: the file, its preview, and the word that carries it out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.core.tables import LARGEST, check_size
from banso.registry import actions
from banso.registry.forms import ColumnsForm, DecisionsForm, LedgerFileForm
from banso.registry.models import LedgerImport, RowDecision
from banso.registry.queries.import_rows import decisions_for
from banso.registry.queries.imports import (
    Stage,
    import_page,
    imports_of,
    suspected_rows,
)
from banso.registry.rules.columns import ledger_columns
from banso.registry.rules.preview_file import read_layout
from banso.registry.tasks import ledgers as tasks

_FORM_AROUND_FILE = 64 * 1024  # bytes of a request besides the file itself
_MOST_DRAINED = 400 * 1024 * 1024
_PIECE = 64 * 1024


@csrf_exempt  # the check reads the whole body; _received asks for it once the size is known
@staff_may("import-businesses")
def imports(request: StaffRequest) -> HttpResponse:
    """Offer to bring a ledger in, and show what was brought before."""
    if request.method != "POST":
        return _offer(request, LedgerFileForm())
    try:
        check_size(max(int(request.META.get("CONTENT_LENGTH") or 0) - _FORM_AROUND_FILE, 1))
        return csrf_protect(_received)(request)
    except RuleViolation as refusal:
        _drain(request)
        return _refused(request, refusal)
    except OSError as error:
        if not actions.is_disk_full(error):
            raise
        _let_go(request)
        return _refused(request, actions.disk_full())


def _received(request: StaffRequest) -> HttpResponse:
    """Keep the file that was sent, and have it read."""
    form = LedgerFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _offer(request, form)
    upload = form.cleaned_data["file"]
    try:
        ledger_import = actions.receive_file(
            upload.name, upload.size, upload.chunks(), by=request.staff
        )
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return _offer(request, form)
    tasks.book_reading(ledger_import)
    return redirect("registry:import", ledger_import.public_id)


def _drain(request: StaffRequest) -> None:
    """Let the rest of a body go by unread, so that the browser listens to the answer."""
    left = _MOST_DRAINED
    while left > 0 and (piece := request.read(_PIECE)):
        left -= len(piece)


def _let_go(request: StaffRequest) -> None:
    """Close what had arrived of the file, so that its room is free again at once."""
    for handler in request.upload_handlers:
        arrived = getattr(handler, "file", None)
        if arrived is not None:
            arrived.close()


def _refused(request: StaffRequest, refusal: RuleViolation) -> HttpResponse:
    form = LedgerFileForm(QueryDict(), MultiValueDict())
    form.errors.clear()
    add_refusal(form, refusal)
    return _offer(request, form)


def _offer(request: StaffRequest, form: LedgerFileForm) -> HttpResponse:
    context = {
        "form": form,
        "imports": imports_of(request.staff),
        "columns": [column.label for column in ledger_columns()],
        "largest": LARGEST,
    }
    return render(request, "registry/imports.html", context, status=422 if form.errors else 200)


@require_GET
@staff_may("import-businesses")
def show(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Show where an import stands: progress, preview, or what it did."""
    ledger_import = _import(request, import_id)
    page = import_page(
        ledger_import,
        tasks.progress_of(ledger_import),
        shown=request.GET.get("show", ""),
        page=request.GET.get("page", ""),
    )
    context = {"ledger_import": ledger_import, "page": page, "stage": page.stage}
    return render(request, "registry/import.html", context)


@require_GET
@staff_may("import-businesses")
def progress(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Show how far the work is; once it is done, the page is loaded anew."""
    ledger_import = _import(request, import_id)
    page = import_page(ledger_import, tasks.progress_of(ledger_import))
    context = {"ledger_import": ledger_import, "page": page}
    answer = render(request, "registry/_import_progress.html", context)
    if page.stage is not Stage.BUSY:
        answer["HX-Redirect"] = reverse("registry:import", args=[ledger_import.public_id])
    return answer


@require_POST
@staff_may("import-businesses")
def call_off(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Stop what is being done with the import; nothing of it is kept."""
    ledger_import = _import(request, import_id)
    tasks.progress_of(ledger_import).call_off()
    messages.info(request, "止めるように伝えました。途中までのものは残りません。")
    return redirect("registry:import", ledger_import.public_id)


@staff_may("import-businesses")
def columns(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Say what each column means, and have the file read again（列の意味）."""
    ledger_import = _import(request, import_id)
    layout = read_layout(ledger_import.folder)
    if layout is None or ledger_import.is_applied:
        return redirect("registry:import", ledger_import.public_id)
    typed = request.POST if request.method == "POST" else None
    form = ColumnsForm(typed, layout=layout, ledger_import=ledger_import)
    if form.is_valid():
        try:
            _settle(ledger_import, form)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("registry:import", ledger_import.public_id)
    context = {"ledger_import": ledger_import, "form": form, "layout": layout}
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/import_columns.html", context, status=status)


def _settle(ledger_import: LedgerImport, form: ColumnsForm) -> None:
    actions.settle_columns(
        ledger_import,
        columns=form.columns,
        sheet_name=form.cleaned_data["sheet"],
        empties_blank=form.cleaned_data["empties_blank"],
    )
    tasks.book_reading(ledger_import)


@require_POST
@staff_may("import-businesses")
def decide(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Decide about suspected rows: those of the page, or all that are still open."""
    ledger_import = _import(request, import_id)
    rows = suspected_rows(ledger_import)
    for_all = request.POST.get("all", "")
    if for_all in RowDecision.values:
        done = set(ledger_import.decisions.values_list("row_number", flat=True))
        waiting = [row.number for row in rows if row.number not in done]
        offered = {row.number for row in rows if for_all in decisions_for(row)}
        decisions = {number: RowDecision(for_all) for number in waiting if number in offered}
    else:
        form = DecisionsForm(request.POST, rows=rows)
        decisions = form.decisions if form.is_valid() else {}
    actions.decide_rows(ledger_import, decisions, by=request.staff)
    messages.success(request, f"{len(decisions)}行の判断を残しました。まだ取り込んでいません。")
    return redirect(f"{reverse('registry:import', args=[import_id])}?{request.GET.urlencode()}")


@require_POST
@staff_may("import-businesses")
def apply(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Carry the import out, all of it or nothing（取込の実行）."""
    ledger_import = _import(request, import_id)
    page = import_page(ledger_import, tasks.progress_of(ledger_import))
    if page.stage is Stage.PREVIEW:
        tasks.book_applying(ledger_import, by=request.staff)
    return redirect("registry:import", ledger_import.public_id)


@require_POST
@staff_may("import-businesses")
def read_again(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Read the file again and compare it with the register as it is now."""
    ledger_import = _import(request, import_id)
    if import_page(ledger_import, tasks.progress_of(ledger_import)).stage not in {
        Stage.BUSY,
        Stage.APPLIED,
        Stage.CLEARED,
    }:
        actions.forget_preview(ledger_import)
        tasks.book_reading(ledger_import)
    return redirect("registry:import", ledger_import.public_id)


@require_POST
@staff_may("import-businesses")
def discard(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Throw a waiting import away with its file."""
    ledger_import = _import(request, import_id)
    tasks.progress_of(ledger_import).call_off()
    try:
        actions.discard_import(ledger_import)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, f"「{ledger_import.file_name}」の取込をやめ、ファイルを捨てました。"
        )
    return redirect("registry:imports")


def _import(request: StaffRequest, import_id: UUID) -> LedgerImport:
    """The import, if it is the office's own; else there is no such page."""
    rows = LedgerImport.objects.visible_to(request.staff).select_related(
        "organisation", "uploaded_by__person", "application__applied_by__person"
    )
    return get_object_or_404(rows, public_id=import_id)
