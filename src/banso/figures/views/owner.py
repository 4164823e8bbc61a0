"""The owner's own page（月次の入力）: no account, one business, last month; half a minute."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from banso.accounts.access import open_to_all
from banso.core import clock
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.figures import actions
from banso.figures.forms import OwnerForm
from banso.figures.models import FigureLink
from banso.figures.queries.monthly import grid_of
from banso.figures.views.owners_link import link_or_closed

_MEANWHILE = "商工会が先に同じところを直しました。下の数字を確かめて、もう一度送ってください。"


@never_cache
@open_to_all
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest, owner_token: str) -> HttpResponse:
    """Ask the owner for last month's figures; a link that is closed says only that it is."""
    link = link_or_closed(request, owner_token, kind="owner-page")
    if isinstance(link, HttpResponse):
        return link
    month = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    cells = [cell for _, row in grid_of(link.business, [month], owner=True) for cell in row]
    typed = request.POST if request.method == "POST" else None
    form = OwnerForm(typed, cells=cells)
    if form.is_valid() and _kept(link, form):
        return redirect(f"{request.path}?sent=1")
    context = {"link": link, "month": month, "form": form, "is_sent": "sent" in request.GET}
    return render(request, "figures/owner.html", context, status=422 if typed else 200)


def _kept(link: FigureLink, form: OwnerForm) -> bool:
    try:
        actions.enter_monthly_figures(link.business, form.changes(), link=link)
    except EditConflict:
        form.add_error(None, _MEANWHILE)
        return False
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return False
    actions.note_use(link)
    return True
