"""The conversation: SWOT, クロスSWOT and the sheets, thing said by thing said."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import undo
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import drop_entry, keep_entry
from banso.diagnosis.forms.talking import EntryForm, SayForm
from banso.diagnosis.models import Diagnosis, SheetEntry
from banso.diagnosis.queries.talking import NINETY_DAYS, cell_of, former_entry, parts_of
from banso.diagnosis.rules.swot import CROSS
from banso.diagnosis.views.asked import asked_diagnosis, asked_entry, frame
from banso.diagnosis.views.sheets import PAGES, sheet_page, standing, url_of
from banso.diagnosis.views.steps import steps_page


@require_GET
@staff_may("see-diagnoses")
def sheet(request: StaffRequest, diagnosis_id: UUID, sheet: str) -> HttpResponse:
    """Show one sheet: its cells, the questions that fill them, what was said."""
    if sheet not in PAGES:
        raise Http404
    return sheet_page(request, asked_diagnosis(request, diagnosis_id), sheet)


@require_POST
@staff_may("write-diagnoses")
def say(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Keep one thing said, or show it with why it cannot be."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = SayForm(request.POST)
    entry = form.entry(diagnosis)
    if not form.errors:
        try:
            keep_entry(entry, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
    if form.errors:
        return _refused(request, diagnosis, form.typed)
    return _answered(request, entry)


@require_GET
@staff_may("see-diagnoses")
def cell(request: StaffRequest, diagnosis_id: UUID, sheet: str, cell: str) -> HttpResponse:
    """Show what stands in one cell now."""
    return _said(request, asked_diagnosis(request, diagnosis_id), sheet, cell)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def edit(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Say it otherwise; what a colleague took away meanwhile is written anew."""
    entry = asked_entry(request, entry_id) or _former(request, entry_id)
    form = EntryForm(request.POST if request.method == "POST" else None, entry=entry)
    conflict = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            keep_entry(form.written(entry), by=request.staff, seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_entry(request, entry_id) or entry)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _answered(request, entry)
    return _entry_form(request, entry, form, conflict)


def _entry_form(
    request: StaffRequest, entry: SheetEntry, form: EntryForm, conflict: dict[str, Any] | None
) -> HttpResponse:
    """The entry to be edited: in its place, or on a page of its own."""
    is_part = bool(request.headers.get("HX-Request"))
    context = {
        **frame(request, entry.diagnosis, "swot"),
        "entry": entry,
        "place": f"{entry.sheet}_{entry.cell}",
        "back": _place(entry),
        "form": form,
        "conflict": conflict,
    }
    template = "diagnosis/_entry_form.html" if is_part else "diagnosis/entry.html"
    is_refused = bool(form.errors or conflict)
    answer = render(request, template, context, status=422 if is_refused else 200)
    if is_part:  # the form's answer goes to its cell, the form itself stays where it is
        answer.headers["HX-Retarget"] = f"#entry-{entry.public_id}"
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


@require_POST
@staff_may("write-diagnoses")
def drop(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Take away what was said; one press puts it back."""
    entry = asked_entry(request, entry_id)
    if entry is None:
        raise Http404
    try:
        drop_entry(entry)
    except RuleViolation as refusal:
        return _refused(request, entry.diagnosis, _stays(entry, refusal))
    back = reverse("diagnosis:entry-put-back", args=[entry_id])
    if request.headers.get("HX-Request"):
        said = {"dropped": entry, "put_back_url": back}
        return _said(request, entry.diagnosis, entry.sheet, entry.cell, **said)
    undo.done(request, f"「{entry.text}」を消しました。", undo_url=back)
    return redirect(_place(entry))


@require_POST
@staff_may("write-diagnoses")
def put_back(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Keep again what was taken away."""
    entry = _former(request, entry_id)
    try:
        keep_entry(entry, by=request.staff)
    except RuleViolation as refusal:
        return _refused(request, entry.diagnosis, _stays(entry, refusal))
    return _answered(request, entry)


def _former(request: StaffRequest, entry_id: UUID) -> SheetEntry:
    entry = former_entry(request.staff, entry_id)
    if entry is None or request.method != "POST":
        raise Http404
    return entry


def _stays(entry: SheetEntry, refusal: RuleViolation) -> dict[str, Any]:
    """A refusal beside the cell, with nothing in the line under it."""
    return {"sheet": entry.sheet, "cell": entry.cell, "refusals": [refusal.message]}


def _place(entry: SheetEntry) -> str:
    return f"{url_of(entry.diagnosis, entry.sheet)}#cell-{entry.sheet}_{entry.cell}"


def _answered(request: StaffRequest, entry: SheetEntry) -> HttpResponse:
    """The cell as it stands now, or the way back to it."""
    if not request.headers.get("HX-Request"):
        return redirect(_place(entry))
    return _said(request, entry.diagnosis, entry.sheet, entry.cell)


def _said(
    request: StaffRequest, diagnosis: Diagnosis, sheet: str, cell: str, **said: object
) -> HttpResponse:
    """One cell of a sheet, with the counts above it; 404 where there is no such cell."""
    parts = parts_of(diagnosis, sheet)
    found = cell_of(parts, cell)
    if found is None:
        raise Http404
    context = {
        **frame(request, diagnosis, ""),
        **(standing(parts) if sheet in PAGES and sheet != CROSS else {}),
        "cell": found,
        **said,
    }
    return render(request, "diagnosis/_said_answer.html", context)


def _refused(request: StaffRequest, diagnosis: Diagnosis, typed: dict[str, Any]) -> HttpResponse:
    """What was typed with why it was refused: in its cell, or on the whole page."""
    sheet, cell = typed["sheet"], typed["cell"]
    if not request.headers.get("HX-Request"):
        page = steps_page if sheet == NINETY_DAYS else sheet_page
        return page(request, diagnosis, sheet, typed=typed)
    found = cell_of(parts_of(diagnosis, sheet), cell)
    context = {**frame(request, diagnosis, ""), "cell": found, "typed": typed}
    template = "diagnosis/_said.html" if found else "diagnosis/_refusals.html"
    return render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
