"""Photos and papers of records（添付）: added, looked at, taken off, put back, listed by firm."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.core.uploads.serving import hand_out
from banso.records.actions import attach_files, remove_attachment, restore_attachment
from banso.records.forms.attachments import ChosenFiles, choose_files
from banso.records.models import Attachment, StagedFile, SupportRecord
from banso.records.models.attachments import StoredFile
from banso.records.queries import attachments_of, attachments_of_business
from banso.records.views.asked import record_seen_by, why_shut
from banso.registry.models import Business

PAGE = 60


def files_beside(form: forms.BaseForm, request: StaffRequest) -> ChosenFiles:
    """The files of a form that was sent, or brought back after signing in."""
    if not isinstance(form.data, QueryDict):
        return ChosenFiles()
    return choose_files(form.data, request.FILES, staff=request.staff)


@require_http_methods(["GET", "POST"])
@staff_may("record-support")
def attach(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Add photos and papers to a record that stands."""
    record = record_seen_by(request, record_id)
    if why_shut(request, record):
        return redirect("records:detail", record_id)  # which says why
    form = forms.Form(request.POST if request.method == "POST" else None)
    files = files_beside(form, request)
    if request.method == "GET":
        return _attach_page(request, record, form, files)
    files.refuse_in(form)
    if form.is_valid() and not files.staged:
        form.add_error("files", "ファイルを選んでください。")
    elif form.is_valid():
        try:
            attached = attach_files(record, files.staged, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"写真・書類を{len(attached)}件添付しました。")
            return redirect("records:detail", record_id)
    return _attach_page(request, record, form, files)


def _attach_page(
    request: StaffRequest, record: SupportRecord, form: forms.Form, files: ChosenFiles
) -> HttpResponse:
    context = {
        "record": record,
        "form": form,
        "files": files,
        "attachments": attachments_of(record),
    }
    return render(request, "records/attach.html", context, status=422 if form.errors else 200)


def _asked(request: StaffRequest, attachment_id: UUID) -> Attachment:
    """The attachment; 404 for one of a record that the asker may not read.

    Of a confidential record, the look is in the log before the file is given.
    """
    rows = Attachment.objects.visible_to(request.staff)
    related = rows.select_related("record__withdrawal", "record__confidence")
    attachment = get_object_or_404(related, public_id=attachment_id)
    if why_shut(request, attachment.record):
        raise Http404
    return attachment


def _standing(request: StaffRequest, attachment_id: UUID) -> Attachment:
    """The attachment; 404 for one that was taken off, too."""
    attachment = _asked(request, attachment_id)
    if hasattr(attachment, "removal"):
        raise Http404
    return attachment


@require_GET
@staff_may("see-records")
def attachment(request: StaffRequest, attachment_id: UUID) -> HttpResponseBase:
    """Show a picture; everything else comes as a download and is never opened here."""
    row = _standing(request, attachment_id)
    return _whole(request, row, inline=row.is_picture)


@require_GET
@staff_may("see-records")
def download(request: StaffRequest, attachment_id: UUID) -> HttpResponseBase:
    """The file as a download under its name."""
    return _whole(request, _standing(request, attachment_id), inline=False)


def _whole(request: StaffRequest, row: Attachment, *, inline: bool) -> HttpResponseBase:
    return hand_out(
        request,
        row.file,
        name=row.name,
        content_type=row.file_kind.content_type,
        digest=row.sha256,
        inline=inline,
    )


@require_GET
@staff_may("see-records")
def preview(request: StaffRequest, attachment_id: UUID) -> HttpResponseBase:
    """The small picture of an attachment."""
    return _small(request, _standing(request, attachment_id))


@require_GET
@staff_may("record-support")
def staged_preview(request: StaffRequest, staged_id: UUID) -> HttpResponseBase:
    """The small picture of a file that waits; only whoever sent it sees it."""
    rows = StagedFile.objects.visible_to(request.staff)
    return _small(request, get_object_or_404(rows, public_id=staged_id))


def _small(request: StaffRequest, row: StoredFile) -> HttpResponseBase:
    if not row.preview:
        raise Http404
    return hand_out(
        request,
        row.preview,
        name="preview.jpg",
        content_type="image/jpeg",
        digest=f"{row.sha256}-small",
        inline=True,
    )


@require_POST
@staff_may("record-support")
def remove(request: StaffRequest, attachment_id: UUID) -> HttpResponse:
    """Take a file off its record; it waits thirty days for a change of mind."""
    row = _asked(request, attachment_id)
    try:
        remove_attachment(row, by=request.staff)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(
            request,
            f"「{row.name}」を外しました。30日以内なら、下の「外した写真・書類」から戻せます。",
        )
    return redirect("records:detail", row.record.public_id)


@require_POST
@staff_may("record-support")
def restore(request: StaffRequest, attachment_id: UUID) -> HttpResponse:
    """Put a file back on its record."""
    row = _asked(request, attachment_id)
    try:
        restore_attachment(row)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, f"「{row.name}」を戻しました。")
    return redirect("records:detail", row.record.public_id)


@require_GET
@staff_may("see-records")
def of_business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """List all photos and papers of a firm's records, the latest record first."""
    rows = Business.objects.visible_to(request.staff)
    business = get_object_or_404(rows, public_id=business_id)
    found = attachments_of_business(business, request.staff)
    context = {
        "business": business,
        "business_key": str(business.public_id),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "records/business_files.html", context)
