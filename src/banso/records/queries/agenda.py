"""What has to be done next, and why: promises on both sides, contacts planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era, in_era_day
from banso.records.models import Promise, PromiseQuerySet, SupportRecord
from banso.registry.models import Business
from banso.registry.queries.describing import dial, readable


@dataclass(frozen=True, slots=True)
class DuePromise:
    """One promise（約束） with the words a list needs; ``days_late`` is 0 while there is time."""

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
    kept_by: str = ""

    @property
    def reason(self) -> str:
        """On what occasion it was made, and how it stands today."""
        return f"{self.occasion}で約束。{self.standing}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without it being kept."""
        return self.days_late > 0

    @property
    def is_ours(self) -> bool:
        """Whether the office promised it."""
        return self.side == Promise.Side.OURS


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """A contact planned in a firm's latest record（次回の予定）, and not yet made."""

    record_id: UUID
    business_id: UUID
    business_name: str
    due_on: date
    purpose: str
    last_on: date
    days_late: int
    reason: str

    @property
    def is_late(self) -> bool:
        """Whether the planned day has passed."""
        return self.days_late > 0


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
    followed = Q(record__recorded_by=staff) | Q(record__business__adviser=staff)
    mine = Q(keeper=staff) | (Q(side=Promise.Side.THEIRS) & followed)
    return Promise.objects.visible_to(staff).filter(mine)


def _told(promises: PromiseQuerySet) -> list[DuePromise]:
    return [tell(promise) for promise in _with_names(promises)]


def _with_names(promises: PromiseQuerySet) -> PromiseQuerySet:
    return promises.select_related(
        "record__business",
        "record__confidence",
        "keeper__person",
        "fulfilment__confirmed_by__person",
    )


@dataclass(frozen=True, slots=True)
class PromiseChoice:
    """Which promises are asked for: whose, of which side and firm, open or kept."""

    mine: bool = False
    side: str = ""
    kept: bool = False
    business: Business | None = None


def promises_asked(staff: Staff, choice: PromiseChoice) -> PromiseQuerySet:
    """The promises asked for: open ones by their day, kept ones the latest first."""
    rows = promises_of(staff) if choice.mine else Promise.objects.visible_to(staff)
    if choice.side:
        rows = rows.filter(side=choice.side)
    if choice.business:
        rows = rows.filter(record__business=choice.business)
    if choice.kept:
        rows = rows.standing().filter(fulfilment__isnull=False).order_by("-fulfilment__on", "-pk")
    else:
        rows = rows.unkept()
    return _with_names(rows)


def named_promise(staff: Staff, promise_id: UUID) -> Promise | None:
    """One promise the asker may see, with what ``tell`` reads; ``None`` when there is none."""
    rows = Promise.objects.visible_to(staff).filter(public_id=promise_id)
    return _with_names(rows).first()


def tell(promise: Promise, *, openly: bool = False) -> DuePromise:
    """A promise row as words. Reads ``record.business``, ``keeper.person`` and ``fulfilment``.

    What a confidential record's promise says is told ``openly`` on the record's own page only.
    """
    record = promise.record
    kept = getattr(promise, "fulfilment", None)
    late = 0 if kept else _days_late(promise.due_on)
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
        days_late=late,
        occasion=f"{in_era(record.on)}の{record.get_kind_display()}",
        standing=_standing(promise),
        phone=readable(record.business.phone),
        phone_url=dial(record.business.phone),
        kept_on=kept.on if kept else None,
        kept_by=kept.confirmed_by.person.name if kept else "",
    )


def _standing(promise: Promise) -> str:
    """How the promise stands today, in words."""
    if hasattr(promise, "fulfilment"):
        return f"{in_era_day(promise.fulfilment.on)}に完了しました。"
    if promise.due_on is None:
        return "期日は決めていません。"
    return _distance("期日", promise.due_on)


def _distance(noun: str, day: date) -> str:
    days = (day - clock.today()).days
    if days < 0:
        return f"{noun}を{-days}日過ぎています。"
    return f"{noun}は今日です。" if days == 0 else f"{noun}まであと{days}日です。"


def _days_late(day: date | None) -> int:
    return max(0, (clock.today() - day).days) if day else 0


def planned_contacts(
    staff: Staff, *, by: date, everyone: bool = False, business: Business | None = None
) -> list[PlannedContact]:
    """Contacts due by ``by`` in the latest record of each firm, the oldest day first.

    Of the firms this person is in charge of or recorded last (``everyone``: of the whole office).
    A later record of the firm settles the plan; closed firms are left out.
    """
    standing = SupportRecord.objects.visible_to(staff).standing()
    later = SupportRecord.objects.standing().filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
        business=OuterRef("business"),
    )
    rows = standing.filter(next_contact_on__lte=by, business__closure__isnull=True)
    if business is not None:
        rows = rows.filter(business=business)
    if not everyone:
        rows = rows.filter(Q(business__adviser=staff) | Q(recorded_by=staff))
    rows = rows.filter(~Exists(later)).select_related("business", "confidence")
    return [_planned(record) for record in rows.order_by(F("next_contact_on").asc(), "pk")]


def _planned(record: SupportRecord) -> PlannedContact:
    day = record.next_contact_on or record.on
    purpose = "内密" if record.is_confidential else record.next_contact_reason
    told = f"用件は「{purpose}」。" if purpose else ""
    return PlannedContact(
        record_id=record.public_id,
        business_id=record.business.public_id,
        business_name=record.business.name,
        due_on=day,
        purpose=purpose,
        last_on=record.on,
        days_late=_days_late(day),
        reason=(
            f"前回（{in_era(record.on)} {record.get_kind_display()}）に決めた次回の予定。"
            f"{told}{_distance('予定日', day)}"
        ),
    )
