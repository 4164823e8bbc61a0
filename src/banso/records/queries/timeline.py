"""Everything that happened to one firm, latest first（経過）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.core.money import yen
from banso.records.models import Attachment, ExpertDispatch, Fulfilment, Promise, SupportRecord
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as the record that made it shows it."""

    side_label: str
    what: str
    due_on: date | None
    kept_on: date | None
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened on one day; ``route`` and ``public_id`` make its address.

    ``struck`` is the reason a withdrawn record no longer counts; empty while it stands. Of a
    ``confidential`` contact there is neither text nor promise: they are read on its own page.
    """

    on: date
    label: str
    title: str
    text: str
    route: str
    public_id: UUID
    who: str = ""
    heard: str = ""
    advice: str = ""
    topics: tuple[str, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    next_contact: str = ""
    attachments: tuple[Attachment, ...] = ()
    struck: str = ""
    is_contact: bool = False
    is_confidential: bool = False

    @property
    def year(self) -> str:
        """The fiscal year it belongs to, as people say it."""
        return FiscalYear.of(self.on).label


def timeline_of(business: Business, staff: Staff) -> list[TimelineEntry]:
    """Contacts, promises kept, dispatches of the firm as far as ``staff`` may see them.

    A report of an expert appears as the contact it was; a withdrawn record stays, struck through.
    """
    entries = [*_contacts(business, staff), *_kept_promises(business, staff)]
    entries += _dispatches(business, staff)
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def _contacts(business: Business, staff: Staff) -> Iterator[TimelineEntry]:
    records = (
        SupportRecord.objects.visible_to(staff)
        .filter(business=business)
        .select_related("withdrawal", "confidence", "dispatch_report__dispatch")
        .prefetch_related(
            "topics",
            "supporters__person",
            Prefetch("promises", Promise.objects.select_related("fulfilment", "dropping")),
            Prefetch("attachments", Attachment.objects.standing()),
        )
    )
    yield from map(_contact, records)


def _contact(record: SupportRecord) -> TimelineEntry:
    report = getattr(record, "dispatch_report", None)
    shut = record.is_confidential
    return TimelineEntry(
        on=record.on,
        label="派遣報告" if report else record.get_kind_display(),
        title=f"{report.dispatch.expert_name}（{report.dispatch.theme}）" if report else "",
        text="",
        route="records:detail",
        public_id=record.public_id,
        who="、".join(staff.person.name for staff in record.supporters.all()),
        heard="" if shut else record.heard,
        advice="" if shut else record.advice,
        topics=tuple(topic.name for topic in record.topics.all()),
        promises=() if shut else tuple(map(_promise, record.promises.all())),
        next_contact=_next_contact(record),
        attachments=() if shut else tuple(record.attachments.all()),
        struck=_struck(record),
        is_contact=True,
        is_confidential=shut,
    )


def _struck(record: SupportRecord) -> str:
    """Why a withdrawn record no longer counts; of a confidential one, only that it was."""
    withdrawal = getattr(record, "withdrawal", None)
    if withdrawal is None:
        return ""
    return "内密" if record.is_confidential else withdrawal.reason


def _promise(promise: Promise) -> PromiseLine:
    kept, dropped = getattr(promise, "fulfilment", None), getattr(promise, "dropping", None)
    return PromiseLine(
        promise.get_side_display(),
        promise.what,
        promise.due_on,
        kept.on if kept else None,
        dropped.on if dropped else None,
    )


def _next_contact(record: SupportRecord) -> str:
    purpose = "" if record.is_confidential else record.next_contact_reason
    if record.next_contact_on is None:
        return purpose
    return f"{in_era_day(record.next_contact_on)} {purpose}".strip()


def _kept_promises(business: Business, staff: Staff) -> Iterator[TimelineEntry]:
    kept = Fulfilment.objects.filter(
        promise__record__business=business,
        promise__in=Promise.objects.visible_to(staff).standing(),
    ).select_related("promise__record__confidence", "confirmed_by__person")
    for fulfilment in kept:
        promise = fulfilment.promise
        yield TimelineEntry(
            on=fulfilment.on,
            label="約束の完了",
            title=f"{promise.get_side_display()}の約束「{promise.in_a_list}」",
            text=f"{in_era_day(promise.record.on)}に約束",
            route="records:detail",
            public_id=promise.record.public_id,
            who=fulfilment.confirmed_by.person.name,
        )


def _dispatches(business: Business, staff: Staff) -> Iterator[TimelineEntry]:
    dispatches = (
        ExpertDispatch.objects.visible_to(staff)
        .filter(business=business)
        .select_related("arranged_by__person", "report")
    )
    for dispatch in dispatches:
        yield TimelineEntry(
            on=dispatch.asked_on,
            label="専門家派遣の依頼",
            title=dispatch.theme,
            text="、".join(_dispatch_words(dispatch)),
            route="records:dispatch",
            public_id=dispatch.public_id,
            who=dispatch.arranged_by.person.name,
        )


def _dispatch_words(dispatch: ExpertDispatch) -> Iterator[str]:
    """Whom, when, at what cost, and whether the report has come."""
    yield f"専門家 {dispatch.expert_name}"
    if dispatch.planned_on:
        yield f"派遣日 {in_era_day(dispatch.planned_on)}"
    if dispatch.cost_yen is not None:
        yield f"費用 {yen(dispatch.cost_yen)}"
    yield "報告済み" if hasattr(dispatch, "report") else "報告待ち"
