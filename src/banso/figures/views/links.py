"""The owner's link（月次の入力リンク）: made and shown once, handed over on paper, revoked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.actions import hash_token
from banso.core import clock
from banso.core.documents.downloads import download
from banso.figures import actions
from banso.figures.documents.link_slip import LinkHandedOver
from banso.figures.models import FigureLink
from banso.figures.views.statements import asked_business


@require_POST
@never_cache
@staff_may("enter-figures")
def make_link(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Make the owner's link and show it once; the one before opens nothing any more."""
    business = asked_business(request, business_id)
    issued = actions.issue_link(business, by=request.staff)
    context = {
        "business": business,
        "link": issued.link,
        "token": issued.token,
        "handed": _handed(request, issued.link, issued.token),
    }
    return render(request, "figures/link.html", context)


@require_POST
@never_cache
@sensitive_post_parameters("token")
@staff_may("enter-figures")
def slip(request: StaffRequest, link_id: UUID) -> HttpResponse:
    """Print the slip of a link that was just made; its token comes in the body, never in a URL."""
    link = _asked_link(request, link_id)
    token = request.POST.get("token", "")
    in_force = FigureLink.objects.in_force(clock.today()).filter(pk=link.pk).exists()
    if not in_force or not constant_time_compare(hash_token(token), link.token_hash):
        raise Http404
    return download(_handed(request, link, token).pdf(), f"入力リンク_{link.business.name}", "pdf")


@require_POST
@staff_may("enter-figures")
def revoke(request: StaffRequest, link_id: UUID) -> HttpResponse:
    """Let the owner's link open nothing any more."""
    link = _asked_link(request, link_id)
    actions.revoke_link(link, by=request.staff)
    messages.success(request, "入力リンクを使えなくしました。")
    return redirect("figures:monthly", link.business.public_id)


def _handed(request: StaffRequest, link: FigureLink, token: str) -> LinkHandedOver:
    url = request.build_absolute_uri(reverse("web:owner", args=[token]))
    return LinkHandedOver(link, url, request.staff.organisation)


def _asked_link(request: StaffRequest, link_id: UUID) -> FigureLink:
    rows = FigureLink.objects.visible_to(request.staff).select_related("business")
    return get_object_or_404(rows, public_id=link_id)
