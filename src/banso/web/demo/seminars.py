"""Analysis seminars（経営分析セミナー）of the demonstration: one held, one to come."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import models

from banso.accounts.history import acting, past_of
from banso.accounts.models import Person, Staff
from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.workdays import next_working_day
from banso.diagnosis.actions import (
    Taking,
    Wishes,
    ask_for_analysis,
    begin_paper,
    hold_seminar,
    join_seminar,
    keep_step_of_workbook,
    mark_of,
    take_up_request,
)
from banso.diagnosis.models import AnalysisRequest, SeminarSession, Workbook
from banso.records.models import SupportRecord
from banso.registry.models import Business, LegalForm
from banso.web.demo.keeping import new_id
from banso.web.demo.particulars import STAR
from banso.web.demo.people import Office
from banso.web.demo.scale import Span

_HELD_BEFORE = timedelta(days=10)
_COMES_AFTER = timedelta(days=20)
_MADE_BEFORE = timedelta(days=45)
_ANSWERED_AFTER = timedelta(days=3)
_KNOWN_FOR = timedelta(days=60)
_TEN_THOUSAND = 10_000
_UNIT = "ten-thousand-yen"


def hold_seminars(rng: Random, office: Office, span: Span) -> None:
    """Hold one seminar with eight guests, of whom two asked and one was answered; plan the next."""
    by = office.advisers[0]
    held_on = span.until - _HELD_BEFORE
    with _at(held_on - _MADE_BEFORE, by.person):
        past = _session(rng, held_on, by)
    with _at(held_on, by.person):
        _session(rng, span.until + _COMES_AFTER, by)
    text = Path(__file__).with_name("seminars.toml").read_text("utf-8")
    for guest in tomllib.loads(text)["guest"]:
        is_known = guest.get("registered", False)
        business = _known_business(office, guest["bucket"], held_on) if is_known else None
        if is_known and business is None:
            continue
        with _at(held_on, by.person):
            book = _write(rng, past, guest, business, by)
            request = _ask(rng, book, guest, business)
        if guest.get("answered") and request and business:
            _answer(rng, request, business, by, held_on)


def _session(rng: Random, held_on: date, by: Staff) -> SeminarSession:
    session = SeminarSession(
        public_id=new_id(rng), title="経営分析セミナー", held_on=held_on, place="群馬商工会館"
    )
    return hold_seminar(session, by=by)


def _known_business(office: Office, bucket: str, held_on: date) -> Business | None:
    """A business of that trade, known to the office for a while, without accounts so far."""
    rows = Business.objects.of(office.organisation).open().in_bucket(bucket)
    known = rows.filter(support_records__on__lt=held_on - _KNOWN_FOR, adviser__isnull=False)
    known = known.filter(statements__isnull=True).exclude(name=STAR)
    known = known.exclude(phone="").exclude(owner_name="")
    return known.distinct().order_by("public_id").first()


@contextmanager
def _at(day: date, person: Person) -> Iterator[None]:
    """Hold the clock on an afternoon, everything signed by the person."""
    with clock.fixed(datetime.combine(day, time(15), TOKYO)), acting(person):
        yield


def _write(
    rng: Random,
    session: SeminarSession,
    guest: dict[str, Any],
    business: Business | None,
    by: Staff,
) -> Workbook:
    """A guest's workbook, as far as they came."""
    corporation, proprietor = LegalForm.CORPORATION, LegalForm.SOLE_PROPRIETOR
    form = business.legal_form if business else proprietor
    key = new_id(rng)
    book = Workbook(
        public_id=key,
        session=session,
        business_name=business.name if business else guest["name"],
        owner_name=business.owner_name if business else guest["owner"],
        phone=business.phone if business else "",
        legal_form=corporation if form == corporation else proprietor,
        bucket=guest["bucket"],
    )
    if guest.get("paper"):
        book, typist = begin_paper(book, by=by), by
    else:
        (book, _), typist = join_seminar(book, entry_key=key), None
    steps = {
        "figures": _figures(guest),
        "swot": guest.get("swot"),
        "ninety-days": guest.get("ninety_days"),
    }
    for step, content in steps.items():
        if content:
            opened = mark_of(book, step)
            book = keep_step_of_workbook(book, step, content, opened=opened, by=typist)
    return book


def _figures(guest: dict[str, Any]) -> dict[str, Any]:
    years: dict[str, dict[str, Any]] = {
        which: {key: amount * _TEN_THOUSAND for key, amount in guest.get(which, {}).items()}
        for which in ("now", "before")
    }
    for which, people in zip(("now", "before"), guest.get("people", ()), strict=False):
        years[which]["employees"] = people
    if not any(years.values()):
        return {}
    ends_on = date(clock.today().year - 1, 12, 31)
    return {"unit": _UNIT, "ends_on": ends_on.isoformat(), **years}


def _ask(
    rng: Random, book: Workbook, guest: dict[str, Any], business: Business | None
) -> AnalysisRequest | None:
    if "wish" not in guest or business is None:
        return None
    wishes = Wishes(guest["wish"], guest["best_time"], business.phone)
    request = ask_for_analysis(book, wishes)
    _number(rng, request)
    return request


def _answer(
    rng: Random, request: AnalysisRequest, business: Business, by: Staff, held_on: date
) -> None:
    """The request taken up by the firm's own adviser, a few days after the seminar."""
    adviser = business.adviser or by
    day = next_working_day(held_on + _ANSWERED_AFTER)
    with _at(day, adviser.person):
        taking = Taking(business, adviser, next_working_day(day + timedelta(days=7)))
        taken = take_up_request(request, taking, by=adviser)
    record, diagnosis = taken.answer.record, taken.answer.diagnosis
    if record:
        _number(rng, record)
        past_of(SupportRecord).filter(id=record.pk).update(history_type="+")  # as all of the office
        for promise in record.promises.order_by("pk"):
            _number(rng, promise)
    for statement in business.statements.order_by("ends_on"):
        _number(rng, statement)
    if diagnosis:
        _number(rng, diagnosis)
        for entry in diagnosis.entries.order_by("pk"):
            _number(rng, entry)


def _number(rng: Random, row: models.Model) -> None:
    """Give a row a public id that the same seed gives again."""
    public_id, model = new_id(rng), type(row)
    model._default_manager.filter(pk=row.pk).update(public_id=public_id)
    past_of(model).filter(id=row.pk).update(public_id=public_id)
    setattr(row, "public_id", public_id)  # noqa: B010 - every row given here has one
