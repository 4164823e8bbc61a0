"""The rows behind a number, as a page shows them: the same rows the number was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Case, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from banso.core.fiscal_year import Period
from banso.diagnosis.models import Diagnosis
from banso.followup.rules.outcomes import Outcome
from banso.plans.models import BusinessPlan
from banso.programme.measures import (
    BUSINESSES_SUPPORTED,
    Line,
    diagnoses_counted,
    entries_of,
    is_diagnosed,
    is_planned,
    is_recorded,
    plans_counted,
    records_counted,
    results_counted,
    tallies,
    withdrawn_records,
)
from banso.programme.models import Programme, Result
from banso.programme.outcome_measures import OutcomeRow, is_outcome, outcome_rows, outcome_words
from banso.programme.rules.tallies import Tally
from banso.programme.rules.wording import counted_words, entered_words
from banso.records.models import SupportRecord
from banso.registry.models import Business, BusinessQuerySet

MOST_WITHDRAWN = 50


@dataclass(frozen=True, slots=True)
class Businesses:
    """The businesses among the rows: how many, closed since, not 小規模, and not to be told."""

    total: int
    closed: int
    not_small: int
    size_unknown: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A number, how it was counted in words, the rows it was read from, and rows taken back.

    In a line of 実数 each row carries ``nth``: 1 for the row that made the business count.
    """

    tally: Tally
    counted: str
    kind: Literal["records", "results", "diagnoses", "plans", "outcomes"]
    is_distinct: bool
    rows: (
        QuerySet[SupportRecord]
        | QuerySet[Result]
        | QuerySet[Diagnosis]
        | QuerySet[BusinessPlan]
        | tuple[tuple[Business, OutcomeRow], ...]
    )
    withdrawn: tuple[SupportRecord | Result, ...]
    businesses: Businesses

    @property
    def rows_in_words(self) -> str:
        """What the rows are, for headings."""
        named = {"records": "支援記録", "results": "入力", "diagnoses": "経営分析"}
        return {**named, "plans": "事業計画"}.get(self.kind, "事業者の決算")


def evidence_of(programme: Programme, line: Line, period: Period) -> Evidence:
    """The number of a line in a period with all that stands behind it."""
    tally = tallies(programme, [line], [period])[line.key, period]
    if is_recorded(line):
        return _from_records(programme, line, period, tally)
    if is_diagnosed(line):
        return _from_diagnoses(programme, line, period, tally)
    if is_planned(line):
        return _from_plans(programme, line, period, tally)
    if is_outcome(line):
        return _from_outcomes(programme, line, period, tally)
    return _from_results(programme, line, period, tally)


def _from_records(programme: Programme, line: Line, period: Period, tally: Tally) -> Evidence:
    counted = records_counted(programme, line.options).during(period)
    is_distinct = line.measure == BUSINESSES_SUPPORTED
    rows = _with_people(counted)
    if is_distinct:
        order = Window(RowNumber(), partition_by=F("business_id"), order_by=[F("on"), F("pk")])
        rows = rows.annotate(nth=order)
        rows = rows.order_by("business__name_kana", "business_id", "on", "pk")
    else:
        rows = rows.order_by("-on", "-pk")
    taken_back = withdrawn_records(programme, line.options).during(period)
    return Evidence(
        tally=tally,
        counted=counted_words(tally, line.unit, distinct=is_distinct),
        kind="records",
        is_distinct=is_distinct,
        rows=rows,
        withdrawn=tuple(
            _with_people(taken_back).select_related("withdrawal", "confidence")[:MOST_WITHDRAWN]
        ),
        businesses=_businesses(Business.objects.filter(support_records__in=counted).distinct()),
    )


def _from_diagnoses(programme: Programme, line: Line, period: Period, tally: Tally) -> Evidence:
    counted = diagnoses_counted(programme).completed_during(period)
    order = [F("completion__on"), F("pk")]
    rows = counted.select_related("business", "completion__confirmed_by__person").annotate(
        nth=Window(RowNumber(), partition_by=F("business_id"), order_by=order)
    )
    return Evidence(
        tally=tally,
        counted=counted_words(tally, line.unit, distinct=True),
        kind="diagnoses",
        is_distinct=True,
        rows=rows.order_by("business__name_kana", "business_id", *order),
        withdrawn=(),
        businesses=_businesses(Business.objects.filter(diagnoses__in=counted).distinct()),
    )


def _from_plans(programme: Programme, line: Line, period: Period, tally: Tally) -> Evidence:
    counted = plans_counted(programme).adopted_during(period)
    order = [F("adoption__on"), F("pk")]
    rows = counted.select_related("business", "adoption__witnessed_by__person").annotate(
        nth=Window(RowNumber(), partition_by=F("business_id"), order_by=order)
    )
    return Evidence(
        tally=tally,
        counted=counted_words(tally, line.unit, distinct=True),
        kind="plans",
        is_distinct=True,
        rows=rows.order_by("business__name_kana", "business_id", *order),
        withdrawn=(),
        businesses=_businesses(Business.objects.filter(plans__in=counted).distinct()),
    )


def _from_outcomes(programme: Programme, line: Line, period: Period, tally: Tally) -> Evidence:
    """Every business looked at with its four-valued outcome, those that grew first."""
    rows = outcome_rows(programme, line, period)
    firms = Business.objects.in_bulk({row.found.business for row in rows})
    pairs = [(firms[row.found.business], row) for row in rows]
    order = list(Outcome)
    pairs.sort(key=lambda pair: (order.index(pair[1].outcome), pair[0].name_kana, pair[0].pk))
    grown = [business.pk for business, row in pairs if row.counts]
    return Evidence(
        tally=tally,
        counted=outcome_words(rows, line.unit),
        kind="outcomes",
        is_distinct=True,
        rows=tuple(pairs),
        withdrawn=(),
        businesses=_businesses(Business.objects.filter(pk__in=grown)),
    )


def _with_people(rows: QuerySet[SupportRecord]) -> QuerySet[SupportRecord]:
    rows = rows.select_related("business", "recorded_by__person")
    return rows.prefetch_related("topics", "supporters__person")


def _from_results(programme: Programme, line: Line, period: Period, tally: Tally) -> Evidence:
    counted = results_counted(programme, line).during(period)
    is_distinct = line.counting == "実数"
    rows = counted.select_related("business", "entered_by__person").order_by("-on", "-pk")
    if is_distinct:
        rows = rows.annotate(nth=_nth_result())
    taken_back = Result.objects.filter(programme=programme, line=line.key).withdrawn()
    related = taken_back.during(period).select_related("business", "withdrawal")
    return Evidence(
        tally=tally,
        counted=entered_words(entries_of(counted), line.counting, line.unit),
        kind="results",
        is_distinct=is_distinct,
        rows=rows,
        withdrawn=tuple(related[:MOST_WITHDRAWN]),
        businesses=_businesses(Business.objects.filter(results__in=counted).distinct()),
    )


def _nth_result() -> Window:
    """Which of a business's counting results a row is, earliest first."""
    counts = Case(When(value__gt=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    return Window(RowNumber(), partition_by=[F("business_id"), counts], order_by=[F("on"), F("pk")])


def _businesses(found: BusinessQuerySet) -> Businesses:
    return Businesses(
        total=found.count(),
        closed=found.closed().count(),
        not_small=found.judged_small(answer=False).count(),
        size_unknown=found.judged_small(answer=None).count(),
    )
