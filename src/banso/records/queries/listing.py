"""The list of records a person asked for, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from banso.accounts.history import Change, changes_of, described, named, past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import Period
from banso.records.models import (
    ExpertDispatch,
    ExpertDispatchQuerySet,
    Promise,
    SupportRecord,
    SupportRecordQuerySet,
    Topic,
    Withdrawal,
)
from banso.records.rules.dispatches import REPORT_WITHIN
from banso.registry.models import Business

_REASON = str(Withdrawal._meta.get_field("reason").verbose_name)


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """Which records are asked for; what is left empty does not narrow."""

    period: Period | None = None
    kind: str = ""
    supporter: Staff | None = None
    topic: Topic | None = None
    section: str = ""
    words: str = ""
    business: Business | None = None


@dataclass(frozen=True, slots=True)
class RecordCount:
    """What a choice of records counts.

    ``times`` is 延べ (every contact), ``businesses`` 実数 (each firm once); ``withdrawn`` records
    are in neither.
    """

    times: int
    businesses: int
    withdrawn: int


def records_for(staff: Staff, choice: RecordChoice) -> SupportRecordQuerySet:
    """The records that ``staff`` may see and the choice names, withdrawn ones included."""
    rows = SupportRecord.objects.filter(
        pk__in=SupportRecord.objects.visible_to(staff).order_by().values("pk")
    )
    if choice.period:
        rows = rows.during(choice.period)
    if choice.business:
        rows = rows.filter(business=choice.business)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.supporter:
        rows = rows.filter(_has(SupportRecord.supporters.through, staff=choice.supporter))
    return _worded(_about(rows, staff, choice), staff, choice.words)


def _about(
    rows: SupportRecordQuerySet, staff: Staff, choice: RecordChoice
) -> SupportRecordQuerySet:
    """Narrow to the topic or the plan's section asked for."""
    if choice.topic:
        rows = rows.about((choice.topic.key,))
    if choice.section:
        named = Topic.objects.filter(organisation_id=staff.organisation_id, section=choice.section)
        rows = rows.about(tuple(named.values_list("key", flat=True)))
    return rows


def _has(through: type, **joined: object) -> Exists:
    return Exists(through.objects.filter(supportrecord=OuterRef("pk"), **joined))  # type: ignore[attr-defined] # a join table's default manager


def _worded(rows: SupportRecordQuerySet, staff: Staff, words: str) -> SupportRecordQuerySet:
    """Narrow to records of firms found by the words, or in whose text every word occurs.

    Only text that the asker may open is looked through: a hit would tell what it says.
    """
    if not words:
        return rows
    shut = SupportRecord.objects.all().shut_to(staff).order_by()
    text = ~Q(pk__in=shut.values("pk"))
    for word in words.split():
        text &= Q(heard__icontains=word) | Q(advice__icontains=word)
    firms = Business.objects.visible_to(staff).matching(words).order_by()
    return rows.filter(Q(business__in=firms.values("pk")) | text)


def count_of(records: SupportRecordQuerySet) -> RecordCount:
    """Count a choice of records: 延べ, 実数, and the withdrawn ones apart. One query."""
    stands = Q(withdrawal__isnull=True)
    counted = records.order_by().aggregate(
        times=Count("pk", filter=stands),
        businesses=Count("business", distinct=True, filter=stands),
        withdrawn=Count("pk", filter=~stands),
    )
    return RecordCount(**counted)


def for_a_page(records: SupportRecordQuerySet) -> SupportRecordQuerySet:
    """Fetch with the records all that a page of them shows, in a fixed number of queries."""
    promises = Promise.objects.select_related(
        "record__business",
        "record__confidence",
        "keeper__person",
        "fulfilment__confirmed_by__person",
        "dropping__confirmed_by__person",
    )
    return records.select_related(
        "business__adviser__person",
        "confidence__marked_by__person",
        "withdrawal__confirmed_by__person",
        "recorded_by__person",
    ).prefetch_related("topics", "supporters__person", Prefetch("promises", promises))


def dispatches_for(staff: Staff) -> ExpertDispatchQuerySet:
    """Dispatches that ``staff`` may see: those without a report first, the oldest day on top."""
    return (
        ExpertDispatch.objects.visible_to(staff)
        .select_related(
            "business", "report__record__confidence", "expert__person", "arranged_by__person"
        )
        .order_by(F("report__on").desc(nulls_first=True), "planned_on", "asked_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class DispatchCount:
    """How many dispatches there are（回）, to how many firms（者）, and how they stand.

    ``ahead`` are still to come; ``awaited`` and ``late`` lack a report though their day has come.
    """

    times: int
    businesses: int
    ahead: int
    awaited: int
    late: int


def count_of_dispatches(dispatches: ExpertDispatchQuerySet) -> DispatchCount:
    """Count dispatches. One query."""
    today = clock.today()
    open_, come = Q(report__isnull=True), Q(report__isnull=True, planned_on__lte=today)
    is_late = Q(planned_on__lt=today - REPORT_WITHIN)
    counted = dispatches.order_by().aggregate(
        times=Count("pk"),
        businesses=Count("business", distinct=True),
        ahead=Count("pk", filter=open_ & (Q(planned_on__isnull=True) | Q(planned_on__gt=today))),
        awaited=Count("pk", filter=come & ~is_late),
        late=Count("pk", filter=come & is_late),
    )
    return DispatchCount(**counted)


def edits_of(row: SupportRecord | ExpertDispatch) -> list[Change]:
    """The row's history, latest first; its first entry without the fields the page shows anyway."""
    return [
        replace(change, fields=()) if change.what == "登録" else change
        for change in changes_of(row)
    ]


def withdrawals_of(record: SupportRecord) -> list[Change]:
    """When and by whom the record was taken back and let count again, latest first."""
    entries = named(past_of(Withdrawal).filter(record_id=record.pk).exclude(history_type="~"))
    told = {"登録": "取消", "削除": "取消を戻した"}
    changes = (described(entry, None, {}) for entry in entries)
    return [
        replace(
            change,
            what=told[change.what],
            fields=tuple(field for field in change.fields if field.label == _REASON),
        )
        for change in changes
    ]
