"""The door to every page of an owner（事業者のリンク）: the token, how often, and a closed page."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.accounts.actions import hash_token
from banso.core.throttle import asks_too_often
from banso.figures.models import FigureLink
from banso.figures.queries.monthly import link_by_hash

MOST_AN_HOUR = 60  # of one link; of one address, addresses that are no link


def link_or_closed(
    request: HttpRequest, owner_token: str, *, kind: str, most: int = MOST_AN_HOUR
) -> FigureLink | HttpResponse:
    """The link that the token opens, or the page that says it is closed, whatever the reason.

    ``kind`` names the page: each is counted by itself.
    """
    link = link_by_hash(hash_token(owner_token))
    who = request.META.get("REMOTE_ADDR") if link is None else link.pk
    if asks_too_often(kind, who, most=most):
        return closed(request, "しばらくしてから、もう一度開いてください。", status=429)
    return closed(request) if link is None else link


def closed(
    request: HttpRequest,
    advice: str = "商工会に、新しいリンクを頼んでください。",
    *,
    status: int = HTTPStatus.NOT_FOUND,
) -> HttpResponse:
    """A page that tells nobody anything but that the link opens nothing now."""
    title = "このリンクは使えません" if status == HTTPStatus.NOT_FOUND else "少しお待ちください"
    context = {"title": title, "advice": advice}
    return render(request, "figures/owner_closed.html", context, status=status)
