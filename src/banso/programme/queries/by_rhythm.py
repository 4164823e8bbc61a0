"""Where a year of follow-up leads by the rhythms of the visits, as 年間の見通し reckons."""

from __future__ import annotations

from dataclasses import dataclass

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.queries.visits import TOPIC
from banso.followup.queries.year import year_firms
from banso.programme.measures import BUSINESSES_SUPPORTED, is_recorded
from banso.programme.rules.document import IndicatorLine


@dataclass(frozen=True, slots=True)
class ByRhythm:
    """What is foreseen of a year if every visit is made as its rhythm says.

    ``chosen`` is how many firms are chosen for the year; ``None`` is not told.
    """

    visits: int | None = None
    businesses: int | None = None
    chosen: int | None = None

    def foreseen_of(self, line: IndicatorLine) -> int | None:
        """Visits for 延べ, businesses for 実数; of results and of other topics nothing."""
        if not is_recorded(line) or TOPIC not in line.options.topics:
            return None
        return self.businesses if line.measure == BUSINESSES_SUPPORTED else self.visits


def by_rhythm(organisation: Organisation, year: FiscalYear) -> ByRhythm:
    """What is foreseen of the year going on; nothing of any other. Thirteen queries at most."""
    if year != FiscalYear.of(clock.today()):
        return ByRhythm()
    outlook = year_firms(organisation, year).outlook
    return ByRhythm(outlook.visits, outlook.businesses)
