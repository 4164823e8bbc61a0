"""The 事業承継計画表 of a plan of that kind."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.plans.actions import keep_succession
from banso.plans.forms.succession import SuccessionForm
from banso.plans.models import BusinessPlan
from banso.plans.queries.reading import succession_of
from banso.plans.rules.itemising import succession_in_words
from banso.plans.rules.succession_table import concerns_in
from banso.plans.views.asked import asked_plan, frame


@require_http_methods(["GET", "POST"])
@staff_may("see-plans")
def succession(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the table; keep it as typed."""
    plan = asked_plan(request, plan_id)
    if not plan.kind_of.has("succession"):
        raise Http404
    form = SuccessionForm(request.POST if request.method == "POST" else None, plan=plan)
    conflict = None
    if form.is_bound and form.is_valid() and may(request.staff.role, "write-plans"):
        seen = form.cleaned_data["seen_version"]
        try:
            keep_succession(plan, form.table(), seen_version=seen)
        except EditConflict:
            conflict = _met(form, asked_plan(request, plan_id))
        except RuleViolation as refusal:
            form.add_error(form.cell_of(refusal.field or "", refusal.message), refusal.message)
        else:
            messages.success(request, "事業承継計画表を保存しました。")
            return redirect("plans:succession", plan.public_id)
    return _page(request, plan, form, conflict)


def _page(
    request: StaffRequest,
    plan: BusinessPlan,
    form: SuccessionForm,
    conflict: dict[str, object] | None,
) -> HttpResponse:
    table = succession_of(plan)
    context = {
        **frame(request, plan, "succession"),
        "form": form,
        "concerns": concerns_in(table, plan.years) if table else (),
        "conflict": conflict,
        "draft_kind": f"plan-succession-{plan.public_id}",
    }
    status = 422 if form.errors or conflict else 200
    return render(request, "plans/succession.html", context, status=status)


def _met(form: SuccessionForm, theirs: BusinessPlan) -> dict[str, object]:
    """Which cells differ between what was saved meanwhile and what was typed."""
    kept = succession_in_words(theirs.succession)
    typed = succession_in_words(form.table().as_json())
    posted = cast("QueryDict", form.data).copy()
    posted["seen_version"] = str(theirs.version)
    form.data = posted
    return {
        "differences": [
            {"label": name, "theirs": kept.get(name, ""), "yours": typed.get(name, "")}
            for name in dict.fromkeys([*kept, *typed])
            if kept.get(name, "") != typed.get(name, "")
        ]
    }
