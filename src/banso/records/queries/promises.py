"""Promises on both sides（約束）: what is due, what was kept or dropped, and why it is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era, in_era_day
from banso.records.models import Dropping, Fulfilment, Promise, PromiseQuerySet
from banso.records.queries.distances import days_late, distance
from banso.registry.models import Business
from banso.registry.queries.describing import dial, readable

AHEAD = timedelta(days=7)  # how far the near days reach（7日以内）


@dataclass(frozen=True, slots=True)
class DuePromise:
    """One promise（約束） with the words a list needs; ``days_late`` is 0 while there is time.

    ``closed_on`` is the day it was kept, or dropped for the reason ``dropped_for``.
    """

    public_id: UUID
    record_id: UUID
    business_id: UUID
    business_name: str
    side: str
    side_label: str
    what: str
    due_on: date | None
    keeper_name: str
    made_on: date
    days_late: int
    occasion: str
    standing: str
    phone: str = ""
    phone_url: str = ""
    kept_on: date | None = None
    dropped_on: date | None = None
    dropped_for: str = ""
    closed_by: str = ""

    @property
    def reason(self) -> str:
        """On what occasion it was made, and how it stands today."""
        return f"{self.occasion}で約束。{self.standing}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without it being kept."""
        return self.days_late > 0

    @property
    def closed_on(self) -> date | None:
        """The day it was kept or dropped; ``None`` while it is open."""
        return self.kept_on or self.dropped_on

    @property
    def is_ours(self) -> bool:
        """Whether the office promised it."""
        return self.side == Promise.Side.OURS


def open_promises(business: Business, staff: Staff) -> list[DuePromise]:
    """The firm's promises not yet kept, on both sides, the most urgent first."""
    rows = Promise.objects.visible_to(staff).unkept().filter(record__business=business)
    return _told(rows)


def due_promises(staff: Staff, *, by: date) -> list[DuePromise]:
    """The promises this person has to see to that fall due by ``by``, the most urgent first.

    Ours when they are the keeper; the firm's when they recorded it or are in charge of the firm.
    """
    return _told(promises_of(staff).unkept().due_by(by))


def promises_of(staff: Staff) -> PromiseQuerySet:
    """Promises this person keeps, or whose keeping by the firm they follow."""
    return Promise.objects.visible_to(staff).filter(_seen_to_by(staff))


def _seen_to_by(staff: Staff) -> Q:
    followed = Q(record__recorded_by=staff) | Q(record__business__adviser=staff)
    return Q(keeper=staff) | (Q(side=Promise.Side.THEIRS) & followed)


def _told(promises: PromiseQuerySet) -> list[DuePromise]:
    return [tell(promise) for promise in _with_names(promises)]


def _with_names(promises: PromiseQuerySet) -> PromiseQuerySet:
    return promises.select_related(
        "record__business",
        "record__confidence",
        "keeper__person",
        "fulfilment__confirmed_by__person",
        "dropping__confirmed_by__person",
    )


class PromiseState(models.TextChoices):
    """How promises stand today, as the list is asked for them."""

    OPEN = "open", "未了"
    LATE = "late", "期日超過"
    WEEK = "week", "7日以内"
    COMING = "coming", "これから"
    KEPT = "kept", "完了"
    DROPPED = "dropped", "取りやめ"


@dataclass(frozen=True, slots=True)
class PromiseChoice:
    """Which promises are asked for; what is left empty does not narrow.

    ``whose`` is the colleague who keeps them or follows the firm's; ``words`` are looked for in
    the promise and in the ways to find its firm.
    """

    whose: Staff | None = None
    side: str = ""
    state: PromiseState = PromiseState.OPEN
    words: str = ""
    business: Business | None = None


def promises_asked(staff: Staff, choice: PromiseChoice) -> PromiseQuerySet:
    """The promises asked for: open ones by their day, closed ones the latest first."""
    rows = Promise.objects.visible_to(staff)
    if choice.whose:
        rows = rows.filter(_seen_to_by(choice.whose))
    if choice.side:
        rows = rows.filter(side=choice.side)
    if choice.business:
        rows = rows.filter(record__business=choice.business)
    return _with_names(_worded(_standing_as(rows, choice.state), staff, choice.words))


def _standing_as(rows: PromiseQuerySet, state: PromiseState) -> PromiseQuerySet:
    """Narrow to the promises that stand so today, in the order a list shows them."""
    if state == PromiseState.LATE:
        return rows.overdue()
    if state == PromiseState.WEEK:
        return rows.coming().due_by(clock.today() + AHEAD)
    if state == PromiseState.COMING:
        return rows.coming()
    if state == PromiseState.KEPT:
        return rows.kept().order_by("-fulfilment__on", "-pk")
    if state == PromiseState.DROPPED:
        return rows.dropped().order_by("-dropping__on", "-pk")
    return rows.unkept()


def _worded(rows: PromiseQuerySet, staff: Staff, words: str) -> PromiseQuerySet:
    """Narrow to promises of firms found by the words, or in which every word occurs."""
    if not words:
        return rows
    text = Q()
    for word in words.split():
        text &= Q(what__icontains=word)
    firms = Business.objects.visible_to(staff).matching(words).order_by()
    return rows.filter(Q(record__business__in=firms.values("pk")) | text)


def kept_promises(business: Business, staff: Staff, *, since: date) -> list[DuePromise]:
    """The firm's promises kept on ``since`` or later, on both sides, the latest first."""
    rows = Promise.objects.visible_to(staff).kept().filter(record__business=business)
    return _told(rows.filter(fulfilment__on__gte=since).order_by("-fulfilment__on", "-pk"))


def named_promise(staff: Staff, promise_id: UUID) -> Promise | None:
    """One promise the asker may see, with what ``tell`` reads; ``None`` when there is none."""
    rows = Promise.objects.visible_to(staff).filter(public_id=promise_id)
    return _with_names(rows).first()


def tell(promise: Promise, *, openly: bool = False) -> DuePromise:
    """A promise row as words. Reads ``record.business``, ``keeper.person`` and what closed it.

    What a confidential record's promise says, and why it was dropped, is told ``openly`` on the
    record's own page only.
    """
    record = promise.record
    kept, dropped = getattr(promise, "fulfilment", None), getattr(promise, "dropping", None)
    closed = kept or dropped
    is_shut = record.is_confidential and not openly
    why = "" if dropped is None else "内密" if is_shut else dropped.reason
    return DuePromise(
        public_id=promise.public_id,
        record_id=record.public_id,
        business_id=record.business.public_id,
        business_name=record.business.name,
        side=promise.side,
        side_label=promise.get_side_display(),
        what=promise.what if openly else promise.in_a_list,
        due_on=promise.due_on,
        keeper_name=promise.keeper.person.name if promise.keeper else "",
        made_on=record.on,
        days_late=0 if closed else days_late(promise.due_on),
        occasion=f"{in_era(record.on)}の{record.get_kind_display()}",
        standing=_standing(promise.due_on, kept, dropped, why),
        phone=readable(record.business.phone),
        phone_url=dial(record.business.phone),
        kept_on=kept.on if kept else None,
        dropped_on=dropped.on if dropped else None,
        dropped_for=why,
        closed_by=closed.confirmed_by.person.name if closed else "",
    )


def _standing(
    due_on: date | None, kept: Fulfilment | None, dropped: Dropping | None, why: str
) -> str:
    """How the promise stands today, in words."""
    if kept:
        return f"{in_era_day(kept.on)}に完了しました。"
    if dropped:
        return f"{in_era_day(dropped.on)}に取りやめました（{why}）。"
    return distance("期日", due_on) if due_on else "期日は決めていません。"
