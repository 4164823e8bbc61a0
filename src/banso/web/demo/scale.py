"""How large the demonstration is（規模）: the whole office, or a small one for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from banso.core.fiscal_year import FiscalYear
from banso.web.demo import trades


@dataclass(frozen=True, slots=True)
class Scale:
    """How many businesses and records; ``records`` are the year in progress first, then back."""

    businesses: int = trades.TOTAL
    small: int = trades.SMALL
    unknown: int = trades.UNKNOWN
    closures: int = 25
    records: tuple[int, int, int] = (1180, 720, 560)


WHOLE = Scale()
SMALL_OFFICE = Scale(businesses=160, small=112, unknown=3, closures=4, records=(260, 90, 60))


@dataclass(frozen=True, slots=True)
class Span:
    """The days the demonstration covers: two lighter years and the year of ``until``."""

    until: date

    @property
    def year(self) -> FiscalYear:
        """The year in progress."""
        return FiscalYear.of(self.until)

    @property
    def years(self) -> tuple[FiscalYear, FiscalYear, FiscalYear]:
        """The year in progress first, then back."""
        return self.year, self.year.previous, self.year.previous.previous

    @property
    def first_day(self) -> date:
        """The first day of the first year."""
        return self.years[-1].first_day

    @property
    def opened_on(self) -> date:
        """The day the office began to enter its register, four weeks earlier."""
        return self.first_day - timedelta(days=28)
