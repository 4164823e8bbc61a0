"""A plan against reality for its page and its paper（計画と実績）: months, years, KPI, measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from banso.core.era import in_era_month
from banso.core.sparkline import Sparkline, sparkline
from banso.figures.models import FinancialStatement
from banso.followup.models import DriftCase, KpiReading
from banso.followup.queries.following import rules_of
from banso.followup.queries.progress import (
    KpiLine,
    PlanProgress,
    planned_by,
    planned_sales,
    progress_of,
    sales_told,
)
from banso.followup.rules.course import (
    MONTHS,
    KpiJudged,
    NextStep,
    PlanYearOfSales,
    Sales,
    Span,
    current_year,
    in_one,
    kpi_words,
    measure_words,
    next_step,
    years_of_sales,
)
from banso.followup.rules.drift import DriftRules
from banso.followup.rules.kpi_course import is_reached
from banso.followup.rules.next_visit import months_after
from banso.followup.rules.yearly import Compared, match_words, matched
from banso.plans.models import BusinessPlan, PlanMeasure
from banso.plans.rules.kpi import aim_in_words, in_words
from banso.plans.rules.measures import Phase, Standing
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned

_ROWS = (("sales", "売上高"), ("gross_profit", "売上総利益"), ("ordinary_profit", "経常利益"))
_FEWEST = 2  # readings that make a line


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A KPI as told on one visit, in words; ``reached`` is ``None`` where it was not told."""

    row: KpiReading
    told: str
    wanted: str
    reached: bool | None

    @property
    def judged(self) -> str:
        """「届いた」「届かない」, or that it cannot be said."""
        return {True: "届いた", False: "届かない", None: "判断できない"}[self.reached]


@dataclass(frozen=True, slots=True)
class KpiCourse:
    """A KPI with its words: where it began, where it should be by now, what was told."""

    line: KpiLine
    base: str
    wanted: str
    target: str
    readings: tuple[ReadingLine, ...]
    spark: Sparkline | None

    @property
    def newest(self) -> tuple[ReadingLine, ...]:
        """What was told, the newest first."""
        return self.readings[::-1]

    @property
    def last(self) -> ReadingLine | None:
        """What was told last, 不明 too."""
        return self.readings[-1] if self.readings else None

    @property
    def reached(self) -> bool | None:
        """How it stood when it was last told."""
        return self.last.reached if self.last else None


@dataclass(frozen=True, slots=True)
class YearOfAccounts:
    """A year of the plan with the accounts beside it; ``statement`` is ``None`` without any."""

    number: int
    span: Span
    statement: FinancialStatement | None
    fits: str
    rows: tuple[Compared, ...]

    @property
    def plan_words(self) -> str:
        """「売上高 19,136・経常利益 1,180」, what is planned; for a year without accounts."""
        told = [f"{row.ja} {row.shown_planned}" for row in self.rows if row.planned is not None]
        return "・".join(told) or "数値計画がない"


@dataclass(frozen=True, slots=True)
class Course:
    """All that the page says. ``shown`` is the plan year of the chart; ``accounts`` year by year.

    ``others`` are periods of accounts that stand beside no year of the plan.
    """

    plan: BusinessPlan
    day: date
    rules: DriftRules
    progress: PlanProgress
    years: tuple[PlanYearOfSales, ...]
    shown: PlanYearOfSales | None
    has_plan: bool
    accounts: tuple[YearOfAccounts, ...]
    others: tuple[FinancialStatement, ...]
    kpis: tuple[KpiCourse, ...]
    lasting: tuple[DriftCase, ...]

    @property
    def open_drifts(self) -> tuple[DriftCase, ...]:
        """The drift that waits for a third party."""
        return tuple(case for case in self.lasting if case.is_open)

    @property
    def closed(self) -> tuple[YearOfAccounts, ...]:
        """The years of the plan that have accounts beside them."""
        return tuple(one for one in self.accounts if one.statement is not None)

    @property
    def to_come(self) -> tuple[YearOfAccounts, ...]:
        """Those that have none."""
        return tuple(one for one in self.accounts if one.statement is None)

    @property
    def late(self) -> tuple[tuple[PlanMeasure, Standing], ...]:
        """The measures that are late, the latest first."""
        rows = [pair for pair in self.progress.measures if pair[1].phase is Phase.LATE]
        return tuple(sorted(rows, key=lambda pair: -pair[1].days_late))

    @property
    def reading(self) -> str:
        """The whole in one breath."""
        measures = self.progress.measures
        done = sum(standing.phase is Phase.DONE for _, standing in measures)
        wanted = sum(standing.phase is not Phase.DROPPED for _, standing in measures)
        return in_one(
            (
                self.shown.words if self.shown else "",
                kpi_words([KpiJudged(one.line.kpi.name, one.reached) for one in self.kpis]),
                measure_words([one.days_late for _, one in self.late], done, wanted),
            )
        )

    @property
    def unknown_months(self) -> str:
        """「令和8年8月・9月」 of the shown year, whose sales are not known; empty without any."""
        months = [one.month for one in self.shown.unknown] if self.shown else []
        if not months:
            return ""
        rest = "".join(f"・{month.month}月" for month in months[1:])
        return f"{in_era_month(months[0])}{rest}"

    @property
    def next(self) -> NextStep:
        """The one thing to do now."""
        kept = {(case.kind, case.key) for case in self.lasting}
        unseen = [one for one in self.progress.drifts.found if (one.kind, one.key) not in kept]
        return next_step(
            open_drifts=len(self.open_drifts),
            unseen_drifts=len(unseen),
            has_plan=self.has_plan,
            unknown=self.unknown_months,
        )


def course_of(plan: BusinessPlan, day: date) -> Course:
    """A plan（with its adoption）against reality on ``day``; amounts in yen. Eleven queries."""
    rules = rules_of(plan.business.organisation).drift
    progress = progress_of(plan, rules, day)
    figures = planned_by(plan)
    planned = planned_sales(plan)
    sales = Sales(planned, sales_told(plan, day))
    years = years_of_sales(Span(plan.starts_on, plan.ends_on), sales, rules, day)
    periods = _periods(plan, day)
    accounts = tuple(_accounts(plan, figures, periods))
    used = {one.statement.pk for one in accounts if one.statement}
    lasting = tuple(DriftCase.objects.lasting().filter(plan=plan))
    return Course(
        plan=plan,
        day=day,
        rules=rules,
        progress=progress,
        years=years,
        shown=current_year(years, day),
        has_plan=bool(planned),
        accounts=accounts,
        others=tuple(
            one for one in periods if one.pk not in used and one.ends_on >= plan.starts_on
        ),
        kpis=tuple(_kpi(plan, line) for line in progress.kpis),
        lasting=lasting,
    )


def _periods(plan: BusinessPlan, day: date) -> list[FinancialStatement]:
    """Closed periods that happened and touch the plan, the oldest first."""
    rows = FinancialStatement.objects.of_business(plan.business).realised().closed()
    return list(rows.filter(ends_on__gte=plan.starts_on, ends_on__lte=day).order_by("ends_on"))


def _accounts(
    plan: BusinessPlan, figures: Reckoned | None, periods: Sequence[FinancialStatement]
) -> Iterator[YearOfAccounts]:
    spans = [Span(one.starts_on, one.ends_on) for one in periods]
    for at, start in enumerate(_starts(plan)):
        span = Span(start, min(months_after(start, MONTHS) - timedelta(days=1), plan.ends_on))
        found = matched(span, spans)
        statement = None if found is None else periods[found]
        planned = figures.years[at] if figures and at < len(figures.years) else None
        yield YearOfAccounts(
            number=at + 1,
            span=span,
            statement=statement,
            fits=match_words(span, None if found is None else spans[found]),
            rows=tuple(_compared(planned, statement)),
        )


def _starts(plan: BusinessPlan) -> Iterator[date]:
    start = plan.starts_on
    while start <= plan.ends_on:
        yield start
        start = months_after(start, MONTHS)


def _compared(planned: PlanYear | None, statement: FinancialStatement | None) -> Iterator[Compared]:
    real = statement.as_statement() if statement else None
    for name, ja in _ROWS:
        wanted = getattr(planned.income, name) if planned else None
        yield Compared(ja, wanted, getattr(real, name) if real else None)
    cash = planned.balance.cash if planned and planned.balance else None
    yield Compared("年の終わりの現預金", cash, real.cash if real else None)


def _kpi(plan: BusinessPlan, line: KpiLine) -> KpiCourse:
    kpi = line.kpi
    readings = tuple(
        ReadingLine(
            row,
            "不明" if row.value is None else in_words(row.value, kpi.unit),
            aim_in_words(row.expected, kpi.unit, kpi.better),
            is_reached(row.value, row.expected, kpi.better),
        )
        for row in line.readings
    )
    values = [row.value for row in line.readings]
    spark = None
    if len([value for value in values if value is not None]) >= _FEWEST:
        told = "、".join(one.told for one in readings)
        spark = sparkline(values, words=f"{kpi.name}の推移：{told}", aim=kpi.target)
    by_on = kpi.by_on or plan.ends_on
    return KpiCourse(
        line=line,
        base=in_words(kpi.base, kpi.unit),
        wanted=aim_in_words(line.expected, kpi.unit, kpi.better),
        target=f"{in_words(kpi.target, kpi.unit)}（{in_era_month(by_on)}まで）",
        readings=readings,
        spark=spark,
    )
