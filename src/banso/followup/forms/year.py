"""What the page of a year is asked in its address: the year, other rhythms to try, a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, QueryDict
from django.utils.http import urlencode

from banso.core.fiscal_year import FiscalYear, Period
from banso.core.refusals import RuleViolation
from banso.followup.queries.year import YearFirms
from banso.followup.queries.year_page import SEPARATOR, Tried
from banso.followup.rules.rhythm import Rhythm

_FARTHEST = 5  # years from this one


def asked_year(asked: QueryDict, today: date) -> FiscalYear:
    """The fiscal year named, else this one. 404 for one that cannot be, or is far away."""
    this = FiscalYear.of(today)
    key = asked.get("year", "")
    try:
        year = FiscalYear.from_key(key) if key else this
    except RuleViolation as unknown:
        raise Http404(key) from unknown
    if abs(year.start_year - this.start_year) > _FARTHEST:
        raise Http404(key)
    return year


def asked_month(asked: QueryDict, year: FiscalYear) -> Period | None:
    """The month named（2026-04）, of the year; ``None`` for the whole year. 404 for any other."""
    key = asked.get("month", "")
    if not key:
        return None
    for month in year.months:
        if f"{month.first:%Y-%m}" == key:
            return month
    raise Http404(key)


@dataclass(frozen=True, slots=True)
class TryOut:
    """The rhythms to try, as the address names them, and how many of them could not be read."""

    year: FiscalYear
    tried: tuple[Tried, ...]
    unread: int

    @property
    def changed(self) -> dict[int, Rhythm]:
        """The rhythms by the key of the business."""
        return {one.key: one.rhythm for one in self.tried}

    def query(self, tokens: Iterable[str] | None = None) -> str:
        """The query of the page with these rhythms to try（those asked for）."""
        every = [one.token for one in self.tried] if tokens is None else tokens
        return urlencode([("year", self.year.key), *(("try", token) for token in every)])

    def without(self, left_out: Tried) -> str:
        """The query with one business less."""
        return self.query(one.token for one in self.tried if one is not left_out)

    def adding(self, token: str) -> str:
        """The query with one business more."""
        return self.query([*(one.token for one in self.tried), token])


def asked_to_try(asked: QueryDict, firms: YearFirms) -> TryOut:
    """The rhythms to try; of one business the last named counts."""
    follows = {str(row.business.public_id): row for row in firms.follows.values()}
    rhythms = {one.key: one for one in firms.rules.rhythms.all}
    tokens = [token for token in asked.getlist("try") if token]
    found: dict[int, Tried] = {}
    unread = 0
    for token in tokens:
        firm, _, key = token.partition(SEPARATOR)
        if firm in follows and key in rhythms:
            one = Tried(follows[firm], rhythms[key])
            found[one.key] = one
        else:
            unread += 1
    return TryOut(firms.year, tuple(found.values()), unread)
