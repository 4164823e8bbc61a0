"""Plans（事業計画）: listed, begun, looked over, thrown away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock, undo
from banso.core.fiscal_year import FiscalYear
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.plans.actions import bring_back_plan, discard_plan, keep_plan_facts, open_plan
from banso.plans.forms.plans import FactsForm, PlanFilter, PlanForm, ReasonForm
from banso.plans.models import BusinessPlan
from banso.plans.queries import analysed_without_plan, plan_sheet, plans_for, plans_of
from banso.plans.queries.measures import gantt_of
from banso.plans.queries.numbers import moved_since_kept
from banso.plans.queries.overview import beginnings_of, next_steps, overview_of, year_so_far
from banso.plans.rules.kinds import kinds
from banso.plans.views.asked import asked_business, asked_plan, asked_source, frame
from banso.registry.following import follow_merges

PAGE = 50
MOST_READY = 10


@require_GET
@staff_may("see-plans")
def listing(request: StaffRequest) -> HttpResponse:
    """List plans, and businesses that were analysed and have none yet."""
    asked = PlanFilter(request.GET)
    page = Paginator(plans_for(request.staff, asked.choice()), PAGE).get_page(
        request.GET.get("page")
    )
    ready = analysed_without_plan(request.staff)
    context = {
        "form": asked,
        "words": asked.in_words(),
        "page": page,
        "lines": next_steps(page.object_list),
        "ready": ready if request.GET.get("ready") == "all" else ready[:MOST_READY],
        "ready_count": ready.count(),
        "so_far": year_so_far(request.staff, FiscalYear.of(clock.today())),
        "may_write": may(request.staff.role, "write-plans"),
    }
    return render(request, "plans/list.html", context)


@require_GET
@staff_may("see-plans")
@follow_merges
def of_business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show the plans of one business, and the way to the next."""
    business = asked_business(request, business_id)
    context = {
        "business": business,
        "rows": plans_of(business, request.staff),
        "may_write": may(request.staff.role, "write-plans"),
    }
    return render(request, "plans/of_business.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def begin(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Begin a plan, from an analysis or without."""
    business = asked_business(request, business_id)
    source = asked_source(request, business)
    found = beginnings_of(business, request.staff, source)
    posted = request.POST if request.method == "POST" else None
    form = PlanForm(posted, initial=found.proposal)
    if form.is_valid():
        try:
            facts = form.facts(business.name)
            plan = open_plan(business, facts, by=request.staff, diagnosis=source)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("plans:detail", plan.public_id)
    context = {"business": business, "form": form, "found": found, "kinds": kinds().values()}
    return render(request, "plans/begin.html", context, status=422 if form.errors else 200)


@require_GET
@staff_may("see-plans")
def overview(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan at a glance: what is still odd, measures, three figures, KPI."""
    return _overview(request, plan_id)


def _overview(
    request: StaffRequest, plan_id: UUID, form: ReasonForm | None = None, refusal: str = ""
) -> HttpResponse:
    plan = asked_plan(request, plan_id)
    sheet = plan_sheet(plan)
    context = {
        **frame(request, plan, "detail"),
        "sheet": sheet,
        "overview": overview_of(sheet),
        "gantt": gantt_of(plan, sheet.measures),
        "discarding": form or ReasonForm(),
        "refusal": refusal,
    }
    is_refused = bool(refusal or (form and form.errors))
    return render(request, "plans/detail.html", context, status=422 if is_refused else 200)


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def facts(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Change title and period."""
    plan = asked_plan(request, plan_id)
    form = FactsForm(request.POST if request.method == "POST" else None, plan=plan)
    conflict = None
    if form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            kept = keep_plan_facts(plan, form.facts(), seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_plan(request, plan_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            _say_kept(request, kept)
            return redirect("plans:detail", plan.public_id)
    context = {**frame(request, plan, "detail"), "form": form, "conflict": conflict}
    status = 422 if form.errors or conflict else 200
    return render(request, "plans/facts.html", context, status=status)


def _say_kept(request: StaffRequest, plan: BusinessPlan) -> None:
    """Say that title and period are kept, and what another first day makes of the figures."""
    messages.success(request, "題名と期間を保存しました。")
    moved = moved_since_kept(plan)
    if moved:
        messages.warning(request, f"{moved}「数値計画」を開いて、確かめて保存してください。")


@require_POST
@staff_may("write-plans")
def discard(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Throw a draft away; one press brings it back."""
    plan = asked_plan(request, plan_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            discard_plan(plan, by=request.staff, reason=form.cleaned_data["reason"])
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            back = reverse("plans:bring-back", args=[plan.public_id])
            undo.done(request, f"「{plan.title}」を破棄しました。", undo_url=back)
            return redirect("plans:of-business", plan.business.public_id)
    return _overview(request, plan_id, form)


@require_POST
@staff_may("write-plans")
def bring_back(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Take the throwing away back."""
    plan = asked_plan(request, plan_id)
    try:
        bring_back_plan(plan)
    except RuleViolation as refusal:
        return _overview(request, plan_id, refusal=refusal.message)
    messages.success(request, "破棄を取り消しました。")
    return redirect("plans:detail", plan.public_id)
