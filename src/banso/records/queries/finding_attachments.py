"""By what photos and papers（添付）are found in search: their names, on the day of their record."""

from __future__ import annotations

from banso.core.search.entries import Entry, Kind
from banso.core.search.sources import Source, Told
from banso.records.models import Attachment, AttachmentQuerySet, SupportRecord
from banso.registry.queries.finding import names_of


def _to_find() -> AttachmentQuerySet:
    """Those that stand, of records that stand: what is taken off or withdrawn is found nowhere."""
    return (
        Attachment.objects.standing()
        .filter(record__withdrawal__isnull=True)
        .select_related("record__business")
        .prefetch_related("record__supporters", "record__topics")
    )


def _entry(attachment: Attachment) -> Entry:
    record = attachment.record
    return Entry(
        kind=_ATTACHMENT,
        organisation=attachment.organisation_id,
        row=attachment.pk,
        business=record.business_id,
        day=record.on,
        names=names_of(record.business),
        texts=(attachment.name,),
        people=tuple(staff.pk for staff in record.supporters.all()),
        topics=tuple(topic.pk for topic in record.topics.all()),
    )


def _tell(attachment: Attachment) -> Told:
    """The name with its record, which is where it is opened; of one in confidence no name."""
    record = attachment.record
    is_shut = record.is_confidential
    return Told(
        label=_ATTACHMENT.label,
        title=record.business.name,
        kana=record.business.name_kana,
        day=record.on,
        who="、".join(staff.person.name for staff in record.supporters.all()),
        route="records:detail",
        public_id=record.public_id,
        texts=() if is_shut else (("名前", attachment.name),),
        remark="内密" if is_shut else attachment.measure,
    )


def standing_of(record: SupportRecord) -> AttachmentQuerySet:
    """The record's photos and papers that search finds."""
    return _to_find().filter(record=record)


_ATTACHMENT = Kind("attachment", "添付", 7)
ATTACHMENTS = Source(
    kind=_ATTACHMENT,
    every=_to_find,
    entry=_entry,
    visible=lambda staff: (
        Attachment.objects.visible_to(staff).standing().filter(record__withdrawal__isnull=True)
    ),
    page=lambda rows: rows.select_related(
        "record__business", "record__confidence"
    ).prefetch_related("record__supporters__person"),
    tell=_tell,
)
