"""Decisions about the plan: loading it, agreeing what it means, entering results by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.keeping import Written, files_with_rows
from banso.followup.actions import keep_rules
from banso.followup.rules.settings import FollowUpRules
from banso.programme.measures import COUNTED, MEASURES, is_counted, source_of
from banso.programme.models import (
    AgreedDefinition,
    Programme,
    ProgrammeEdition,
    Result,
    ResultWithdrawal,
)
from banso.programme.queries import belongs_elsewhere, line_of
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.entering import check_answer
from banso.programme.rules.following import follow_up_rules
from banso.programme.rules.places import Problem
from banso.programme.rules.reading import read_programme
from banso.records.actions import set_topics
from banso.records.models import Topic
from banso.registry.actions import set_districts


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading came to: the edition in force, or every problem and nothing saved."""

    edition: ProgrammeEdition | None
    problems: Sequence[Problem] = ()
    is_new: bool = False


@transaction.atomic
def load_programme(source: str, *, organisation: Organisation, by: Staff | None) -> LoadOutcome:
    """Load a plan file as the edition in force, and hand each room its settings.

    All or nothing: with any problem nothing is saved. A file equal to the edition in force is not
    loaded again. Refuses a plan that belongs to another office.
    """
    document, problems = read_programme(source, known_measures=frozenset(MEASURES))
    if document is None:
        return LoadOutcome(None, problems)
    elsewhere = belongs_elsewhere(document, organisation)
    if elsewhere:
        return LoadOutcome(None, [elsewhere])
    programme = _programme_row(document, organisation)
    digest = hashlib.sha256(source.encode()).hexdigest()
    current = programme.editions.first()
    if current is not None and current.digest == digest:
        return LoadOutcome(current)
    edition = ProgrammeEdition.objects.create(
        programme=programme,
        number=current.number + 1 if current else 1,
        source=source,
        digest=digest,
        loaded_at=clock.now(),
        loaded_by=by,
    )
    _hand_out_settings(document, organisation, edition)
    return LoadOutcome(edition, is_new=True)


def _programme_row(document: ProgrammeDocument, organisation: Organisation) -> Programme:
    programme = Programme.objects.of(organisation).filter(key=document.key).first()
    programme = programme or Programme(organisation=organisation, key=document.key)
    programme.title = document.title
    programme.starts_on = document.period.first_day
    programme.ends_on = document.period.last_day
    programme.save()
    return programme


def _hand_out_settings(
    document: ProgrammeDocument, organisation: Organisation, edition: ProgrammeEdition
) -> None:
    """Give each lower room what the plan decides for it; it then reads only its own tables."""
    set_districts(organisation, [(place.key, place.name) for place in document.districts])
    set_topics(
        organisation,
        [
            Topic(key=topic.key, name=topic.name, section=topic.section or "", kind=topic.kind)
            for topic in document.topics
        ],
    )
    rules = follow_up_rules(document.follow_up) if document.follow_up else FollowUpRules()
    rules = replace(rules, margin_reading=document.settings.margin_reading)
    keep_rules(organisation, rules, programme_key=document.key, edition=edition.number)


@transaction.atomic
def agree_definition(
    programme: Programme, *, line: str, text: str, on: date, by: Staff
) -> AgreedDefinition:
    """Record what the office agreed an indicator means（定義の取り決め）; earlier ones stay.

    The same words of the same day sent twice are kept once.
    """
    if not text.strip():
        raise RuleViolation("empty", "取り決めた定義を入力してください。", field="text")
    if on > clock.today():
        raise RuleViolation("future", "取り決めた日に未来の日付は入れられません。", field="on")
    definition, _ = AgreedDefinition.objects.get_or_create(
        programme=programme,
        line=line,
        text=text.strip(),
        agreed_on=on,
        defaults={"agreed_by": by},
    )
    return definition


def enter_result(result: Result, *, evidence: CheckedFile | None, by: Staff) -> Result:
    """Enter a result by hand（手入力の実績）, with its evidence attached; sent twice, kept once.

    Refuses a day outside the plan or in the future, a number its line cannot have, a line counted
    from records, another office's business, and a full disk.
    """
    with files_with_rows("attachment") as written, transaction.atomic():
        return _entered(result, evidence, written, by)


def _entered(result: Result, evidence: CheckedFile | None, written: Written, by: Staff) -> Result:
    again = Result.objects.filter(programme=result.programme, entry_key=result.entry_key).first()
    if again is not None:
        return again
    _check(result)
    if evidence is not None:
        _attach(result, evidence, written)
    result.entered_by = by
    result.entered_at = clock.now()
    result.save()
    return result


def edit_result(
    result: Result, *, evidence: CheckedFile | None, drop_attachment: bool, seen_version: int
) -> Result:
    """Save an edited result; a new file takes the place of the old one, which stays stored.

    Refuses what :func:`enter_result` refuses, a withdrawn result, and an edit made on top of
    someone else's (``EditConflict``).
    """
    if hasattr(result, "withdrawal"):
        raise RuleViolation("withdrawn", "取り消した実績は変更できません。")
    _check(result)
    with files_with_rows("attachment") as written, transaction.atomic():
        if evidence is not None:
            _attach(result, evidence, written)
        elif drop_attachment:
            result.attachment, result.attachment_name = "", ""
        return result.save_edit(seen_version=seen_version)


def _check(result: Result) -> None:
    """Refuse a day, a business or an answer that the result's line cannot have."""
    programme, business = result.programme, result.business
    line = line_of(programme, result.line)
    if line is None:
        raise RuleViolation("unknown-line", "この指標は計画にありません。")
    if is_counted(line):
        source = source_of(line)
        words = f"{COUNTED.format(source=source)}{source}を入力してください。"
        raise RuleViolation("counted-from-records", words)
    if result.on > clock.today():
        raise RuleViolation("future", "まだ来ていない日付です。", field="on")
    if not programme.period.contains(result.on):
        words = f"計画の期間（{programme.period.span}）の日付を入れてください。"
        raise RuleViolation("outside-plan", words, field="on")
    if business is not None and business.organisation_id != programme.organisation_id:
        raise RuleViolation("other-office", "この事業者は登録されていません。", field="business")
    check_answer(
        counting=line.counting,
        unit=line.unit,
        value=result.value,
        has_business=business is not None,
    )


def _attach(result: Result, evidence: CheckedFile, written: Written) -> None:
    """Attach the file under a name of our own; the one it came with is kept to show."""
    result.attachment_name = evidence.name
    result.attachment = written.keep("results", evidence.content, evidence.kind.suffix)


@transaction.atomic
def withdraw_result(result: Result, *, reason: str, by: Staff) -> ResultWithdrawal:
    """Take back a result entered in error（取消）; it stays readable and counts nowhere."""
    if hasattr(result, "withdrawal"):
        raise RuleViolation("already-withdrawn", "この実績はすでに取り消されています。")
    if not reason.strip():
        raise RuleViolation("no-reason", "取り消す理由を入力してください。", field="reason")
    return ResultWithdrawal.objects.create(
        result=result, at=clock.now(), reason=reason.strip(), confirmed_by=by
    )


@transaction.atomic
def restore_result(result: Result) -> Result:
    """Let a withdrawn result count again（取消を戻す）."""
    for withdrawal in ResultWithdrawal.objects.filter(result=result):
        withdrawal.delete()
    return result
