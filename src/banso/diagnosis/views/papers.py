"""Documents（書類）of an analysis: chosen on one page, handed to the browser one by one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.documents.downloads import download
from banso.diagnosis.documents.around import Making
from banso.diagnosis.documents.made import DOCUMENTS, file_name
from banso.diagnosis.forms.editions import EditionForm, query_of
from banso.diagnosis.queries.gathering import papers_of
from banso.diagnosis.rules.editions import WHOLE
from banso.diagnosis.views.asked import asked_diagnosis, frame


@require_GET
@staff_may("see-diagnoses")
def papers(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show each document, what it is for, and the choice of what to leave out."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = EditionForm(request.GET)
    is_read = form.is_valid()
    edition = form.chosen() if is_read else WHOLE
    context = {
        **frame(request, diagnosis, "papers"),
        "form": form,
        "edition": edition,
        "query": query_of(edition),
        "documents": DOCUMENTS.values() if is_read else (),
        "may_disclose": may(request.staff.role, "disclose"),
    }
    return render(request, "diagnosis/papers.html", context, status=200 if is_read else 422)


@require_GET
@staff_may("see-diagnoses")
def paper(request: StaffRequest, diagnosis_id: UUID, name: str, suffix: str) -> HttpResponse:
    """Hand one document to the browser, in the edition asked for."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = EditionForm(request.GET)
    document = DOCUMENTS.get(name)
    if document is None or suffix not in document.writers or not form.is_valid():
        raise Http404  # an edition that cannot be read must not become the whole
    making = Making(papers_of(diagnosis, request.staff), form.chosen())
    return download(document.writers[suffix](making), file_name(document, making), suffix)
