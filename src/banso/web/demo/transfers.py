"""Records of the year already carried over（転記済）: all but the latest month's."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from banso.core.clock import TOKYO
from banso.core.fiscal_year import Period
from banso.core.workdays import next_working_day
from banso.records.models import SupportRecord, Transfer
from banso.web.demo.keeping import Signed, keep
from banso.web.demo.people import Office
from banso.web.demo.scale import Span

_BEHIND = timedelta(days=14)
_EDITED_SINCE = 4  # so many records put right later still read otherwise over there


def carry_over(office: Office, span: Span) -> None:
    """Mark the year's records up to two weeks ago as carried over by a member of support staff.

    A few were put right since, and one was withdrawn since: those wait again.
    """
    last = span.until - _BEHIND
    if last < span.year.first_day:
        return
    rows = SupportRecord.objects.filter(organisation=office.organisation)
    rows = rows.during(Period(span.year.first_day, last)).select_related("withdrawal")
    standing = [row for row in rows if not hasattr(row, "withdrawal")]
    withdrawn = [row for row in rows if hasattr(row, "withdrawal")][:1]
    edited = {row.pk for row in [row for row in standing if row.version > 1][:_EDITED_SINCE]}
    keep(
        Transfer,
        [_carried(row, office, span, edited=row.pk in edited) for row in [*standing, *withdrawn]],
    )


def _carried(
    record: SupportRecord, office: Office, span: Span, *, edited: bool
) -> Signed[Transfer]:
    by = office.supporters[0]
    day = min(next_working_day(record.recorded_at.astimezone(TOKYO).date()), span.until)
    at = max(datetime.combine(day, time(8, 50), TOKYO), record.recorded_at)
    transfer = Transfer(
        record=record,
        number=1,
        record_version=1 if edited else record.version,
        at=at,
        made_by=by,
    )
    return Signed(transfer, by.person, at)
