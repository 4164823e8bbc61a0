"""Decisions about the plan: loading it, agreeing what it means, entering results by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.programme.attachments import check_attachment
from banso.programme.measures import MEASURES
from banso.programme.models import (
    AgreedDefinition,
    Programme,
    ProgrammeEdition,
    Result,
    ResultWithdrawal,
)
from banso.programme.rules.document import ProgrammeDocument
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
    elsewhere = _belongs_elsewhere(document, organisation)
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
    _hand_out_settings(document, organisation)
    return LoadOutcome(edition, is_new=True)


def _belongs_elsewhere(document: ProgrammeDocument, organisation: Organisation) -> Problem | None:
    theirs, ours = document.organisation.corporate_number, organisation.corporate_number
    if not ours or ours == theirs:
        return None
    message = f"この計画は法人番号 {theirs} の組織のものです（{organisation}は {ours}）。"
    return Problem("organisation.corporate_number", "other-organisation", message)


def _programme_row(document: ProgrammeDocument, organisation: Organisation) -> Programme:
    programme = Programme.objects.of(organisation).filter(key=document.key).first()
    programme = programme or Programme(organisation=organisation, key=document.key)
    programme.title = document.title
    programme.starts_on = document.period.first_day
    programme.ends_on = document.period.last_day
    programme.save()
    return programme


def _hand_out_settings(document: ProgrammeDocument, organisation: Organisation) -> None:
    """Give each lower room what the plan decides for it; it then reads only its own tables."""
    set_districts(organisation, [(place.key, place.name) for place in document.districts])
    set_topics(
        organisation,
        [
            Topic(key=topic.key, name=topic.name, section=topic.section or "", kind=topic.kind)
            for topic in document.topics
        ],
    )


@transaction.atomic
def agree_definition(
    programme: Programme, *, line: str, text: str, on: date, by: Staff
) -> AgreedDefinition:
    """Record what the office agreed an indicator means（定義の取り決め）; earlier ones stay."""
    if not text.strip():
        raise RuleViolation("empty", "取り決めた定義を入力してください。", field="text")
    if on > clock.today():
        raise RuleViolation("future", "取り決めた日に未来の日付は入れられません。", field="on")
    return AgreedDefinition.objects.create(
        programme=programme, line=line, text=text.strip(), agreed_on=on, agreed_by=by
    )


@transaction.atomic
def enter_result(result: Result, *, upload: UploadedFile | None, by: Staff) -> Result:
    """Enter a result by hand（手入力の実績）, with its evidence attached.

    Refuses a day outside the plan or in the future, another office's business, and a file that is
    not what its name says.
    """
    if result.on > clock.today():
        raise RuleViolation("future", "まだ来ていない日付です。", field="on")
    if not result.programme.period.contains(result.on):
        span = result.programme.period.span
        raise RuleViolation("outside-plan", f"計画の期間（{span}）の日付を入れてください。", field="on")
    business = result.business
    if business is not None and business.organisation_id != by.organisation_id:
        raise RuleViolation("other-office", "この事業者は登録されていません。", field="business")
    if upload is not None:
        result.attachment_name = check_attachment(upload)
        result.attachment = upload
    result.entered_by = by
    result.entered_at = clock.now()
    result.save()
    return result


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
