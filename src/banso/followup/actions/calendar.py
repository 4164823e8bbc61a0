"""Decisions about the address that a member of staff's calendars read（予定の配信）."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from banso.accounts.actions import hash_token
from banso.accounts.models import Staff
from banso.core import clock
from banso.followup.models import CalendarFeed

_NOTED_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class IssuedFeed:
    """A feed and its token, which is shown once and kept nowhere."""

    feed: CalendarFeed
    token: str


@transaction.atomic
def make_feed(staff: Staff, *, with_names: bool, with_promises: bool) -> IssuedFeed:
    """Make the address for one's own calendars; the one before opens nothing any more."""
    Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    close_feed(staff)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        staff=staff,
        token_hash=hash_token(token),
        with_names=with_names,
        with_promises=with_promises,
        made_at=clock.now(),
    )
    return IssuedFeed(feed, token)


@transaction.atomic
def choose_for_feed(staff: Staff, *, with_names: bool, with_promises: bool) -> None:
    """Change what the calendars are told; the address stays. The same again changes nothing."""
    for feed in CalendarFeed.objects.select_for_update().filter(staff=staff):
        if (feed.with_names, feed.with_promises) != (with_names, with_promises):
            feed.with_names, feed.with_promises = with_names, with_promises
            feed.save_edit(seen_version=feed.version)


@transaction.atomic
def close_feed(staff: Staff) -> None:
    """Let the address open nothing any more; asking again changes nothing."""
    for feed in CalendarFeed.objects.filter(staff=staff):
        feed.delete()


def note_reading(feed: CalendarFeed) -> None:
    """Note when a calendar read it last, every ten minutes at most; this is no edit."""
    now = clock.now()
    old = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _NOTED_EVERY)
    CalendarFeed.objects.filter(old, pk=feed.pk).update(last_used_at=now)
