"""Papers（書類）of a plan: chosen on one page, handed to the browser one by one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.documents.downloads import download
from banso.plans.documents.around import Making
from banso.plans.documents.editions import choices_of, chosen
from banso.plans.documents.made import DOCUMENTS, documents_for, file_name
from banso.plans.models import BusinessPlan
from banso.plans.queries import plan_sheet
from banso.plans.views.asked import frame


@require_GET
@staff_may("see-plans")
def papers(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show each paper, what it is for, and the versions it can be had of."""
    making = _asked(request, plan_id)
    context = {
        **frame(request, making.sheet.plan, "papers"),
        "making": making,
        "choices": choices_of(making.sheet),
        "version": making.key,
        "documents": documents_for(making.content),
        "may_disclose": may(request.staff.role, "disclose"),
    }
    return render(request, "plans/papers.html", context)


@require_GET
@staff_may("see-plans")
def paper(request: StaffRequest, plan_id: UUID, name: str, suffix: str) -> HttpResponse:
    """Hand one paper to the browser, of the version asked for."""
    making = _asked(request, plan_id)
    document = DOCUMENTS.get(name)
    if document is None or suffix not in document.writers or not document.is_for(making.content):
        raise Http404
    return download(document.writers[suffix](making), file_name(document, making), suffix)


def _asked(request: StaffRequest, plan_id: UUID) -> Making:
    """The plan of the address in the version of the query; no other in its place."""
    plan = get_object_or_404(BusinessPlan.objects.visible_to(request.staff), public_id=plan_id)
    making = chosen(plan_sheet(plan), request.GET.get("version", ""))
    if making is None:
        raise Http404
    return making
