"""The whole analysis（経営分析）of a business's figures at once: the pages' one way in.

Ratios, break-even, points beside the industry and findings of the same periods, each figure read
once. It keeps nothing and reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from banso.diagnosis.rules.break_even import BreakEven, break_even_of
from banso.diagnosis.rules.cost_natures import kind_for
from banso.diagnosis.rules.findings.gathered import Answer, Gathered
from banso.diagnosis.rules.findings.meaning import DERIVED
from banso.diagnosis.rules.findings.proposing import Proposal, propose
from banso.diagnosis.rules.findings.rulebook import Rulebook, shipped_rulebook
from banso.diagnosis.rules.local_benchmark.points import Benchmark, benchmark
from banso.diagnosis.rules.local_benchmark.standards import Standards, shipped_standards
from banso.diagnosis.rules.local_benchmark.trades import size_for, trade_for
from banso.diagnosis.rules.ratios import RatioTable, table_of
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import Term, terms_of
from banso.figures.rules.statement import Statement

NO_INDUSTRY = "業種がわからない"
NO_ROW = "比べる業種か規模がわからない"
NOT_ALL_SIX = "6つの指標がそろっていない"
NO_PLAN = "資金繰り表をまだ作っていない"
JUDGED = 3  # periods that points and findings look at


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an analysis needs beside the accounts; whatever is unknown stays out.

    ``small`` is the judgement of 小規模事業者; ``variable`` the percentages of costs changed for
    this business; ``answers`` what the owner said, by the key of the question; ``months_short`` in
    how many of the twelve months planned the money runs short, once they are planned.
    """

    industry_code: str | None = None
    small: bool | None = None
    variable: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    months_short: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The tables an analysis goes by: those shipped, or newer ones that staff have put in."""

    standards: Standards
    rulebook: Rulebook

    @classmethod
    def shipped(cls) -> Rules:
        """Those that come with the product."""
        return cls(shipped_standards(), shipped_rulebook())


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything said of the periods, oldest first; points and break-even of the last three."""

    table: RatioTable
    break_evens: tuple[BreakEven, ...]
    benchmarks: tuple[Benchmark, ...]
    proposal: Proposal


def analyse(
    statements: Iterable[Statement],
    around: Circumstances | None = None,
    rules: Rules | None = None,
) -> Analysis:
    """The analysis of any number of periods. Refuses an industry code that does not exist."""
    around, rules = around or Circumstances(), rules or Rules.shipped()
    terms = terms_of(statements)
    judged = terms[-JUDGED:]
    break_evens = tuple(_break_even(term, around) for term in judged)
    points = _benchmarks(judged, around, rules.standards)
    table = table_of(terms)
    derived = _with_plan(_derived_of(break_evens, points), around.months_short)
    proposal = _proposal(terms, table, derived, around, rules.rulebook)
    known = tuple(one for one in break_evens if one is not None)
    return Analysis(table, known, points, proposal)


def proposal_of(statements: Iterable[Statement], around: Circumstances, rules: Rules) -> Proposal:
    """The findings alone, for many businesses at once: what no rule asks for is not computed."""
    if rules.rulebook.names & DERIVED.keys():
        return analyse(statements, around, rules).proposal
    terms = terms_of(statements)
    return _proposal(terms, table_of(terms), (), around, rules.rulebook)


def _proposal(
    terms: tuple[Term, ...],
    table: RatioTable,
    derived: Sequence[Mapping[str, Reading]],
    around: Circumstances,
    rulebook: Rulebook,
) -> Proposal:
    joined = tuple(terms[-1].earlier())[: len(terms[-JUDGED:])] if terms else ()
    gathered = Gathered(joined, table, derived, rulebook.questions, around.answers)
    return propose(rulebook, gathered)


def _break_even(term: Term, around: Circumstances) -> BreakEven | None:
    code = around.industry_code
    return break_even_of(term, kind_for(code), around.variable) if code else None


def _benchmarks(
    terms: tuple[Term, ...], around: Circumstances, standards: Standards
) -> tuple[Benchmark, ...]:
    trade = trade_for(around.industry_code) if around.industry_code else None
    size = size_for(around.small)
    if trade is None or size is None or (trade, size) not in standards:
        return ()
    return tuple(benchmark(term, standards[trade, size]) for term in terms)


def _derived_of(
    break_evens: tuple[BreakEven | None, ...], points: tuple[Benchmark, ...]
) -> list[Mapping[str, Reading]]:
    """The readings beside the ratios of the periods judged, newest first."""
    padded = points or (None,) * len(break_evens)
    return [_derived(one, two) for one, two in zip(break_evens, padded, strict=True)][::-1]


def _with_plan(
    derived: list[Mapping[str, Reading]], short: int | None
) -> list[Mapping[str, Reading]]:
    """The same with what is planned beside the newest period; before it nothing was."""
    now = unknown(NO_PLAN, Unit.MONTHS)
    if short is not None:
        now = Reading(Decimal(short), Unit.MONTHS)
    before = unknown(NO_PLAN, Unit.MONTHS)
    return [{**one, "months_short": before if at else now} for at, one in enumerate(derived)]


def _derived(one: BreakEven | None, points: Benchmark | None) -> Mapping[str, Reading]:
    if one is None:
        return {name: unknown(NO_INDUSTRY, unit) for name, (_, unit) in DERIVED.items()}
    return {
        "safety_margin": one.safety_margin,
        "margin_rate": one.margin_rate,
        "break_even_ratio": one.ratio,
        "benchmark_total": _total(points),
    }


def _total(points: Benchmark | None) -> Reading:
    """The total of the points, only of all six: fewer would pass for a poor business."""
    if points is None:
        return unknown(NO_ROW, Unit.POINTS)
    if points.total is None or points.left_out:
        return unknown(NOT_ALL_SIX, Unit.POINTS)
    return Reading(Decimal(points.total), Unit.POINTS)
