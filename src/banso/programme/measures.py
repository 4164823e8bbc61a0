"""Measures（測り方）: named queries over recorded facts, by which the plan's lines are counted.

A line of the plan names a measure; a measure answers two questions about any periods: how much
(:func:`tallies`, aggregated in SQL) and which rows (:func:`records_counted` and
:func:`results_counted`, shown by ``evidence``). Both look through the same QuerySet, so that a
number can always be opened. A later room adds its measure here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from banso.core import clock
from banso.core.fiscal_year import Period
from banso.diagnosis.models import Diagnosis, DiagnosisQuerySet
from banso.plans.models import BusinessPlan, BusinessPlanQuerySet
from banso.programme.models import Programme, Result, ResultQuerySet
from banso.programme.outcome_measures import is_outcome, outcome_tallies
from banso.programme.rules.consistency import MARGIN_UP, RECORD_MEASURES, SALES_UP
from banso.programme.rules.document import HAND_ENTERED, GoalLine, IndicatorLine, MeasureOptions
from banso.programme.rules.tallies import Entry, Tally, tally_of_entries
from banso.records.models import SupportRecord, SupportRecordQuerySet

Line = IndicatorLine | GoalLine
Tallies = dict[tuple[str, Period], Tally]

BUSINESSES_SUPPORTED = "businesses-supported"
CONTACTS = "contacts"
BUSINESSES_DIAGNOSED = "businesses-diagnosed"
PLANS_ADOPTED = "plans-adopted"

COUNTED = "この指標は{source}から数えるので、手入力はできません。"

# What each measure counts, as staff read it beside the number.
MEASURES = {
    BUSINESSES_SUPPORTED: "支援記録から数える（実数：同じ事業者は期間に1回）",
    CONTACTS: "支援記録から数える（延べ：記録1件ごと）",
    BUSINESSES_DIAGNOSED: "完了した経営分析から数える（実数：同じ事業者は期間に1回）",
    PLANS_ADOPTED: "策定した事業計画から数える（実数：同じ事業者は期間に1回）",
    SALES_UP: "決算から数える（フォローアップした事業者のうち、前の期より売上が増えたもの）",
    MARGIN_UP: "決算から数える（フォローアップした事業者のうち、営業利益率が1%以上増えたもの）",
    HAND_ENTERED: "手入力",
}


def is_recorded(line: Line) -> bool:
    """Whether the line is counted from support records."""
    return line.measure in RECORD_MEASURES


def is_diagnosed(line: Line) -> bool:
    """Whether the line is counted from finished analyses（経営分析の完了）."""
    return line.measure == BUSINESSES_DIAGNOSED


def is_planned(line: Line) -> bool:
    """Whether the line is counted from adopted plans（事業計画の策定）."""
    return line.measure == PLANS_ADOPTED


def is_counted(line: Line) -> bool:
    """Whether the line is counted from rows of the rooms rather than entered by hand."""
    return line.measure != HAND_ENTERED


def source_of(line: Line) -> str:
    """What the line is counted from, in words: 「支援記録」「経営分析」「事業計画」「決算」."""
    if is_outcome(line):
        return "決算"
    named = {BUSINESSES_DIAGNOSED: "経営分析", PLANS_ADOPTED: "事業計画"}
    return named.get(line.measure, "支援記録")


def diagnoses_counted(programme: Programme) -> DiagnosisQuerySet:
    """The finished analyses that the measure looks at, over all days."""
    return Diagnosis.objects.of(programme.organisation).completed()


def plans_counted(programme: Programme) -> BusinessPlanQuerySet:
    """The adopted plans that the measure looks at, over all days; a revision is no new plan."""
    return BusinessPlan.objects.of(programme.organisation).adopted()


def records_counted(programme: Programme, options: MeasureOptions) -> SupportRecordQuerySet:
    """The support records that a record measure looks at, over all days."""
    return _matching(SupportRecord.objects.of(programme.organisation), options)


def withdrawn_records(programme: Programme, options: MeasureOptions) -> SupportRecordQuerySet:
    """The records that the measure would look at had they not been withdrawn（取消）."""
    rows = SupportRecord.objects.filter(
        organisation=programme.organisation_id, withdrawal__isnull=False
    )
    return _matching(rows, options)


def _matching(rows: SupportRecordQuerySet, options: MeasureOptions) -> SupportRecordQuerySet:
    rows = rows.about(options.topics)
    return rows.filter(kind__in=options.kinds) if options.kinds else rows


def tallies(programme: Programme, lines: Iterable[Line], periods: Sequence[Period]) -> Tallies:
    """Each line's tally in each period, keyed by ``(line.key, period)``.

    One query for each distinct set of topics, one for finished analyses, one for adopted plans, one
    for all hand-entered results and a few for statements, however many rows there are.
    """
    every = list(lines)
    found = _hand_entered(programme, [line for line in every if not is_counted(line)], periods)
    diagnosed, planned = (list(filter(one, every)) for one in (is_diagnosed, is_planned))
    found |= _by_fact(diagnosed, diagnoses_counted(programme), "completion__on", periods)
    found |= _by_fact(planned, plans_counted(programme), "adoption__on", periods)
    found |= outcome_tallies(programme, filter(is_outcome, every), periods)
    by_options: dict[MeasureOptions, list[Line]] = defaultdict(list)
    for line in filter(is_recorded, every):
        by_options[line.options].append(line)
    for options, alike in by_options.items():
        counted = _counted(records_counted(programme, options), periods)
        for line in alike:
            for period in periods:
                found[line.key, period] = _tally(line, counted.get(period))
    return found


def _tally(line: Line, counted: tuple[int, int] | None) -> Tally:
    """The tally of a line counted from records; of a period ahead there is none."""
    if counted is None:
        return Tally.ahead()
    return Tally.counted(*counted, distinct=line.measure == BUSINESSES_SUPPORTED)


def _counted(
    rows: SupportRecordQuerySet, periods: Sequence[Period]
) -> dict[Period, tuple[int, int]]:
    """延べ and 実数 of each period, in one statement; nothing is recorded ahead of its day."""
    begun = [period for period in periods if period.first <= clock.today()]
    if not begun:
        return {}
    span = Period(min(p.first for p in begun), max(p.last for p in begun))
    return _times_and_businesses(rows.during(span), "on", begun)


def _times_and_businesses(
    rows: QuerySet[Any], day: str, periods: Sequence[Period]
) -> dict[Period, tuple[int, int]]:
    """How many rows, and of how many businesses, have their day in each period. One query."""
    aggregates = {}
    for position, period in enumerate(periods):
        inside = Q(**{f"{day}__gte": period.first, f"{day}__lte": period.last})
        aggregates[f"times_{position}"] = Count("pk", filter=inside)
        aggregates[f"businesses_{position}"] = Count("business", filter=inside, distinct=True)
    row = rows.aggregate(**aggregates)
    return {
        period: (row[f"times_{position}"], row[f"businesses_{position}"])
        for position, period in enumerate(periods)
    }


def _by_fact(
    lines: Sequence[Line], rows: QuerySet[Any], day: str, periods: Sequence[Period]
) -> Tallies:
    """Tallies of the lines counted from rows by the ``day`` of a fact, in one query for all."""
    begun = [period for period in periods if period.first <= clock.today()] if lines else []
    counted = _times_and_businesses(rows, day, begun) if begun else {}
    return {
        (line.key, period): Tally.counted(*counted[period], distinct=True)
        if period in counted
        else Tally.ahead()
        for line in lines
        for period in periods
    }


def _hand_entered(
    programme: Programme, lines: Sequence[Line], periods: Sequence[Period]
) -> Tallies:
    """Tallies of the lines entered by hand, from all of their results in one query."""
    if not lines:
        return {}
    entries: dict[str, list[Entry]] = defaultdict(list)
    rows = Result.objects.of(programme).filter(line__in=[line.key for line in lines])
    for key, entry in _entries(rows):
        entries[key].append(entry)
    return {
        (line.key, period): _entered(entries[line.key], line, period)
        for line in lines
        for period in periods
    }


def _entered(entries: Sequence[Entry], line: Line, period: Period) -> Tally:
    """The tally of a line entered by hand; of a period ahead there is none."""
    if period.first > clock.today():
        return Tally.ahead()
    inside = [entry for entry in entries if period.contains(entry.on)]
    return tally_of_entries(inside, line.counting)


def _entries(rows: ResultQuerySet) -> Iterator[tuple[str, Entry]]:
    """Results as rules read them, with their line's key, oldest first."""
    columns = ("line", "on", "business_id", "value", "text")
    for key, on, business, value, text in rows.order_by("on", "pk").values_list(*columns):
        yield key, Entry(on=on, business=business, value=value, text=text)


def entries_of(rows: ResultQuerySet) -> list[Entry]:
    """Results as rules read them, oldest first."""
    return [entry for _, entry in _entries(rows)]


def results_counted(programme: Programme, line: Line) -> ResultQuerySet:
    """The hand-entered results that a line is read from, over all days."""
    return Result.objects.of(programme).about(line.key)
