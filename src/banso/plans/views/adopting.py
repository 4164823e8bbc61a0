"""Adopting a plan（策定）, revising it（改訂）, its versions, and the owner's yes to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.core.uploads.kinds import FileKind
from banso.core.uploads.serving import hand_out
from banso.figures.queries.monthly import open_link_of
from banso.plans.actions import adopt_plan, confirm_version, revise_plan
from banso.plans.forms.adopting import AdoptionForm, ConfirmationForm, RevisionForm
from banso.plans.models import BusinessPlan
from banso.plans.queries import plan_sheet, versions_of
from banso.plans.queries.overview import overview_of
from banso.plans.queries.versions import read_plan
from banso.plans.views.asked import asked_plan, asked_version, frame


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def adopt(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Adopt the plan; what is odd is shown, and keeps nobody from it."""
    plan = asked_plan(request, plan_id)
    form = AdoptionForm(*_posted(request), owner=plan.business.owner_name)
    if form.is_bound and form.is_valid():
        try:
            on, yes = form.cleaned_data["on"], form.confirmed()
            adopt_plan(plan, on=on, by=request.staff, confirmed=yes)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "策定を記録しました。計画の「事業計画策定」に数えます。")
            return redirect("plans:versions", plan.public_id)
    return _deciding(request, plan, form, "plans/adopt.html")


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def revise(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Make what was changed since the last version the plan in force."""
    plan = asked_plan(request, plan_id)
    form = RevisionForm(*_posted(request), owner=plan.business.owner_name)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            revise_plan(
                plan,
                on=typed["on"],
                reason=typed["reason"],
                by=request.staff,
                confirmed=form.confirmed(),
            )
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "改訂を記録し、新しい版にしました。")
            return redirect("plans:versions", plan.public_id)
    return _deciding(request, plan, form, "plans/revise.html")


def _posted(request: StaffRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _deciding(
    request: StaffRequest, plan: BusinessPlan, form: ConfirmationForm, template: str
) -> HttpResponse:
    sheet = plan_sheet(plan)
    context = {
        **frame(request, plan, "versions"),
        "sheet": sheet,
        "overview": overview_of(sheet),
        "form": form,
        "link": open_link_of(plan.business),
    }
    return render(request, template, context, status=422 if form.errors else 200)


@require_GET
@staff_may("see-plans")
def versions(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the versions: what changed, why, and who said yes."""
    return _versions(request, asked_plan(request, plan_id))


def _versions(
    request: StaffRequest, plan: BusinessPlan, form: ConfirmationForm | None = None
) -> HttpResponse:
    owner = plan.business.owner_name
    context = {
        **frame(request, plan, "versions"),
        "versions": versions_of(plan),
        "changes": plan_sheet(plan).changes,
        "form": form or ConfirmationForm(initial={"name": owner}),
        "link": open_link_of(plan.business),
    }
    is_refused = bool(form and form.errors)
    return render(request, "plans/versions.html", context, status=422 if is_refused else 200)


@require_GET
@staff_may("see-plans")
def version(request: StaffRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Show the plan as a version kept it."""
    plan = asked_plan(request, plan_id)
    found = asked_version(plan, number)
    context = {**frame(request, plan, "versions"), "version": found}
    try:
        context["read"] = read_plan(found.content) if found.snapshot else None
    except RuleViolation as refusal:
        context["refusal"] = refusal.message
    return render(request, "plans/version.html", context)


@require_POST
@staff_may("write-plans")
def confirm(request: StaffRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Record the owner's yes to a version, given in person or on paper."""
    plan = asked_plan(request, plan_id)
    found = asked_version(plan, number)
    form = ConfirmationForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            yes = form.confirmed()
            if yes is not None:
                confirm_version(found, yes, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "事業者の確認を記録しました。")
            return redirect("plans:versions", plan.public_id)
    return _versions(request, plan, form)


@require_GET
@staff_may("see-plans")
def signature(request: StaffRequest, plan_id: UUID, number: int) -> HttpResponseBase:
    """Show the picture of the signature under a version."""
    found = asked_version(asked_plan(request, plan_id), number)
    yes = getattr(found, "confirmation", None)
    if yes is None or not yes.signature:
        raise Http404
    return hand_out(
        request,
        yes.signature,
        name="署名.jpg",
        content_type=FileKind.PICTURE.content_type,
        digest=str(yes.signature.name),
        inline=True,
    )
