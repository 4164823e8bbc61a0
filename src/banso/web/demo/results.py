"""Results entered by hand（手入力の実績）: some met, some missed, some 不明."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from banso.core.workdays import next_working_day, working_days
from banso.programme.models import Programme, Result, ResultWithdrawal
from banso.web.demo.agenda import Agenda
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.people import Office
from banso.web.demo.scale import Span

_TABLE = Path(__file__).with_name("results.tsv")
_UNKNOWN = "?"
_FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the table: indicator, month and day, the business met about a topic, the value."""

    line: str
    month: int
    day: int
    topic: str
    place: int
    value: Decimal | None
    note: str

    def on(self, span: Span) -> date:
        """The day in the year in progress."""
        year = span.year.start_year + (self.month < _FIRST_MONTH)
        return date(year, self.month, self.day)


def enter_results(
    rng: Random, programme: Programme, agenda: Agenda, office: Office, span: Span
) -> None:
    """Save the results up to the last day, if the plan covers the year; one was withdrawn."""
    if not programme.period.contains(span.year.first_day):
        return
    due = [noted for noted in _noted() if noted.on(span) <= span.until]
    entered = [_result(rng, noted, programme, agenda, office, span) for noted in due]
    if not entered:
        return
    mistaken = _mistaken(rng, entered[0])
    keep(Result, [*entered, mistaken])
    withdrawal = ResultWithdrawal(
        result=mistaken.row,
        at=mistaken.at,
        reason="同じ実績を二重に入力したため",
        confirmed_by=mistaken.row.entered_by,
    )
    keep(ResultWithdrawal, [Signed(withdrawal, mistaken.by, mistaken.at)])


def _noted() -> list[Noted]:
    _, *lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines]


def _read(line: str) -> Noted:
    key, on, topic, place, value, note = line.split("\t")
    month, day = on.split("-")
    number = None if value == _UNKNOWN else Decimal(value)
    return Noted(key, int(month), int(day), topic, int(place or 0), number, note)


def _result(
    rng: Random, noted: Noted, programme: Programme, agenda: Agenda, office: Office, span: Span
) -> Signed[Result]:  # fmt: skip
    met = agenda.met.get(noted.topic, [])
    entry = met[noted.place % len(met)] if met else None
    by = (entry.business.adviser if entry else None) or rng.choice(office.supporters)
    on = noted.on(span)
    entered_on = min(next_working_day(on), span.until)
    row = Result(
        public_id=new_id(rng),
        entry_key=new_id(rng),
        programme=programme,
        line=noted.line,
        on=on,
        business=entry.business if entry else None,
        value=noted.value,
        note=noted.note,
        entered_by=by,
        entered_at=written_at(
            rng.choice(working_days(entered_on, span.until)[:6]), rng, span.until
        ),
    )
    return Signed(row, by.person, row.entered_at)


def _mistaken(rng: Random, original: Signed[Result]) -> Signed[Result]:
    row = copy.copy(original.row)
    row.public_id, row.entry_key = new_id(rng), new_id(rng)
    return Signed(row, original.by, original.at)
