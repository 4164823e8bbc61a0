"""By what support is found in search（さがす）: records, promises, dispatches; how it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.search.entries import Entry, Kind
from banso.core.search.sources import Source, Told
from banso.records.models import (
    ExpertDispatch,
    Promise,
    PromiseQuerySet,
    SupportCase,
    SupportRecord,
    SupportRecordQuerySet,
)
from banso.registry.queries.finding import names_of


def _entry(record: SupportRecord) -> Entry:
    return Entry(
        kind=_RECORD,
        organisation=record.organisation_id,
        row=record.pk,
        business=record.business_id,
        day=record.on,
        names=names_of(record.business),
        texts=(record.heard, record.advice, record.attendees, record.next_contact_reason),
        people=_supporters(record),
        topics=_topics(record),
    )


def _supporters(record: SupportRecord) -> tuple[int, ...]:
    return tuple(staff.pk for staff in record.supporters.all())


def _topics(record: SupportRecord) -> tuple[int, ...]:
    return tuple(topic.pk for topic in record.topics.all())


def _tell(record: SupportRecord) -> Told:
    """The record; of one told in confidence（内密）no text, which is read on its own page only."""
    texts = (
        ()
        if record.is_confidential
        else (
            ("聞いたこと", record.heard),
            ("助言したこと", record.advice),
            ("出席者", record.attendees),
            ("次回の用件", record.next_contact_reason),
        )
    )
    return Told(
        label=record.get_kind_display(),
        title=record.business.name,
        kana=record.business.name_kana,
        day=record.on,
        who=_names(record.supporters.all()),
        route="records:detail",
        public_id=record.public_id,
        texts=tuple((label, text) for label, text in texts if text),
        remark=_SHUT if record.is_confidential else "",
    )


def _names(people: Iterable[Staff]) -> str:
    return "、".join(staff.person.name for staff in people)


def _records_to_find() -> SupportRecordQuerySet:
    """Withdrawn records（取消）are found nowhere; the list of records keeps them apart."""
    return (
        SupportRecord.objects.standing()
        .select_related("business")
        .prefetch_related("supporters", "topics")
    )


def _promise_entry(promise: Promise) -> Entry:
    """A promise lies on the day it was made; it is its keeper's, or theirs who were there."""
    record = promise.record
    return Entry(
        kind=_PROMISE,
        organisation=record.organisation_id,
        row=promise.pk,
        business=record.business_id,
        day=record.on,
        names=names_of(record.business),
        texts=(promise.what,),
        people=(promise.keeper_id,) if promise.keeper_id else _supporters(record),
        topics=_topics(record),
    )


def _tell_promise(promise: Promise) -> Told:
    """The promise and how it stands; of one made in confidence not what was promised."""
    is_shut = promise.record.is_confidential
    return Told(
        label=f"{promise.get_side_display()}の約束",
        title=promise.record.business.name,
        kana=promise.record.business.name_kana,
        day=promise.record.on,
        who=_names([promise.keeper] if promise.keeper else promise.record.supporters.all()),
        route="records:detail",
        public_id=promise.record.public_id,
        texts=() if is_shut else (("内容", promise.what),),
        remark=_SHUT if is_shut else _standing(promise),
    )


def _standing(promise: Promise) -> str:
    """Whether it was kept or dropped, else when it is due."""
    if hasattr(promise, "fulfilment"):
        return f"完了 {in_era_day(promise.fulfilment.on)}"
    if hasattr(promise, "dropping"):
        return f"取りやめ {in_era_day(promise.dropping.on)}"
    return f"期日 {in_era_day(promise.due_on)}" if promise.due_on else "期日なし"


def _promises_to_find() -> PromiseQuerySet:
    return (
        Promise.objects.standing()
        .select_related("record__business")
        .prefetch_related("record__supporters", "record__topics")
    )


def _dispatch_entry(dispatch: ExpertDispatch) -> Entry:
    """A dispatch lies on the day it was asked for; what came of it is the record of its report."""
    people = (dispatch.arranged_by_id, dispatch.expert_id)
    return Entry(
        kind=_DISPATCH,
        organisation=dispatch.organisation_id,
        row=dispatch.pk,
        business=dispatch.business_id,
        day=dispatch.asked_on,
        names=names_of(dispatch.business),
        texts=(dispatch.theme, dispatch.expert_name, dispatch.funding),
        people=tuple(number for number in people if number),
    )


def _tell_dispatch(dispatch: ExpertDispatch) -> Told:
    texts = (
        ("相談の内容", dispatch.theme),
        ("専門家", dispatch.expert_name),
        ("費用の出どころ", dispatch.funding),
    )
    return Told(
        label=_DISPATCH.label,
        title=dispatch.business.name,
        kana=dispatch.business.name_kana,
        day=dispatch.asked_on,
        who=dispatch.arranged_by.person.name,
        route="records:dispatch",
        public_id=dispatch.public_id,
        texts=tuple((label, text) for label, text in texts if text),
        remark=dispatch.stage.value,
    )


def _case_entry(case: SupportCase) -> Entry:
    """A case names nobody, and is not found by the business it was drawn from."""
    return Entry(
        kind=_CASE,
        organisation=case.organisation_id,
        row=case.pk,
        business=None,
        day=case.written_at.astimezone(clock.TOKYO).date(),
        names=(),
        texts=case.texts,
        people=(case.written_by_id, case.text_by_id),
        topics=tuple(topic.pk for topic in case.topics.all()),
    )


def _tell_case(case: SupportCase) -> Told:
    labels = ("何があったか", "何をしたか", "どうなったか", "なぜか・学んだこと")
    texts = zip(labels, case.texts[1:], strict=True)
    return Told(
        label=case.get_kind_display(),
        title=case.title,
        kana="",
        day=case.written_at.astimezone(clock.TOKYO).date(),
        who=case.written_by.person.name,
        route="records:case",
        public_id=case.public_id,
        texts=tuple((label, text) for label, text in texts if text),
    )


_RECORD = Kind("record", "支援記録", 3)
_PROMISE = Kind("promise", "約束", 4)
_DISPATCH = Kind("dispatch", "専門家派遣", 5)
_CASE = Kind("case", "事例", 6)
_SHUT = "内密"
RECORDS = Source(
    kind=_RECORD,
    every=_records_to_find,
    entry=_entry,
    visible=lambda staff: SupportRecord.objects.readable_by(staff).standing(),
    page=lambda rows: rows.select_related("business", "confidence").prefetch_related(
        "supporters__person"
    ),
    tell=_tell,
)
PROMISES = Source(
    kind=_PROMISE,
    every=_promises_to_find,
    entry=_promise_entry,
    visible=lambda staff: Promise.objects.visible_to(staff).standing(),
    page=lambda rows: rows.select_related(
        "record__business", "record__confidence", "keeper__person", "fulfilment", "dropping"
    ).prefetch_related("record__supporters__person"),
    tell=_tell_promise,
)
DISPATCHES = Source(
    kind=_DISPATCH,
    every=lambda: ExpertDispatch.objects.select_related("business"),
    entry=_dispatch_entry,
    visible=ExpertDispatch.objects.visible_to,
    page=lambda rows: rows.select_related("business", "arranged_by__person", "report"),
    tell=_tell_dispatch,
)
CASES = Source(
    kind=_CASE,
    every=lambda: SupportCase.objects.standing().prefetch_related("topics"),
    entry=_case_entry,
    visible=lambda staff: SupportCase.objects.visible_to(staff).standing(),
    page=lambda rows: rows.select_related("written_by__person"),
    tell=_tell_case,
)
