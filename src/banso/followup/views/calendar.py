"""One's own calendar（カレンダーで見る）: an address to subscribe to, shown once, and the feed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from banso.accounts.access import StaffRequest, open_to_all, staff_may
from banso.accounts.actions import hash_token
from banso.core import clock
from banso.core.documents.codes import qr_picture
from banso.core.throttle import asks_too_often
from banso.followup import actions
from banso.followup.forms.calendar import FeedForm
from banso.followup.queries.calendar import events_of, feed_by_hash, feed_of
from banso.followup.rules.ical import feed as written

MOST_AN_HOUR = 120  # of one feed, which several devices read; of one address that guesses
_CLOSED = (
    "このカレンダーのアドレスは閉じています。カレンダーから外し、新しいアドレスを作ってください。"
)
_OFTEN = "続けて何度も読まれています。しばらくしてから読んでください。"


@require_GET
@staff_may("see-follow-up")
def calendar(request: StaffRequest) -> HttpResponse:
    """Show whether one's calendars read the visits, and what they are told."""
    feed = feed_of(request.staff)
    first = {"with_names": feed.with_names, "with_promises": feed.with_promises} if feed else {}
    context = {"feed": feed, "form": FeedForm(initial=first)}
    return render(request, "followup/calendar.html", context)


@require_POST
@never_cache
@staff_may("see-follow-up")
def make(request: StaffRequest) -> HttpResponse:
    """Make the address and show it once; the one before opens nothing any more."""
    form = FeedForm(request.POST)
    form.is_valid()  # boxes alone: nothing to refuse
    issued = actions.make_feed(request.staff, **form.cleaned_data)
    url = request.build_absolute_uri(reverse("web:calendar-feed", args=[issued.token]))
    subscribed = f"webcal://{url.partition('://')[2]}"
    context = {
        "feed": issued.feed,
        "url": url,
        "subscribed": subscribed,
        "picture": qr_picture(subscribed),
    }
    return render(request, "followup/calendar_made.html", context)


@require_POST
@staff_may("see-follow-up")
def choose(request: StaffRequest) -> HttpResponse:
    """Change what the calendars are told; the address stays."""
    form = FeedForm(request.POST)
    form.is_valid()
    actions.choose_for_feed(request.staff, **form.cleaned_data)
    messages.success(request, "入れるものを変えました。カレンダーが次に読んだときに変わります。")
    return redirect("followup:calendar")


@require_POST
@staff_may("see-follow-up")
def close(request: StaffRequest) -> HttpResponse:
    """Let the address open nothing any more."""
    actions.close_feed(request.staff)
    messages.success(request, "配信を閉じました。カレンダーの側でも、登録を外してください。")
    return redirect("followup:calendar")


@never_cache
@open_to_all
@require_safe
def ics(request: HttpRequest, calendar_token: str) -> HttpResponse:
    """The visits to come as calendars read them; a closed address says only that it is."""
    feed = feed_by_hash(hash_token(calendar_token))
    who = request.META.get("REMOTE_ADDR") if feed is None else feed.pk
    if asks_too_often("calendar-feed", who, most=MOST_AN_HOUR):
        return _plain(_OFTEN, status=429)
    if feed is None:
        return _plain(_CLOSED, status=404)
    title = f"{feed.staff.person.name}の訪問の予定"
    events = events_of(feed, clock.today())
    text = written(events, title=title, stamp=clock.now(), with_names=feed.with_names)
    actions.note_reading(feed)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="banso.ics"'
    return answer


def _plain(words: str, *, status: int) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
