"""The figures of a plan（数値計画）: assumptions written, results at once."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.plans.actions import begin_numbers_anew, keep_numbers
from banso.plans.forms.number_groups import open_groups, refused_group
from banso.plans.forms.numbers import NumbersForm
from banso.plans.models import BusinessPlan
from banso.plans.queries.beginning import newest_statement
from banso.plans.queries.number_groups import glance, group_sums
from banso.plans.queries.numbers import Results, assumptions_of, moved_since_kept, results_for
from banso.plans.rules.itemising import numbers_in_words
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.checking import refuse_assumptions
from banso.plans.rules.numbers.keeping import assumptions_as_json
from banso.plans.rules.numbers.reckoning import Reckoned, reckon
from banso.plans.views.asked import asked_plan, frame
from banso.plans.views.months import months_of

_MOST_DIGITS = 9


def _year(request: StaffRequest) -> int:
    asked = request.POST.get("months_of") or request.GET.get("year") or "1"
    return int(asked) if asked in {"1", "2", "3", "4", "5"} else 1


def _seen(request: StaffRequest) -> int:
    """The version that was on the screen; 0, which nothing has, where it cannot be read."""
    typed = request.POST.get("seen_version", "")
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else 0


@require_http_methods(["GET", "POST"])
@staff_may("see-plans")
def numbers(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the assumptions and what follows from them; keep them as typed."""
    plan = asked_plan(request, plan_id)
    given = assumptions_of(plan)
    posted = request.POST if request.method == "POST" else None
    form, conflict = NumbersForm(posted, given=given, version=plan.version), None
    if form.is_bound and form.is_valid() and may(request.staff.role, "write-plans"):
        try:
            given = form.assumptions()
            keep_numbers(plan, given, seen_version=form.cleaned_data["seen_version"])
        except EditConflict:
            conflict = _met(form, asked_plan(request, plan_id), given)
        except RuleViolation as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "数値計画を保存しました。")
            return redirect("plans:numbers", plan.public_id)
    return _page(request, plan, given, form, conflict)


def _met(form: NumbersForm, theirs: BusinessPlan, mine: Assumptions) -> dict[str, object]:
    """Which results differ between what was saved meanwhile and what was typed."""
    kept, typed = numbers_in_words(theirs.numbers), numbers_in_words(assumptions_as_json(mine))
    posted = cast("QueryDict", form.data).copy()
    posted["seen_version"] = str(theirs.version)
    form.data = posted
    return {
        "differences": [
            {"label": name, "theirs": kept.get(name, ""), "yours": words}
            for name, words in typed.items()
            if kept.get(name) != words
        ]
    }


def _page(
    request: StaffRequest,
    plan: BusinessPlan,
    given: Assumptions,
    form: NumbersForm,
    conflict: dict[str, object] | None = None,
) -> HttpResponse:
    results = results_for(given, plan.kind, _year(request))
    context = {
        **frame(request, plan, "numbers"),
        **_drawn(plan, form, results),
        "has_accounts": newest_statement(plan.business) is not None,
        "conflict": conflict,
    }
    status = 422 if form.errors or conflict else 200
    return render(request, "plans/numbers.html", context, status=status)


def _drawn(plan: BusinessPlan, form: NumbersForm, results: Results) -> dict[str, object]:
    """The form with its groups and months, and what follows from it."""
    is_kept = bool(plan.numbers)
    return {
        "form": form,
        "results": results,
        "sums": group_sums(results.found),
        "glance": glance(results.found, _kept(plan)),
        "open_groups": open_groups(form, is_kept=is_kept),
        "refused_group": refused_group(form),
        "is_kept": is_kept,
        "moved": moved_since_kept(plan),
        "draft_kind": f"plan-numbers-{plan.public_id}",
        **months_of(plan, form),
    }


def _kept(plan: BusinessPlan) -> Reckoned | None:
    """What the saved assumptions give; ``None`` where none were saved."""
    return reckon(assumptions_of(plan)) if plan.numbers else None


@require_POST
@staff_may("write-plans")
def try_out(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show what would follow from what stands in the form now; nothing is kept."""
    plan = asked_plan(request, plan_id)
    form = NumbersForm(request.POST, given=assumptions_of(plan), version=plan.version)
    refusal, results = "", None
    if form.is_valid():
        try:
            given = form.assumptions()
            results = results_for(given, plan.kind, _year(request))
            refuse_assumptions(given)
        except RuleViolation as refused:
            refusal = refused.message
    context = {
        "plan": plan,
        "results": results,
        "sums": group_sums(results.found) if results else {},
        "glance": glance(results.found, _kept(plan)) if results else (),
        "form": form,
        "refusal": refusal,
        "is_tried": True,
        "may_write": True,
        **months_of(plan, form),
    }
    return render(request, "plans/_results.html", context)


@require_POST
@staff_may("write-plans")
def anew(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Begin the figures again from the newest accounts."""
    plan = asked_plan(request, plan_id)
    try:
        begin_numbers_anew(plan, seen_version=_seen(request))
    except RuleViolation as refusal:
        form = NumbersForm(None, given=assumptions_of(plan), version=plan.version)
        context = {
            **frame(request, plan, "numbers"),
            **_drawn(plan, form, results_for(form.given, plan.kind, 1)),
            "refusal": refusal.message,
        }
        return render(request, "plans/numbers.html", context, status=422)
    messages.success(request, "決算の数字から作り直しました。")
    return redirect("plans:numbers", plan.public_id)
