"""Measures of what became of businesses（成果）: 売上増加・利益率1%以上増加, from statements.

Looked at are the businesses followed up in a fiscal year（by the line's topics and kinds）and the
period of theirs that ended in it; which reading of 「1%以上」 counts, the programme says. Unknown
is no 減少: it is counted apart. See docs/rules/outcomes.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.followup.queries import BusinessOutcome, outcomes_of, rules_of
from banso.followup.rules.outcomes import Outcome, Result
from banso.programme.models import Programme
from banso.programme.rules.consistency import MARGIN_UP, OUTCOME_MEASURES
from banso.programme.rules.document import GoalLine, IndicatorLine, MeasureOptions
from banso.programme.rules.tallies import Tally
from banso.records.models import SupportRecord

Line = IndicatorLine | GoalLine
NOBODY = "フォローアップした事業者がまだありません"
NO_ACCOUNTS = "比べられる決算がまだありません"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One business in one fiscal year, as the line looks at it."""

    found: BusinessOutcome
    result: Result

    @property
    def outcome(self) -> Outcome:
        """増加・減少・横ばい・不明."""
        return self.result.outcome

    @property
    def counts(self) -> bool:
        """Whether it makes its business count."""
        return self.result.outcome is Outcome.UP

    def is_of(self, period: Period) -> bool:
        """Whether its accounts end in the period; without accounts, whether its year is in it."""
        if self.found.ends_on is not None:
            return period.contains(self.found.ends_on)
        year = self.found.year.whole
        return period.first <= year.first and year.last <= period.last


def is_outcome(line: Line) -> bool:
    """Whether the line is counted from statements（決算）."""
    return line.measure in OUTCOME_MEASURES


def outcome_rows(programme: Programme, line: Line, period: Period) -> list[OutcomeRow]:
    """The businesses behind a line in a period, in no order."""
    rows = _found(programme, line.options, [period])
    return [row for row in _as_rows(line, rows) if row.is_of(period)]


def outcome_tallies(
    programme: Programme, lines: Iterable[Line], periods: Sequence[Period]
) -> dict[tuple[str, Period], Tally]:
    """Each line's tally in each period; one query for each fiscal year, and three more."""
    found: dict[tuple[str, Period], Tally] = {}
    by_options: dict[MeasureOptions, list[Line]] = defaultdict(list)
    for line in lines:
        by_options[line.options].append(line)
    for options, alike in by_options.items():
        businesses = _found(programme, options, periods)
        for line in alike:
            rows = _as_rows(line, businesses)
            for period in periods:
                found[line.key, period] = _tally(rows, period)
    return found


def _as_rows(line: Line, found: Sequence[BusinessOutcome]) -> list[OutcomeRow]:
    is_margin = line.measure == MARGIN_UP
    return [OutcomeRow(one, one.margin if is_margin else one.sales) for one in found]


def _found(
    programme: Programme, options: MeasureOptions, periods: Sequence[Period]
) -> list[BusinessOutcome]:
    begun = [period for period in periods if period.first <= clock.today()]
    if not begun:
        return []
    first = FiscalYear.of(min(period.first for period in begun))
    last = FiscalYear.of(min(max(period.last for period in begun), clock.today()))
    years = FiscalYear.between(first, max(first, last))
    rows = SupportRecord.objects.of(programme.organisation).about(options.topics).order_by()
    rows = rows.filter(kind__in=options.kinds) if options.kinds else rows
    followed = {
        year: list(rows.during(year.whole).values_list("business", flat=True).distinct())
        for year in years
    }
    return outcomes_of(followed, rules_of(programme.organisation).margin_reading)


def _tally(rows: Sequence[OutcomeRow], period: Period) -> Tally:
    """How many businesses grew; 不明 apart. Where nothing is known there is no number."""
    if period.first > clock.today():
        return Tally.ahead()
    inside = [row for row in rows if row.is_of(period)]
    unknown = sum(row.outcome is Outcome.UNKNOWN for row in inside)
    if unknown == len(inside):
        return Tally(None, unknown, unknown=unknown, reason=NO_ACCOUNTS if rows else NOBODY)
    grown = {row.found.business for row in inside if row.counts}
    return Tally(len(grown), len(inside), businesses=len(grown), unknown=unknown)


def outcome_words(rows: Sequence[OutcomeRow], unit: str) -> str:
    """「5者（増加5・減少2・横ばい1・不明3）」; the businesses that grew, once each."""
    times = Counter(row.outcome for row in rows)
    told = "・".join(f"{outcome.value}{times[outcome]}" for outcome in Outcome)
    grown = len({row.found.business for row in rows if row.counts})
    known = len(rows) - times[Outcome.UNKNOWN]
    return f"{grown if known else '−'}{unit if known else ''}（{told}）"
