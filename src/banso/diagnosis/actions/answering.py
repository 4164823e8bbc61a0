"""Answering a request（個別分析の申込みへの回答）: taken up all at once, or declined."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions.diagnoses import open_diagnosis
from banso.diagnosis.actions.sheets import keep_entry
from banso.diagnosis.models import (
    AnalysisRequest,
    Diagnosis,
    RequestAnswer,
    SaidBy,
    SheetEntry,
    Workbook,
)
from banso.diagnosis.queries.answering import (
    CarriedYear,
    heard_of,
    prospect_of,
    source_of,
    statement_row,
)
from banso.diagnosis.queries.seminars import crossed
from banso.diagnosis.queries.talking import NINETY_DAYS
from banso.diagnosis.rules.seminar.pages import AIMS, said_lines
from banso.diagnosis.rules.swot import CROSS, SWOT, swot_cells
from banso.figures.actions import Entry, save_statements
from banso.records.actions import RecordParts, record_support
from banso.records.models import ContactKind, Promise, SupportRecord
from banso.registry.actions import give_consent
from banso.registry.models import Business, Consent, ConsentScope

PROMISED = "個別経営分析の日程を連絡する"
TOPIC = "diagnosis"  # the section of the plan on analyses
LONGEST_REASON = 200
_BEST_WAY = "SO"


@dataclass(frozen=True, slots=True)
class Taking:
    """How a request is taken up: with which business, by whom, and what goes along."""

    business: Business
    adviser: Staff
    promise_on: date
    kind: str = ContactKind.COUNTER
    has_consent: bool = True
    carries: bool = True
    confirmed: Collection[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a request up did."""

    answer: RequestAnswer
    carried: tuple[CarriedYear, ...]
    left: tuple[CarriedYear, ...]


@transaction.atomic
def take_up_request(request: AnalysisRequest, taking: Taking, *, by: Staff) -> Taken:
    """Take a request up: record, promise, consent, accounts and analysis, all of it or nothing.

    Accounts go along only for periods of which the business has none; what stays is said. The
    owner's SWOT goes into the analysis under way, or into one begun now. Refuses a request that
    was answered or taken back, and whatever the parts of it refuse.
    """
    locked = _waiting(request)
    book = locked.workbook
    record = _record(locked, taking, by)
    _note_consent(book, taking, by)
    prospect = prospect_of(book, taking.business)
    carried = prospect.carried if taking.carries else ()
    if carried:
        entries = [Entry(statement_row(book, year)) for year in carried]
        save_statements(taking.business, entries, confirmed=taking.confirmed)
    diagnosis = prospect.under_way
    if diagnosis is None and prospect.opens(carry=taking.carries):
        diagnosis = open_diagnosis(taking.business, by=by)
    if diagnosis is not None:
        _say_all(diagnosis, book, by)
    book.business = taking.business
    book.save_edit(seen_version=book.version)
    answer = RequestAnswer.objects.create(
        request=locked, record=record, diagnosis=diagnosis, at=clock.now(), answered_by=by
    )
    left = tuple(year for year in prospect.years if year not in carried)
    return Taken(answer, carried, left)


@transaction.atomic
def decline_request(request: AnalysisRequest, *, reason: str, by: Staff) -> RequestAnswer:
    """Say no to a request, with the reason（受けない）. Refuses one that was answered."""
    locked = _waiting(request)
    reason = reason.strip()
    if not reason:
        raise RuleViolation("no-reason", "受けない理由を入力してください。", field="reason")
    if len(reason) > LONGEST_REASON:
        words = f"理由は{LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    return RequestAnswer.objects.create(
        request=locked, reason=reason, at=clock.now(), answered_by=by
    )


def _waiting(request: AnalysisRequest) -> AnalysisRequest:
    """The request, locked; refuses one that is answered, or was taken back meanwhile."""
    rows = AnalysisRequest.objects.select_for_update(of=("self",))
    locked = rows.select_related("workbook__session").filter(pk=request.pk).first()
    if locked is None:
        raise RuleViolation("taken-back", "この申込みは、本人が取り下げました。")
    if RequestAnswer.objects.filter(request=locked).exists():
        raise RuleViolation("answered", "この申込みには、すでに回答しています。")
    return locked


def _record(request: AnalysisRequest, taking: Taking, by: Staff) -> SupportRecord:
    if taking.promise_on < clock.today():
        words = "連絡する日は、今日以後の日付にしてください。"
        raise RuleViolation("past", words, field="promise_on")
    promise = Promise(
        side=Promise.Side.OURS, what=PROMISED, due_on=taking.promise_on, keeper=taking.adviser
    )
    record = SupportRecord(
        business=taking.business,
        on=clock.today(),
        kind=taking.kind,
        attendees=request.workbook.owner_name,
        heard=heard_of(request),
        advice=f"個別の経営分析を受け、日程を連絡することにした（担当 {taking.adviser}）。",
        entry_key=request.public_id,
    )
    topics = list(by.organisation.topics.filter(key=TOPIC, is_retired=False))
    return record_support(record, RecordParts([taking.adviser], topics, [promise]), by=by)


def _note_consent(book: Workbook, taking: Taking, by: Staff) -> None:
    """Record what the participant agreed to when joining, unless it stands on record already."""
    scope = ConsentScope.SUPPORT
    given = taking.business.consents.filter(scope=scope, withdrawn_on__isnull=True)
    if not taking.has_consent or given.exists():
        return
    consent = Consent(
        business=taking.business,
        scope=scope,
        given_on=book.consented_at.astimezone(clock.TOKYO).date(),
        given_by=book.owner_name,
        note=f"{source_of(book)}のワークブック",
    )
    give_consent(consent, by=by)


def _say_all(diagnosis: Diagnosis, book: Workbook, by: Staff) -> None:
    """Write down in the analysis what the owner said in the workbook."""
    for sheet, cell, text in _said(book):
        entry = SheetEntry(
            diagnosis=diagnosis,
            sheet=sheet,
            cell=cell,
            text=text,
            said_by=SaidBy.OWNER,
            source=source_of(book),
        )
        keep_entry(entry, by=by)


def _said(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """What was said, by sheet and cell: SWOT, the best combination, aim and what is left alone."""
    for cell in swot_cells():
        for line in said_lines(book.swot.get(cell.place, "")):
            yield SWOT, cell.place, line
    if crossed(book):
        yield CROSS, _BEST_WAY, crossed(book)
    for name in AIMS:
        words = book.ninety_days.get(name, "").strip()
        if words:
            yield NINETY_DAYS, name.replace("_", "-"), " ".join(said_lines(words))
