"""The owner's own page of the plan（事業計画の確認）: no account, one business, one yes."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from banso.accounts.access import open_to_all
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.figures.actions import note_use
from banso.figures.models import FigureLink
from banso.figures.views.owners_link import link_or_closed
from banso.plans.actions import confirm_by_link
from banso.plans.forms.adopting import OwnerYesForm
from banso.plans.models import PlanVersion
from banso.plans.queries.versions import read_plan, version_to_confirm

_CHANGED = "計画が新しくなりました。下の内容を確かめて、もう一度押してください。"


@never_cache
@open_to_all
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, owner_token: str) -> HttpResponse:
    """Show the owner's plan and take the yes to it; a closed link says only that it is."""
    link = link_or_closed(request, owner_token, kind="owner-plan")
    if isinstance(link, HttpResponse):
        return link
    version = version_to_confirm(link)
    form = OwnerYesForm(request.POST if request.method == "POST" else None)
    if version is not None and form.is_valid() and _said_yes(link, version, form):
        return redirect(f"{request.path}?sent=1")
    context: dict[str, object] = {
        "link": link,
        "version": version,
        "form": form,
        "is_sent": "sent" in request.GET,
    }
    if version is not None:
        if not form.is_bound:
            form.initial["number"] = version.number
        context |= {"read": read_plan(version.content, for_owner=True), "plan": version.plan}
    status = 422 if form.is_bound else 200
    return render(request, "plans/owner.html", context, status=status)


def _said_yes(link: FigureLink, version: PlanVersion, form: OwnerYesForm) -> bool:
    """Whether the yes was kept; it is to the version that was on the owner's screen."""
    if form.cleaned_data["number"] != version.number:
        posted = cast("QueryDict", form.data).copy()
        posted["number"] = str(version.number)
        form.data = posted
        form.add_error(None, _CHANGED)
        return False
    try:
        confirm_by_link(version, name=form.cleaned_data["name"], link=link)
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return False
    note_use(link)
    return True
