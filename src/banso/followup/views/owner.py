"""The owner's own page of the plan（わたしの計画）: no account, one business, on a phone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import open_to_all
from banso.core import clock
from banso.core.documents.blocks import pdf_of
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.core.throttle import asks_too_often
from banso.figures.actions import note_use
from banso.figures.models import FigureLink
from banso.figures.views.owners_link import closed, link_or_closed
from banso.followup import actions
from banso.followup.forms.owner import WishForm
from banso.followup.queries import OwnersItem, OwnersPlan, owners_plan
from banso.plans.documents.around import Making
from banso.plans.documents.whole import owners_whole_of
from banso.plans.queries import plan_sheet
from banso.plans.queries.versions import version_to_confirm
from banso.registry.queries import dial

MOST_WISHES, MOST_REPORTS, MOST_PAPERS = 10, 60, 20  # an hour, of one link
_OFTEN = "続けて何度も送られています。お急ぎのときは、商工会にお電話ください。"


@never_cache
@open_to_all
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest, owner_token: str) -> HttpResponse:
    """Show the owner's plan on one page and take a wish to be visited."""
    link = _link(request, owner_token, "owner-home")
    if isinstance(link, HttpResponse):
        return link
    found = owners_plan(link, clock.today())
    if found is None:
        return redirect("web:owner", owner_token)
    form = WishForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _kept(link, found, form):
        return redirect(f"{request.path}?sent=1#visit")
    context = {
        "link": link,
        "found": found,
        "form": form,
        "token": owner_token,
        "office_dial": dial(link.business.organisation.phone),
        "is_sent": "sent" in request.GET,
    }
    return render(request, "followup/owner.html", context, status=422 if form.is_bound else 200)


@never_cache
@open_to_all
@require_POST
def done(request: HttpRequest, owner_token: str) -> HttpResponse:
    """Keep that the owner says something was done, or take that back."""
    link = _link(request, owner_token, "owner-done", most=MOST_REPORTS)
    if isinstance(link, HttpResponse):
        return link
    version = version_to_confirm(link)
    item = OwnersItem(request.POST.get("kind", ""), request.POST.get("key", ""))
    decide = actions.take_report_back if "back" in request.POST else actions.report_done
    if version is not None:
        try:
            decide(version.plan, item, link=link)
        except RuleViolation:
            return redirect("web:owner-home", owner_token)  # the page shows how it stands now
        note_use(link)
    place = "measures" if item.kind == "measure" else "promises"
    return redirect(f"{reverse('web:owner-home', args=[owner_token])}#{place}")


@never_cache
@open_to_all
@require_GET
def whole(request: HttpRequest, owner_token: str) -> HttpResponse:
    """Hand the owner the whole plan as a booklet（本人控え）, as it was adopted or revised."""
    link = _link(request, owner_token, "owner-paper", most=MOST_PAPERS)
    if isinstance(link, HttpResponse):
        return link
    version = version_to_confirm(link)
    if version is None:
        raise Http404
    making = Making.of(plan_sheet(version.plan), version)
    return download(pdf_of(owners_whole_of(making)), "わたしの事業計画", "pdf")


def _link(
    request: HttpRequest, owner_token: str, kind: str, *, most: int = 60
) -> FigureLink | HttpResponse:
    """The link, or a page that says it is closed: also for a business that has closed."""
    link = link_or_closed(request, owner_token, kind=kind, most=most)
    if isinstance(link, HttpResponse):
        return link
    closure = getattr(link.business, "closure", None)
    return closed(request) if closure and closure.on <= clock.today() else link


def _kept(link: FigureLink, found: OwnersPlan, form: WishForm) -> bool:
    """Whether the wish was kept; too many in an hour are refused with what was typed."""
    if asks_too_often("owner-wish", link.pk, most=MOST_WISHES):
        form.add_error(None, _OFTEN)
        return False
    try:
        actions.ask_for_visit(found.plan, form.wish(), link=link)
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return False
    note_use(link)
    return True
