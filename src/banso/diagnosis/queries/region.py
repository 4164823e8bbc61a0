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

from django.db.models import TextField
from django.db.models.functions import Cast

from banso.accounts.models import Organisation
from banso.core.fiscal_year import FiscalYear, Period
from banso.diagnosis.models import Completion, Diagnosis, DiagnosisQuerySet, Finding
from banso.diagnosis.queries.analysing import answers_of, thawed
from banso.diagnosis.rules.analysis import Circumstances, proposal_of
from banso.diagnosis.rules.findings.proposing import Proposal
from banso.diagnosis.rules.priorities import Spread, proposed
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
class Subject:
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
    subjects: tuple[Subject, ...]
    earlier: tuple[Subject, ...]

    @property
    def turnover(self) -> Turnover:
        """How many businesses joined and left since the year before."""
        before, now = (
            [subject.diagnosis.business_id for subject in subjects]
            for subjects in (self.earlier, self.subjects)
        )
        return turnover(before, now)

    def table(self, problem: str, by: str) -> RegionalTable:
        """One problem by industry or district, industries in the order of the plan."""
        return _table(self.subjects, problem, by)

    def rows(self, problem: str, by: str) -> tuple[GroupRow, ...]:
        """Each group of the table beside the year before, the total last."""
        table = self.table(problem, by)
        moves = year_on_year(_table(self.earlier, problem, by), table)
        pairs = zip((*table.lines, table.total), moves, strict=True)
        return tuple(GroupRow(line, move) for line, move in pairs)

    def spread(self, problem: str) -> Spread:
        """One problem over all businesses."""
        before, now = (
            _table(subjects, problem, BY_INDUSTRY) for subjects in (self.earlier, self.subjects)
        )
        move = YearOnYear(PROBLEMS[problem].ja, before.total.proportion, now.total.proportion)
        return Spread(problem, now.total, move)

    def not_known(self, problem: str) -> int:
        """Of how many businesses it is not known."""
        return sum(subject.observed.problems.get(problem) is None for subject in self.subjects)

    @property
    def spreads(self) -> tuple[Spread, ...]:
        """Every problem, in the order of the table."""
        return tuple(self.spread(problem) for problem in PROBLEMS)

    @property
    def proposed(self) -> tuple[Spread, ...]:
        """Every problem, in the order in which they are proposed as priority fields."""
        return proposed(self.spreads)


def _table(subjects: Sequence[Subject], problem: str, by: str) -> RegionalTable:
    table = regional_table((subject.observed for subject in subjects), problem, by)
    places = {name: at for at, name in enumerate(BUCKETS)}
    lines = sorted(table.lines, key=lambda line: (places.get(line.name, len(places)), line.name))
    return replace(table, lines=tuple(lines))


def region_of(organisation: Organisation, year: FiscalYear) -> Region:
    """The year and the year before. Two queries, however many analyses there are."""
    period = Period(year.previous.first_day, year.last_day)
    finished = Diagnosis.objects.of(organisation).completed_during(period)
    rows = finished.select_related("completion", "business__district", "business__erasure")
    # As text: read only where today's rules have not judged the same accounts before.
    kept = rows.annotate(accounts=Cast("completion__frozen", TextField()))
    latest: dict[tuple[FiscalYear, int], tuple[Diagnosis, str]] = {}
    for row in kept.defer("completion__frozen", "cash", "shares").order_by("completion__on", "pk"):
        latest[FiscalYear.of(row.completion.on), row.business_id] = (row, row.accounts)  # type: ignore[attr-defined] # annotated
    aside = _set_aside(finished)
    found: dict[FiscalYear, list[Subject]] = defaultdict(list)
    for (of, _), (diagnosis, accounts) in latest.items():
        set_aside = frozenset(aside.get(diagnosis.pk, ()))
        found[of].append(_subject(diagnosis, accounts, set_aside))
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


def _subject(diagnosis: Diagnosis, accounts: str, set_aside: frozenset[str]) -> Subject:
    business = diagnosis.business
    industry = bucket_of(diagnosis.industry_code) if diagnosis.industry_code else NO_INDUSTRY
    district = business.district.name if business.district else NO_DISTRICT
    if hasattr(business, "erasure"):  # what was found of it was erased: it is counted, no more
        return Subject(diagnosis, Observed(industry, district), frozenset())
    answers = tuple(sorted(diagnosis.answers.items()))
    problems = problems_of(_proposal(accounts, answers), set_aside)
    return Subject(diagnosis, Observed(industry, district, problems), set_aside)


@lru_cache(maxsize=_KEPT)
def _proposal(accounts: str, answers: tuple[tuple[str, str], ...]) -> Proposal:
    """What today's rules say of accounts as they were frozen: the same text, the same findings."""
    statements = [thawed(row) for row in json.loads(accounts)]
    around = Circumstances(answers=answers_of(dict(answers)))
    return proposal_of(statements, around, regional_rules())


def years_of(organisation: Organisation) -> tuple[FiscalYear, ...]:
    """The years in which analyses were finished, the newest first. One query."""
    rows = Completion.objects.filter(diagnosis__business__organisation=organisation)
    months = rows.dates("on", "month")
    return tuple(sorted({FiscalYear.of(month) for month in months}, reverse=True))
