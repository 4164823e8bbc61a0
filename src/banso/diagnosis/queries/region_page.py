"""What the page of the region shows around its tables: choices, years, which businesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.diagnosis.models import PriorityChoice
from banso.diagnosis.queries.region import GroupRow, Region, Subject, years_of
from banso.diagnosis.rules.findings.rulebook import Rule
from banso.diagnosis.rules.priorities import PriorityField, Spread
from banso.diagnosis.rules.regional import (
    BY_DISTRICT,
    BY_INDUSTRY,
    PROBLEMS,
    Problem,
    regional_rules,
)

HAS, HAS_NOT, ASIDE, NOT_KNOWN = "当てはまる", "当てはまらない", "見送り（理由あり）", "不明"
ANSWERS = (HAS, HAS_NOT, ASIDE, NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Grouped:
    """One problem by industry or district."""

    by: str
    ja: str
    rows: tuple[GroupRow, ...]

    @property
    def groups(self) -> tuple[GroupRow, ...]:
        """The groups without their total."""
        return self.rows[:-1]

    @property
    def total(self) -> GroupRow:
        """All groups together."""
        return self.rows[-1]

    @property
    def is_all_hidden(self) -> bool:
        """Whether no group may be shown; the total may be, all the same."""
        return all(row.line.is_hidden or not row.line.known for row in self.groups)


@dataclass(frozen=True, slots=True)
class Looked:
    """One problem looked at closely: what it means, which rules say it, and its tables."""

    key: str
    problem: Problem
    rules: tuple[Rule, ...]
    tables: tuple[Grouped, ...]
    not_known: int

    @property
    def is_all_hidden(self) -> bool:
        """Whether not even the total may be shown."""
        return self.total.line.is_hidden

    @property
    def total(self) -> GroupRow:
        """All businesses together: the same in both tables."""
        return self.tables[0].total

    @property
    def shown(self) -> tuple[Grouped, ...]:
        """The tables of which some group may be shown."""
        return tuple(table for table in self.tables if not table.is_all_hidden)

    @property
    def hidden(self) -> tuple[Grouped, ...]:
        """The tables of which no group may be shown."""
        return tuple(table for table in self.tables if table.is_all_hidden)


@dataclass(frozen=True, slots=True)
class FieldNow:
    """A field that holds for a year, and how its share moved since it was chosen."""

    field: PriorityField
    spread: Spread | None


def rules_of(problem: str) -> tuple[Rule, ...]:
    """The rules that say the problem of one business."""
    wanted = PROBLEMS[problem].findings
    return tuple(rule for rule in regional_rules().rulebook.rules if rule.key in wanted)


def looked_at(region: Region, problem: str) -> Looked:
    """The problem by industry and by district."""
    ways = ((BY_INDUSTRY, "業種"), (BY_DISTRICT, "地区"))
    return Looked(
        problem,
        PROBLEMS[problem],
        rules_of(problem),
        tuple(Grouped(by, ja, region.rows(problem, by)) for by, ja in ways),
        region.not_known(problem),
    )


def choices_of(
    organisation: Organisation, years: Sequence[FiscalYear]
) -> dict[FiscalYear, PriorityChoice]:
    """The priority fields decided for the years. One query."""
    rows = PriorityChoice.objects.of(organisation).select_related("decided_by__person")
    found = rows.filter(start_year__in=[year.start_year for year in years])
    return {choice.year: choice for choice in found}


def fields_now(region: Region, choice: PriorityChoice | None) -> list[FieldNow]:
    """The fields with their shares in the region's year."""
    if choice is None:
        return []
    return [
        FieldNow(one, region.spread(one.problem) if one.problem in PROBLEMS else None)
        for one in choice.fields
    ]


def years_to_choose(organisation: Organisation, year: FiscalYear) -> list[FiscalYear]:
    """The years with finished analyses, this year and the one looked at, the newest first."""
    years = {*years_of(organisation), FiscalYear.of(clock.today()), year}
    return sorted(years, reverse=True)


def answer_of(subject: Subject, problem: str) -> str:
    """Whether the business has the problem, in words."""
    has = subject.observed.problems.get(problem)
    if subject.is_set_aside(problem):
        return ASIDE
    return NOT_KNOWN if has is None else HAS if has else HAS_NOT


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A business of the year for the list behind the numbers."""

    subject: Subject
    answer: str
    problems: tuple[str, ...]


def subject_lines(region: Region, problem: str, answer: str) -> list[SubjectLine]:
    """The businesses of the year, or those with one answer to one problem, by their kana."""
    lines = [
        SubjectLine(
            subject,
            answer_of(subject, problem) if problem else "",
            tuple(PROBLEMS[key].ja for key, has in subject.observed.problems.items() if has),
        )
        for subject in region.subjects
    ]
    kept = [line for line in lines if not answer or line.answer == answer]
    return sorted(
        kept, key=lambda line: (line.subject.business.name_kana, line.subject.business.pk)
    )
