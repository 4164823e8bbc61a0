"""What the calendars of a member of staff are told: visits to come, and promises where chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.followup.models import CalendarFeed
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans
from banso.followup.rules.ical import Event
from banso.records.models import Promise
from banso.registry.models import Business

PROMISE = "約束の期日"
_MOST_PROMISES = 500


def feed_of(staff: Staff) -> CalendarFeed | None:
    """The feed of one's own; ``None`` without one."""
    return CalendarFeed.objects.filter(staff=staff).first()


def feed_by_hash(token_hash: str) -> CalendarFeed | None:
    """The feed under that hash whose owner still works here and may see visits."""
    rows = CalendarFeed.objects.filter(token_hash=token_hash, staff__in=Staff.objects.active())
    feed = rows.select_related("staff__person", "staff__organisation").first()
    return feed if feed and may(feed.staff.role, "see-follow-up") else None


def events_of(feed: CalendarFeed, day: date) -> list[Event]:
    """The next visit of every plan of one's own firms, by day. Twelve queries at most.

    A visit stands on the day agreed on, else on the day by which it is due; one that is late on
    ``day``. Promises are those one is to keep oneself.
    """
    staff = feed.staff
    plans = followed_plans(staff.organisation, day).filter(business__adviser=staff)
    follows = follows_of(plans, rules_of(staff.organisation), day)
    events = [event for one in follows if (event := _visit(one, day)) is not None]
    if feed.with_promises:
        events += _promises(staff, day)
    return sorted(events, key=lambda event: (event.on, event.uid))


def _visit(follow: Follow, day: date) -> Event | None:
    on = _day_of(follow, day)
    if on is None:
        return None
    plan, business = follow.plan, follow.business
    # the visit after that one: the same however its day moves, and another once it was made
    since = follow.standing.last_visit or follow.standing.adopted_on
    return Event(
        uid=f"visit-{plan.public_id}-{since:%Y%m%d}@banso",
        on=on,
        name=business.name,
        details=_details(follow, business),
        address=business.address,
    )


def _day_of(follow: Follow, day: date) -> date | None:
    planned = follow.sheet.planned_on if follow.sheet else None
    if planned is not None and (planned >= day or follow.due is None):
        return planned
    return max(follow.due.on, day) if follow.due else None


def _details(follow: Follow, business: Business) -> str:
    """Why, and where to ring; of the facts that decide the rhythm nothing."""
    because = follow.due.because if follow.due else ""
    phone = f"電話 {business.phone}" if business.phone else ""
    return "\n".join(filter(None, (because, phone)))


def _promises(staff: Staff, day: date) -> Iterator[Event]:
    """Promises one is to keep, a late one on ``day``; of a confidential one only that it is."""
    rows = Promise.objects.unkept().filter(keeper=staff, due_on__isnull=False)
    for row in rows.select_related("record__business", "record__confidence")[:_MOST_PROMISES]:
        if row.due_on is None:
            continue
        is_secret = row.record.is_confidential
        firm = "" if is_secret else f"{row.record.business.name}　"
        yield Event(
            uid=f"promise-{row.public_id}@banso",
            on=max(row.due_on, day),
            name=f"{firm}{row.in_a_list}",
            discreet=PROMISE,
        )
