"""Priority fields（重点分野）of the next year: proposed, chosen, taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import undo
from banso.core.fiscal_year import FiscalYear
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import choose_priorities, undo_priorities
from banso.diagnosis.forms.region import PrioritiesForm
from banso.diagnosis.models import PriorityChoice
from banso.diagnosis.queries.region import Region, region_of
from banso.diagnosis.queries.region_page import choices_of
from banso.diagnosis.rules.priorities import PriorityField
from banso.diagnosis.views.asked import asked_year

_PROPOSED = 3  # filled in where nothing was chosen yet


@require_http_methods(["GET", "POST"])
@staff_may("choose-priorities")
def priorities(request: StaffRequest) -> HttpResponse:
    """Show what the shares of the year propose for the next; keep what was chosen."""
    year = asked_year(request)
    found = region_of(request.staff.organisation, year)
    choice = choices_of(request.staff.organisation, [year.next]).get(year.next)
    typed = request.POST if request.method == "POST" else None
    fields = choice.fields if choice else _proposed(found)
    form = PrioritiesForm(typed, fields=fields, version=choice.version if choice else 0)
    if form.is_valid():
        kept = _keep(request, form, year.next)
        if kept is not None:
            back = reverse("diagnosis:priorities-undo", args=[kept.public_id, kept.version])
            undo.done(request, f"{kept}を決めました。", undo_url=back)
            return redirect(_address(year))
    context = {"region": found, "year": year, "choice": choice, "form": form}
    status = 422 if form.errors else 200
    return render(request, "diagnosis/priorities.html", context, status=status)


def _keep(request: StaffRequest, form: PrioritiesForm, year: FiscalYear) -> PriorityChoice | None:
    """Keep what was chosen; a refusal goes to its place, and what was typed stays."""
    seen = form.cleaned_data["seen_version"]
    try:
        return choose_priorities(year, form.chosen(), by=request.staff, seen_version=seen)
    except EditConflict as conflict:
        form.add_error(None, f"{conflict.message}{_AGAIN}")
        form.see_the_newest()
    except RuleViolation as refusal:
        form.refuse(refusal)
    return None


_AGAIN = "上の「いまの決定」を見て、それでもよければ、もう一度保存してください。"


def _proposed(region: Region) -> list[PriorityField]:
    """The first proposals that have a sentence to stand on: it will be read outside."""
    told = [one for one in region.proposed if one.total.having][:_PROPOSED]
    if region.turnover.is_too_small:
        return [PriorityField(one.problem, one.because_now) for one in told]
    return [PriorityField(one.problem, one.because) for one in told]


def _address(year: FiscalYear) -> str:
    return f"{reverse('diagnosis:region')}?year={year.key}#priorities"


@require_POST
@staff_may("choose-priorities")
def take_back(request: StaffRequest, choice_id: UUID, version: int) -> HttpResponse:
    """Put back the choice as it was before."""
    own = PriorityChoice.objects.visible_to(request.staff)
    choice = get_object_or_404(own, public_id=choice_id)
    try:
        undo_priorities(choice, seen_version=version)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, f"{choice}を元に戻しました。")
    return redirect(_address(choice.year.previous))
