"""The finished analyses of a year together（地域の課題）: who has which problem, and the shares.

One analysis of each business is looked at, the one finished last in the year（実数）. Explained in
docs/rules/regional-shares.md.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from banso.accounts.models import Organisation
from banso.core.fiscal_year import FiscalYear, Period
from banso.diagnosis.models import Completion, Diagnosis, DiagnosisQuerySet, Finding
from banso.diagnosis.queries.analysing import answers_of, thawed
from banso.diagnosis.rules.analysis import Circumstances, proposal_of
from banso.diagnosis.rules.findings.proposing import Proposal
from banso.diagnosis.rules.priorities import Share, proposed
from banso.diagnosis.rules.regional import (
    BY_INDUSTRY,
    PROBLEMS,
    GroupLine,
    Observed,
    RegionalTable,
    YearOnYear,
    problems_of,
    regional_rules,
    regional_table,
    year_on_year,
)
from banso.diagnosis.rules.turnover import Turnover, turnover
from banso.registry.models import Business
from banso.registry.rules.industries import BUCKETS, bucket_of

NO_INDUSTRY, NO_DISTRICT = "業種がわからない", "地区がわからない"
_KEPT = 2048  # analyses of which the findings are remembered: years of a large office


@dataclass(frozen=True, slots=True)
class Firm:
    """One business of a year: its analysis, what was seen, and what its adviser set aside."""

    diagnosis: Diagnosis
    observed: Observed
    set_aside: frozenset[str]

    @property
    def business(self) -> Business:
        """Whose analysis it is."""
        return self.diagnosis.business

    def is_set_aside(self, problem: str) -> bool:
        """Whether a finding of the problem was set aside with a reason, so that it is not there."""
        aside = PROBLEMS[problem].findings & self.set_aside
        return bool(aside) and self.observed.problems.get(problem) is False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a problem: its counts, and its share beside the year before."""

    line: GroupLine
    move: YearOnYear


@dataclass(frozen=True, slots=True)
class Region:
    """A year beside the year before. Tables are made of them when asked for."""

    year: FiscalYear
    firms: tuple[Firm, ...]
    earlier: tuple[Firm, ...]

    @property
    def turnover(self) -> Turnover:
        """How many businesses joined and left since the year before."""
        before, now = (
            [firm.diagnosis.business_id for firm in firms] for firms in (self.earlier, self.firms)
        )
        return turnover(before, now)

    def table(self, problem: str, by: str) -> RegionalTable:
        """One problem by industry or district, industries in the order of the plan."""
        return _table(self.firms, problem, by)

    def rows(self, problem: str, by: str) -> tuple[GroupRow, ...]:
        """Each group of the table beside the year before, the total last."""
        table = self.table(problem, by)
        moves = year_on_year(_table(self.earlier, problem, by), table)
        pairs = zip((*table.lines, table.total), moves, strict=True)
        return tuple(GroupRow(line, move) for line, move in pairs)

    def share(self, problem: str) -> Share:
        """One problem over all businesses."""
        before, now = (_table(firms, problem, BY_INDUSTRY) for firms in (self.earlier, self.firms))
        move = YearOnYear(PROBLEMS[problem].ja, before.total.proportion, now.total.proportion)
        return Share(problem, now.total, move)

    def not_known(self, problem: str) -> int:
        """Of how many businesses it is not known."""
        return sum(firm.observed.problems.get(problem) is None for firm in self.firms)

    @property
    def shares(self) -> tuple[Share, ...]:
        """Every problem, in the order of the table."""
        return tuple(self.share(problem) for problem in PROBLEMS)

    @property
    def proposed(self) -> tuple[Share, ...]:
        """Every problem, in the order in which they are proposed as priority fields."""
        return proposed(self.shares)


def _table(firms: Sequence[Firm], problem: str, by: str) -> RegionalTable:
    table = regional_table((firm.observed for firm in firms), problem, by)
    places = {name: at for at, name in enumerate(BUCKETS)}
    lines = sorted(table.lines, key=lambda line: (places.get(line.name, len(places)), line.name))
    return replace(table, lines=tuple(lines))


def region_of(organisation: Organisation, year: FiscalYear) -> Region:
    """The year and the year before. Two queries, however many analyses there are."""
    period = Period(year.previous.first_day, year.last_day)
    finished = Diagnosis.objects.of(organisation).completed_during(period)
    rows = finished.select_related("completion", "business__district", "business__erasure")
    latest: dict[tuple[FiscalYear, int], Diagnosis] = {}
    for row in rows.order_by("completion__on", "pk"):
        latest[FiscalYear.of(row.completion.on), row.business_id] = row
    aside = _set_aside(finished)
    found: dict[FiscalYear, list[Firm]] = defaultdict(list)
    for (of, _), diagnosis in latest.items():
        found[of].append(_firm(diagnosis, frozenset(aside.get(diagnosis.pk, ()))))
    return Region(year, tuple(found[year]), tuple(found[year.previous]))


def _set_aside(finished: DiagnosisQuerySet) -> Mapping[int, set[str]]:
    """The findings of the problems that were set aside with a reason, by the analysis."""
    wanted = {key for problem in PROBLEMS.values() for key in problem.findings}
    rows = Finding.objects.rejected().exclude(verdict__reason="")
    rows = rows.filter(rule__in=wanted, diagnosis__in=finished)
    found: dict[int, set[str]] = defaultdict(set)
    for diagnosis, rule in rows.values_list("diagnosis", "rule"):
        found[diagnosis].add(rule)
    return found


def _firm(diagnosis: Diagnosis, set_aside: frozenset[str]) -> Firm:
    business = diagnosis.business
    industry = bucket_of(diagnosis.industry_code) if diagnosis.industry_code else NO_INDUSTRY
    district = business.district.name if business.district else NO_DISTRICT
    if hasattr(business, "erasure"):  # what was found of it was erased: it is counted, no more
        return Firm(diagnosis, Observed(industry, district), frozenset())
    answers = json.dumps(diagnosis.answers, sort_keys=True)
    proposal = _proposal(json.dumps(diagnosis.completion.frozen, sort_keys=True), answers)
    problems = problems_of(proposal, set_aside)
    return Firm(diagnosis, Observed(industry, district, problems), set_aside)


@lru_cache(maxsize=_KEPT)
def _proposal(accounts: str, answers: str) -> Proposal:
    """What today's rules say of accounts as they were frozen: the same text, the same findings."""
    statements = [thawed(row) for row in json.loads(accounts)]
    around = Circumstances(answers=answers_of(json.loads(answers)))
    return proposal_of(statements, around, regional_rules())


def years_of(organisation: Organisation) -> tuple[FiscalYear, ...]:
    """The years in which analyses were finished, the newest first. One query."""
    rows = Completion.objects.filter(diagnosis__business__organisation=organisation)
    months = rows.dates("on", "month")
    return tuple(sorted({FiscalYear.of(month) for month in months}, reverse=True))
