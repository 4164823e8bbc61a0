"""Records to be carried over（転記）, in the order of the office's template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear, Period
from banso.records.models import (
    ContactKind,
    Promise,
    SupportRecord,
    SupportRecordQuerySet,
    Topic,
    Transfer,
    TransferTemplate,
    to_be_transferred,
    with_transfer,
)
from banso.records.queries.anonymising import trade_of
from banso.records.rules.transfer import (
    INITIAL_NAME,
    Cell,
    Column,
    RecordFacts,
    codes_missing,
    initial_columns,
    read_columns,
    write_row,
)
from banso.registry.models import Business, Consent, ConsentScope

CONFIDED = "内密"
MEMBER_NUMBER = "member_number"  # the register may keep one
FRESH, EDITED, DONE = "未転記", "転記後に変更あり", "転記済"
WITHDRAWN, RESTORED, NOTHING = "取消の転記が必要", "取消を戻した記録", "転記しない（取消）"


@dataclass(frozen=True, slots=True)
class Template:
    """The template in force: its name, its columns, and the version an edit must follow."""

    name: str
    columns: tuple[Column, ...]
    version: int

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns that ask for what no record knows any more."""
        return tuple(column for column in self.columns if not column.is_known)


def template_of(organisation: Organisation) -> Template:
    """The office's own template, else the initial one that comes with the product."""
    row = TransferTemplate.objects.filter(organisation=organisation).first()
    if row is None:
        return Template(INITIAL_NAME, initial_columns(), 0)
    return Template("この商工会のひな形", read_columns(row.columns), row.version)


def sources_known() -> frozenset[str]:
    """Sources that the register of this installation has; a member's number is not in every one."""
    fields = {field.name for field in Business._meta.get_fields()}
    return frozenset() if MEMBER_NUMBER in fields else frozenset({"会員番号"})


@dataclass(frozen=True, slots=True)
class TransferChoice:
    """Which records are asked for: of a period, waiting, done or all; one's own or everyone's."""

    period: Period
    mine: bool = False
    kind: str = ""
    state: str = "waiting"
    consent: str = ""


def records_to_transfer(staff: Staff, choice: TransferChoice) -> SupportRecordQuerySet:
    """The records asked for, the oldest day first; withdrawn ones only if they concern transfer."""
    rows = with_transfer(SupportRecord.objects.visible_to(staff)).during(choice.period)
    rows = rows.filter(Q(withdrawal__isnull=True) | Q(transfer_number__isnull=False))
    if choice.mine:
        rows = rows.filter(recorded_by=staff)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.state == "waiting":
        rows = rows.filter(to_be_transferred())
    elif choice.state == "done":
        rows = rows.filter(Q(transfer_number__isnull=False)).exclude(to_be_transferred())
    if choice.consent:
        rows = with_consent(rows).filter(Q(consented_on__isnull=choice.consent == "without"))
    return rows.order_by("on", "pk")


def with_consent(records: SupportRecordQuerySet) -> SupportRecordQuerySet:
    """Each record with ``consented_on``, the day of its business's consent（県連合会・全国連）.

    ``None`` where no such consent is in force today.
    """
    given = Consent.objects.in_force(ConsentScope.FEDERATION, clock.today())
    own = given.filter(business=OuterRef("business"))
    return records.annotate(consented_on=Subquery(own.values("given_on")[:1]))


def waiting_of(staff: Staff) -> tuple[int, int]:
    """How many records of this fiscal year wait: one's own, and everyone's（件）. One query."""
    choice = TransferChoice(FiscalYear.of(clock.today()).whole)
    rows = records_to_transfer(staff, choice).order_by()
    counted = rows.aggregate(mine=Count("pk", filter=Q(recorded_by=staff)), every=Count("pk"))
    return counted["mine"], counted["every"]


def transfers_of(staff: Staff, business: Business) -> QuerySet[Transfer]:
    """What was carried over of one business, the latest first."""
    seen = SupportRecord.objects.visible_to(staff).filter(business=business)
    rows = Transfer.objects.filter(record__in=seen).select_related("made_by__person")
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class TransferCard:
    """One record in the order of the template, how its transfer stands, and who made it when."""

    record: SupportRecord
    cells: tuple[Cell, ...]
    state: str
    transfer: Transfer | None
    consented_on: date | None

    @property
    def is_waiting(self) -> bool:
        """Whether it has to be carried over, anew or again."""
        return self.state not in {DONE, NOTHING}

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that has to be said of its fields."""
        return tuple(f"{cell.heading}：{words}" for cell in self.cells for words in cell.remarks)


def for_transfer(records: SupportRecordQuerySet) -> SupportRecordQuerySet:
    """Fetch with the records all that a card shows, in a fixed number of queries."""
    transfers = Transfer.objects.select_related("made_by__person").order_by("-number")
    promises = Promise.objects.order_by("pk")
    return (
        with_consent(records)
        .select_related(
            "business__adviser__person", "recorded_by__person", "withdrawal", "confidence"
        )
        .prefetch_related(
            "topics",
            "supporters__person",
            Prefetch("promises", promises),
            Prefetch("transfers", transfers),
        )
    )


def card_of(record: SupportRecord, columns: Sequence[Column]) -> TransferCard:
    """The card of a record fetched ``for_transfer``."""
    transfer = next(iter(record.transfers.all()), None)
    cells = write_row(columns, facts_of(record))
    consented_on: date | None = getattr(record, "consented_on", None)
    return TransferCard(record, cells, _state(record, transfer), transfer, consented_on)


def _state(record: SupportRecord, transfer: Transfer | None) -> str:
    stands = not hasattr(record, "withdrawal")
    if transfer is None:
        return FRESH if stands else NOTHING
    if transfer.told_withdrawal == stands:
        return RESTORED if stands else WITHDRAWN
    return EDITED if stands and transfer.record_version < record.version else DONE


def facts_of(record: SupportRecord) -> RecordFacts:
    """What the record knows, by the names the template asks with."""
    # The walls are the office's own tags: no field of the national system asks for them.
    topics = [topic.name for topic in record.topics.all() if topic.kind != Topic.Kind.WALL]
    days: dict[str, date | None] = {
        "日付": record.on,
        "記録した日": record.recorded_at.date(),
        "次回の予定日": record.next_contact_on,
    }
    words = {
        "方法": (str(record.get_kind_display()),),
        "支援テーマ（1つ目）": tuple(topics[:1]),
        "支援テーマ（すべて）": tuple(topics),
        "対応した職員": tuple(staff.person.name for staff in record.supporters.all()),
        "記録した職員": (record.recorded_by.person.name,),
    }
    return RecordFacts(days, words, {**_texts(record), **_of_business(record.business)})


def _texts(record: SupportRecord) -> dict[str, str]:
    """What was said; of a record told in confidence only that it was（内密）."""
    told = _said(record)
    if not record.is_confidential:
        return told
    return {name: text if name == "時間（分）" else CONFIDED for name, text in told.items()}


def _said(record: SupportRecord) -> dict[str, str]:
    promises = (
        f"{promise.get_side_display()}：{promise.what}"
        + (f"（{in_era_day(promise.due_on)}まで）" if promise.due_on else "")
        for promise in record.promises.all()
    )
    return {
        "時間（分）": str(record.minutes or ""),
        "事業者側の出席者": record.attendees,
        "聞いたこと": record.heard,
        "助言したこと": record.advice,
        "聞いたことと助言したこと": "\n".join(filter(None, [record.heard, record.advice])),
        "約束": "\n".join(promises),
        "次回の用件": record.next_contact_reason,
    }


def _of_business(business: Business) -> dict[str, str]:
    trade = trade_of(business.industry_code)
    return {
        "事業者名": business.name,
        "フリガナ": business.name_kana,
        "会員番号": str(getattr(business, MEMBER_NUMBER, "") or ""),
        "法人番号": business.corporate_number,
        "代表者名": business.owner_name,
        "会員の別": business.get_membership_display(),
        "業種コード": business.industry_code,
        "業種名": trade.name if trade else "",
        "担当指導員": business.adviser.person.name if business.adviser else "",
    }


def missing_codes(organisation: Organisation, columns: Iterable[Column]) -> tuple[str, ...]:
    """Words in use in the office that its template has no code for, as sentences."""
    topics = Topic.objects.filter(organisation=organisation, is_retired=False)
    names = list(topics.exclude(kind=Topic.Kind.WALL).values_list("name", flat=True))
    return codes_missing(
        columns,
        {
            "方法": [str(label) for label in ContactKind.labels],
            "支援テーマ（1つ目）": names,
            "支援テーマ（すべて）": names,
        },
    )
