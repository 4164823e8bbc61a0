"""Support records（支援記録） and promises（約束） for other programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from banso.accounts.api import ApiRequest, TokenFor, answered, answered_once
from banso.core import clock
from banso.core.api import (
    REFUSED,
    Day,
    FormRefusedError,
    Id,
    Listed,
    Moment,
    Strict,
    one_page,
    typed,
)
from banso.records.actions import (
    fulfil_promise,
    record_support,
    reopen_promise,
    restore_record,
    withdraw_record,
)
from banso.records.forms.contact import MOST_PROMISES, ContactForm
from banso.records.models import Promise, SupportRecord, SupportRecordQuerySet

router = Router(tags=["支援記録"])
promises_router = Router(tags=["約束"])
Kind = Literal["visit", "counter", "phone", "online", "meeting", "dispatch"]
Side = Literal["ours", "theirs"]


class Named(Schema):
    """A row by its id, and what it is called."""

    id: UUID
    name: str


class PromiseShape(Schema):
    """A promise: whose, what, by when, and the day it was kept or dropped."""

    id: UUID
    record: UUID
    business: Named
    side: str
    what: str
    due_on: date | None
    keeper: Named | None
    kept_on: date | None
    dropped_on: date | None


class RecordShape(Schema):
    """A support record as it is given out; a withdrawn one counts nowhere.

    Of one told in confidence（内密） only that the contact took place: its texts are ``null``.
    """

    id: UUID
    version: int
    business: Named
    on: date
    kind: str
    kind_label: str
    minutes: int | None
    recorded_by: Named
    recorded_at: datetime
    supporters: list[Named]
    is_confidential: bool
    attendees: str | None
    topics: list[str]
    heard: str | None
    advice: str | None
    next_contact_on: date | None
    next_contact_reason: str | None
    promises: list[PromiseShape]
    withdrawn_at: datetime | None
    withdrawn_because: str | None


class NewPromise(Strict):
    """A promise to record."""

    side: Side
    what: str
    due_on: Day | None = None


class NewRecord(Strict):
    """One contact to record; ``supporters`` left out is the token's own staff member."""

    business: Id
    on: Day
    kind: Kind
    minutes: int | None = None
    heard: str = ""
    advice: str = ""
    attendees: str = ""
    topics: list[str] = Field(default_factory=list)
    supporters: list[Id] | None = None
    next_contact_on: Day | None = None
    next_contact_reason: str = ""
    promises: list[NewPromise] = Field(default_factory=list, max_length=MOST_PROMISES)


class Reason(Strict):
    """Why a record is taken back."""

    reason: str


class DayKept(Strict):
    """The day on which a promise was kept; left out, today."""

    on: Day | None = None


class RecordFilter(Schema):
    """Which records are asked for; both days are included."""

    business: UUID | None = None
    first: date | None = None
    last: date | None = None
    kind: Kind | None = None
    topic: str = ""
    recorded_since: Moment | None = None
    page: int = 1


class PromiseFilter(Schema):
    """Which promises are asked for."""

    business: UUID | None = None
    side: Side | None = None
    state: Literal["open", "late", "kept", "all"] = "open"
    page: int = 1


@router.get(
    "",
    response={200: Listed[RecordShape], **REFUSED},
    summary="支援記録の一覧",
    auth=TokenFor("records:read"),
)
def records(request: ApiRequest, asked: Query[RecordFilter]) -> Listed[RecordShape]:
    """List records the token's staff member may see, 100 on a page, oldest entry first."""
    narrowed = {
        "business__public_id": asked.business,
        "on__gte": asked.first,
        "on__lte": asked.last,
        "kind": asked.kind,
        "recorded_at__gte": asked.recorded_since,
    }
    rows = _seen(request).filter(**{key: value for key, value in narrowed.items() if value})
    if asked.topic:
        rows = rows.about((asked.topic,))
    page = max(asked.page, 1)
    count, pages, found = one_page(rows.order_by("pk"), page)
    return Listed(count=count, page=page, pages=pages, rows=[shape_of(row) for row in found])


@router.get(
    "/{record_id}",
    response={200: RecordShape, **REFUSED},
    summary="支援記録1件",
    auth=TokenFor("records:read"),
)
def record(request: ApiRequest, record_id: UUID) -> RecordShape:
    """One record with its promises."""
    return shape_of(get_object_or_404(_seen(request), public_id=record_id))


@router.post(
    "",
    response={201: RecordShape, **REFUSED},
    summary="支援を記録する",
    auth=TokenFor("records:write"),
)
def enter(request: ApiRequest, given: NewRecord) -> HttpResponse:
    """Record a contact; with an ``Idempotency-Key`` the same call never records twice."""
    return answered_once(request, lambda: _enter(request, given))


@router.post(
    "/{record_id}/withdrawal",
    response={200: RecordShape, **REFUSED},
    summary="記録を取り消す",
    auth=TokenFor("records:write"),
)
def withdraw(request: ApiRequest, record_id: UUID, given: Reason) -> HttpResponse:
    """Take a record back; it stays readable and counts nowhere."""

    def act() -> HttpResponse:
        row = get_object_or_404(_seen(request), public_id=record_id)
        withdraw_record(row, reason=given.reason, by=request.staff)
        return answered(_fresh(request, row))

    return answered_once(request, act)


@router.delete(
    "/{record_id}/withdrawal",
    response={200: RecordShape, **REFUSED},
    summary="取消を戻す",
    auth=TokenFor("records:write"),
)
def restore(request: ApiRequest, record_id: UUID) -> HttpResponse:
    """Let a withdrawn record count again."""
    row = get_object_or_404(_seen(request), public_id=record_id)
    restore_record(row)
    return answered(_fresh(request, row))


@promises_router.get(
    "",
    response={200: Listed[PromiseShape], **REFUSED},
    summary="約束の一覧",
    auth=TokenFor("records:read"),
)
def promises(request: ApiRequest, asked: Query[PromiseFilter]) -> Listed[PromiseShape]:
    """List promises of records that stand and were not told in confidence, 100 on a page."""
    rows = Promise.objects.visible_to(request.staff).standing()
    rows = rows.filter(record__confidence__isnull=True)
    if asked.business:
        rows = rows.filter(record__business__public_id=asked.business)
    if asked.side:
        rows = rows.filter(side=asked.side)
    if asked.state == "kept":
        rows = rows.filter(fulfilment__isnull=False)
    elif asked.state != "all":
        rows = rows.unkept()
    if asked.state == "late":
        rows = rows.filter(due_on__lt=clock.today())
    related = ("record__business", "keeper__person", "fulfilment", "dropping")
    page = max(asked.page, 1)
    count, pages, found = one_page(rows.select_related(*related).order_by("pk"), page)
    shapes = [promise_shape(row) for row in found]
    return Listed(count=count, page=page, pages=pages, rows=shapes)


@promises_router.post(
    "/{promise_id}/fulfilment",
    response={200: PromiseShape, **REFUSED},
    summary="約束を完了にする",
    auth=TokenFor("records:write"),
)
def fulfil(request: ApiRequest, promise_id: UUID, given: DayKept) -> HttpResponse:
    """Record that a promise was kept; saying so again changes nothing."""
    row = _promise(request, promise_id)
    fulfil_promise(row, on=given.on or clock.today(), by=request.staff)
    return answered(promise_shape(_promise(request, promise_id)))


@promises_router.delete(
    "/{promise_id}/fulfilment",
    response={200: PromiseShape, **REFUSED},
    summary="完了を戻す",
    auth=TokenFor("records:write"),
)
def reopen(request: ApiRequest, promise_id: UUID) -> HttpResponse:
    """Take back that a promise was kept."""
    row = _promise(request, promise_id)
    if hasattr(row, "fulfilment"):  # one that was dropped stays dropped
        reopen_promise(row)
    return answered(promise_shape(_promise(request, promise_id)))


def _promise(request: ApiRequest, promise_id: UUID) -> Promise:
    rows = Promise.objects.visible_to(request.staff).filter(record__confidence__isnull=True)
    rows = rows.select_related("record__business", "keeper__person", "fulfilment", "dropping")
    return get_object_or_404(rows, public_id=promise_id)


def _enter(request: ApiRequest, given: NewRecord) -> HttpResponse:
    form = ContactForm(typed(_as_typed(request, given)), staff=request.staff)
    if not form.is_valid():
        raise FormRefusedError(form)
    row = record_support(form.new_record(), form.parts(), by=request.staff)
    return answered(_fresh(request, row), status=201)


def _as_typed(request: ApiRequest, given: NewRecord) -> dict[str, Any]:
    """What was sent under the names of the form and of its rows of promises."""
    sent = given.model_dump(exclude={"promises", "supporters"})
    supporters = given.supporters
    sent["supporters"] = [request.staff.public_id] if supporters is None else supporters
    sent["entry_key"] = _entry_key(request)
    sent["promises-TOTAL_FORMS"] = len(given.promises)
    sent["promises-INITIAL_FORMS"] = 0
    for at, promise in enumerate(given.promises):
        for name, value in promise.model_dump().items():
            sent[f"promises-{at}-{name}"] = value
    return sent


def _entry_key(request: ApiRequest) -> UUID:
    """The same for the same idempotency key, so that the record is kept once for ever."""
    key = request.headers.get("Idempotency-Key", "")
    return uuid5(NAMESPACE_URL, f"{request.token.public_id}/{key}") if key else uuid4()


def _seen(request: ApiRequest) -> SupportRecordQuerySet:
    rows = SupportRecord.objects.visible_to(request.staff)
    rows = rows.select_related("business", "recorded_by__person", "withdrawal", "confidence")
    return rows.prefetch_related(
        "topics",
        "supporters__person",
        "promises__keeper__person",
        "promises__fulfilment",
        "promises__dropping",
    )


def _fresh(request: ApiRequest, row: SupportRecord) -> RecordShape:
    return shape_of(_seen(request).get(pk=row.pk))


def shape_of(row: SupportRecord) -> RecordShape:
    """The record as it is given out."""
    withdrawal = getattr(row, "withdrawal", None)
    return RecordShape(
        id=row.public_id,
        version=row.version,
        business=Named(id=row.business.public_id, name=row.business.name),
        on=row.on,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        minutes=row.minutes,
        recorded_by=Named(id=row.recorded_by.public_id, name=row.recorded_by.person.name),
        recorded_at=row.recorded_at,
        supporters=[Named(id=each.public_id, name=str(each)) for each in row.supporters.all()],
        is_confidential=row.is_confidential,
        topics=[topic.key for topic in row.topics.all()],
        next_contact_on=row.next_contact_on,
        withdrawn_at=withdrawal.at if withdrawal else None,
        **_texts(row, withdrawal.reason if withdrawal else ""),
    )


def _texts(row: SupportRecord, withdrawn_because: str) -> dict[str, Any]:
    """What was said and promised; nothing of it where it was told in confidence."""
    names = ("attendees", "heard", "advice", "next_contact_reason")
    if row.is_confidential:
        return {**dict.fromkeys(names), "withdrawn_because": None, "promises": []}
    return {
        **{name: getattr(row, name) for name in names},
        "withdrawn_because": withdrawn_because,
        "promises": [promise_shape(promise, row) for promise in row.promises.all()],
    }


def promise_shape(row: Promise, record: SupportRecord | None = None) -> PromiseShape:
    """The promise as it is given out."""
    record = record or row.record
    fulfilment, dropping = getattr(row, "fulfilment", None), getattr(row, "dropping", None)
    return PromiseShape(
        id=row.public_id,
        record=record.public_id,
        business=Named(id=record.business.public_id, name=record.business.name),
        side=row.side,
        what=row.what,
        due_on=row.due_on,
        keeper=Named(id=row.keeper.public_id, name=str(row.keeper)) if row.keeper else None,
        kept_on=fulfilment.on if fulfilment else None,
        dropped_on=dropping.on if dropping else None,
    )
