"""The case bank of the demonstration（事例集）: checked cases, drafts, one due for its review."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from banso.core.clock import TOKYO
from banso.core.workdays import next_working_day
from banso.records.models import CaseCheck, SupportCase, SupportRecord, Topic
from banso.records.rules.days import months_later
from banso.registry.rules.industries import industries
from banso.web.demo.keeping import Signed, keep, keep_links, new_id
from banso.web.demo.people import Office
from banso.web.demo.scale import Span

_TABLE = Path(__file__).with_name("cases.toml")
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A case as the table tells it."""

    kind: str
    bucket: str
    topic: str
    months: int
    title: str
    happened: str
    done: str
    outcome: str
    lesson: str
    draft: bool = field(default=False)


def told_cases() -> list[Told]:
    """Every case of the table."""
    written = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return [Told(**case) for case in written["case"]]


def fill_case_bank(rng: Random, office: Office, span: Span) -> None:
    """Save the cases with their records, topics and checks, each signed.

    One told more than a year ago has come to its review; an older one was found good again.
    """
    told = told_cases()
    drawn = [(one, _records(one, office)) for one in told]
    entries = [_entry(rng, one, records, office, span) for one, records in drawn]
    history = keep(SupportCase, entries)
    topics = {row.key: row for row in Topic.objects.filter(organisation=office.organisation)}
    keep_links(
        SupportCase,
        "topics",
        [
            (entry.row, [topics[one.topic]], past)
            for entry, one, past in zip(entries, told, history, strict=True)
        ],
    )
    for entry, (_, records) in zip(entries, drawn, strict=True):
        entry.row.records.set(records)
    checks = [
        _check(entry, one, office, span)
        for entry, one in zip(entries, told, strict=True)
        if not one.draft
    ]
    keep(CaseCheck, checks)


def _records(one: Told, office: Office) -> list[SupportRecord]:
    """The latest records of one firm of that kind about the topic; none in a very small office."""
    codes = [row.code for row in industries() if row.bucket == one.bucket]
    about = SupportRecord.objects.of(office.organisation).about((one.topic,))
    latest = about.filter(business__industry_code__in=codes).select_related("business").first()
    if latest is None:
        return []
    return list(about.filter(business=latest.business).select_related("business")[:3])


def _entry(
    rng: Random, one: Told, records: list[SupportRecord], office: Office, span: Span
) -> Signed[SupportCase]:
    at = _moment(one, span)
    business = records[0].business if records else None
    by = office.advisers[rng.randrange(1, len(office.advisers))]
    codes = [row.code for row in industries() if row.bucket == one.bucket]
    case = SupportCase(
        public_id=new_id(rng),
        organisation=office.organisation,
        business=business,
        kind=one.kind,
        title=one.title,
        industry_code=business.industry_code if business else codes[0],
        happened=one.happened,
        done=one.done,
        outcome=one.outcome,
        lesson=one.lesson,
        written_by=by,
        text_by=by,
        written_at=at,
    )
    return Signed(case, by.person, at)


def _moment(one: Told, span: Span) -> datetime:
    """The morning on which it was written; never later than the demonstration's last day."""
    day = next_working_day(months_later(span.until, -one.months) - timedelta(days=9))
    return datetime.combine(min(day, span.until), time(9, 30), TOKYO)


def _check(entry: Signed[SupportCase], one: Told, office: Office, span: Span) -> Signed[CaseCheck]:
    """Confirmed the same day by the statutory adviser; due a year later, or put off once."""
    due_on = months_later(entry.at.date(), _A_YEAR)
    if one.months > _A_YEAR:
        due_on = months_later(span.until, 2)
    checker = office.advisers[0]
    at = entry.at + timedelta(hours=1)
    check = CaseCheck(
        case=entry.row, text_version=1, at=at, checked_by=checker, review_due_on=due_on
    )
    return Signed(check, checker.person, at)
