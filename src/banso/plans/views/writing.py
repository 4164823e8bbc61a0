"""The words of a plan（本文）: heading by heading, each saved by itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import SaidBy
from banso.plans.actions import keep_section
from banso.plans.forms.writing import SectionForm
from banso.plans.models import BusinessPlan
from banso.plans.queries.sheet import SectionLine
from banso.plans.queries.writing import said_in_analysis, section_lines
from banso.plans.views.asked import asked_plan, frame


@require_GET
@staff_may("see-plans")
def text(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show every heading with its question, its text, and what the analysis said beside it."""
    return _page(request, asked_plan(request, plan_id))


def _page(
    request: StaffRequest,
    plan: BusinessPlan,
    refused: SectionForm | None = None,
) -> HttpResponse:
    known = refused.line.section.key if refused else ""
    forms = [
        refused if refused and line.section.key == known else SectionForm(None, line=line)
        for line in section_lines(plan)
    ]
    context = {
        **frame(request, plan, "text"),
        "forms": forms,
        "said": said_in_analysis(plan),
        "refused": refused,
    }
    return render(request, "plans/text.html", context, status=422 if refused else 200)


@require_POST
@staff_may("write-plans")
def save(request: StaffRequest, plan_id: UUID, heading: str) -> HttpResponse:
    """Keep what is written under one heading."""
    plan = asked_plan(request, plan_id)
    line = _line(plan, heading)
    form = SectionForm(request.POST, line=line)
    if form.is_valid():
        typed = form.cleaned_data
        told = {"said_by": typed["said_by"] or SaidBy.OWNER, "seen_version": typed["seen_version"]}
        try:
            keep_section(plan, heading, typed["text"], **told)
        except EditConflict:
            form.conflict = _met(form, plan, heading)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _saved(request, plan, heading)
    return _answer(request, plan, form)


def _line(plan: BusinessPlan, heading: str) -> SectionLine:
    found = next((one for one in section_lines(plan) if one.section.key == heading), None)
    if found is None:
        raise Http404(heading)
    return found


def _met(form: SectionForm, plan: BusinessPlan, heading: str) -> dict[str, object]:
    """What a colleague wrote meanwhile; nothing where it was taken away again."""
    theirs = plan.sections.filter(key=heading).first()
    return form.meet(theirs) if theirs else {"differences": []}


def _saved(request: StaffRequest, plan: BusinessPlan, heading: str) -> HttpResponse:
    """The heading as it stands now, or the way back to it."""
    if request.headers.get("HX-Request"):
        form = SectionForm(None, line=_line(plan, heading))
        context = {**frame(request, plan, "text"), "form": form, "is_saved": True}
        return render(request, "plans/_section.html", context)
    messages.success(request, "保存しました。")
    return redirect(f"{reverse('plans:text', args=[plan.public_id])}#section-{heading}")


def _answer(request: StaffRequest, plan: BusinessPlan, form: SectionForm) -> HttpResponse:
    """The heading with what was typed and why it was not kept."""
    if not request.headers.get("HX-Request"):
        return _page(request, plan, form)
    context = {**frame(request, plan, "text"), "form": form}
    return render(request, "plans/_section.html", context, status=422)
