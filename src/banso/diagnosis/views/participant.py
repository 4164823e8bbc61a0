"""A participant's own pages（参加者の頁）: no account; the address is the key."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import open_to_all, told_to_script
from banso.accounts.actions import hash_token
from banso.core import clock
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.core.throttle import asks_too_often
from banso.diagnosis.actions import join_seminar
from banso.diagnosis.forms.workbooks import JoinForm
from banso.diagnosis.queries.seminars import session_by_hash, standings_of, workbook_by_hash
from banso.diagnosis.rules.seminar.pages import SUMMARY
from banso.diagnosis.views import book_steps
from banso.diagnosis.views.book_steps import Place, answer_step, shown_around

MOST_OF_A_LINK = 600  # an hour: a room of twenty people behind one link, pictures among them
MOST_GUESSES = 60  # of one address, addresses that are no link

P = ParamSpec("P")
OpenPage = Callable[..., HttpResponseBase]
OwnPage = Callable[Concatenate[HttpRequest, Place, P], HttpResponseBase]


def _asks_too_often(request: HttpRequest, kind: str, key: object) -> bool:
    if key is None:
        return asks_too_often(f"{kind}-guess", request.META.get("REMOTE_ADDR"), most=MOST_GUESSES)
    return asks_too_often(kind, key, most=MOST_OF_A_LINK)


def _closed(request: HttpRequest, title: str, advice: str, status: int) -> HttpResponse:
    context = {"title": title, "advice": advice}
    return render(request, "diagnosis/seminar/shut.html", context, status=status)


def _wait(request: HttpRequest) -> HttpResponse:
    advice = "しばらくしてから、もう一度開いてください。書いたものは残っています。"
    return _closed(request, "少しお待ちください", advice, HTTPStatus.TOO_MANY_REQUESTS)


def _no_link(request: HttpRequest) -> HttpResponse:
    advice = "アドレスが途中で切れているか、期限が過ぎています。商工会に声をかけてください。"
    return _closed(request, "このリンクは使えません", advice, HTTPStatus.NOT_FOUND)


@never_cache
@open_to_all
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, join_token: str) -> HttpResponse:
    """Ask who joins, say what for, and lead on to the participant's own page."""
    session = session_by_hash(hash_token(join_token))
    if _asks_too_often(request, "seminar", session and session.pk):
        return _wait(request)
    if session is None:
        return _no_link(request)
    if not session.is_open(clock.today()):
        advice = "参加した人は、自分のページのアドレスから、書いたものを見られます。"
        return _closed(request, "受付は終わりました", advice, HTTPStatus.GONE)
    form = JoinForm(request.POST if request.method == "POST" else None, session=session)
    if form.is_valid():
        try:
            _, token = join_seminar(form.workbook(), entry_key=form.key)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("web:workbook", token)
    context = {"session": session, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/seminar/join.html", context, status=status)


def _own(page: OwnPage[P]) -> OpenPage:
    """Open the page to whoever holds the workbook's link, so often an hour and until it expires."""

    @wraps(page)
    def opened(
        request: HttpRequest, workbook_token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        workbook = workbook_by_hash(hash_token(workbook_token))
        if _asks_too_often(request, "workbook", workbook and workbook.pk):
            return _wait(request)
        if workbook is None:
            return _no_link(request)
        answer = page(request, Place(workbook, workbook_token), *args, **kwargs)
        return told_to_script(request, answer)

    return never_cache(open_to_all(cast("OpenPage", opened)))


@require_GET
@_own
def start(request: HttpRequest, place: Place) -> HttpResponse:
    """The participant's own page: keep this address, and the steps."""
    blank = [one for one in standings_of(place.workbook) if not one.is_begun]
    context = {
        **shown_around(place, ""),
        "address": request.build_absolute_uri(request.path),
        "coming": blank[0] if blank else None,
        "coming_url": place.step_url(blank[0].step if blank else SUMMARY),
    }
    return render(request, "diagnosis/seminar/start.html", context)


@require_http_methods(["GET", "POST"])
@_own
def step(request: HttpRequest, place: Place, step: str) -> HttpResponse:
    """One step, shown or kept."""
    return answer_step(request, place, step)


@require_POST
@_own
def take_back(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the request for an individual analysis back."""
    return book_steps.take_back(request, place)


@require_GET
@_own
def one_page(request: HttpRequest, place: Place) -> HttpResponse:
    """My one page as PDF."""
    del request
    return book_steps.one_page(place)


@require_GET
@_own
def radar(request: HttpRequest, place: Place) -> HttpResponse:
    """The radar of my figures."""
    del request
    return book_steps.radar(place)


@require_GET
@_own
def who(request: HttpRequest, place: Place) -> HttpResponse:
    """Tell a script that is about to send a draft whose page it is, with a token good now."""
    writer = f"workbook-{place.workbook.public_id}"
    return JsonResponse({"writer": writer, "token": get_token(request)})
