"""What the list, the beginning and the first page of a plan show, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.bars import BarChart, bar_chart
from banso.core.fiscal_year import FiscalYear
from banso.core.money import thousand_yen, yen
from banso.diagnosis.models import Diagnosis, Remedy, SheetEntry
from banso.diagnosis.rules.reading import Reading
from banso.plans.models import BusinessPlan
from banso.plans.queries.beginning import newest_statement, points_said, remedies_of
from banso.plans.queries.reasons import Reason, reasons_of
from banso.plans.queries.sheet import PlanSheet
from banso.plans.rules.concerns import Concern, Part
from banso.plans.rules.kpi import in_words
from banso.plans.rules.numbers.base import BaseYear
from banso.plans.rules.numbers.reckoning import Reckoned
from banso.plans.rules.periods import first_day_for
from banso.registry.models import Business

_FEW = 2
_MAIN_ROWS = {
    "sales": "売上高",
    "operating_profit": "営業利益",
    "ordinary_profit": "経常利益",
    "repayable": "返済原資",
}
_PAGES = {
    Part.PLAN: "plans:detail",
    Part.SECTION: "plans:text",
    Part.MEASURE: "plans:measures",
    Part.KPI: "plans:kpis",
    Part.NUMBERS: "plans:numbers",
    Part.SUCCESSION: "plans:succession",
}
_ANCHORS = {Part.SECTION: "section-", Part.MEASURE: "measure-", Part.KPI: "kpi-"}
_WHERE = {"no-owner-words": "plans:text", "no-measures": "plans:measures", "no-kpi": "plans:kpis"}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list, and what comes next for it in words."""

    plan: BusinessPlan
    next_step: str


def next_steps(plans: Iterable[BusinessPlan]) -> list[PlanLine]:
    """The next step of each plan fetched with ``plans_for``. No query beyond the plans."""
    return [PlanLine(plan, _next(plan)) for plan in plans]


def _next(plan: BusinessPlan) -> str:
    late = getattr(plan, "late_count", 0)
    if plan.is_discarded:
        return "—"
    if late:
        return f"期限を過ぎた施策が{late}件"
    if plan.is_adopted:
        return "計画の期間は終わりました" if plan.ends_on < clock.today() else "施策を進める"
    if not getattr(plan, "measure_count", 0):
        return "施策を書く"
    return "数値計画を入れる" if not plan.numbers else "読み合わせて策定する"


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """How many businesses were analysed and plans adopted in a fiscal year."""

    year: FiscalYear
    analyses: int
    plans: int


def year_so_far(staff: Staff, year: FiscalYear) -> YearSoFar:
    """Analyses finished and plans adopted this year, of what ``staff`` may see. Two queries."""
    finished = Diagnosis.objects.visible_to(staff).completed_during(year.whole)
    plans = BusinessPlan.objects.visible_to(staff).adopted_during(year.whole)
    return YearSoFar(year, finished.count(), plans.count())


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a plan can begin from: the analyses there are, and what the chosen one gives."""

    source: Diagnosis | None
    analyses: tuple[Diagnosis, ...]
    remedies: tuple[Remedy, ...]
    points: tuple[tuple[str, SheetEntry], ...]
    accounts: str
    proposal: dict[str, object] = field(default_factory=dict)


def beginnings_of(business: Business, staff: Staff, source: Diagnosis | None) -> Beginnings:
    """What is taken over from ``source``, the accounts beside it, and what to propose."""
    rows = Diagnosis.objects.visible_to(staff).filter(business=business)
    statement = newest_statement(business)
    first = first_day_for(statement.ends_on if statement else None, clock.today())
    return Beginnings(
        source=source,
        analyses=tuple(rows.select_related("completion").order_by("-started_on", "-pk")[:5]),
        remedies=tuple(remedies_of(source)) if source else (),
        points=tuple(points_said(source)) if source else (),
        accounts=statement.period_name if statement else "",
        proposal={
            "kind": "management",
            "starts_on": first,
            "years": "3",
            "opened_on": clock.today(),
        },
    )


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern, and the address of the place that mends it."""

    concern: Concern
    url: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of figures: the base year beside, then year by year."""

    ja: str
    base: Reading
    cells: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A KPI in words."""

    name: str
    base: str
    target: str
    by_on: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page of a plan."""

    concerns: tuple[ConcernLine, ...]
    money: str
    figures: tuple[FigureRow, ...]
    charts: tuple[BarChart, ...]
    kpis: tuple[KpiLine, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why any of the figures is 算出不可, each reason once."""
        return reasons_of(row.cells for row in self.figures)


def overview_of(sheet: PlanSheet) -> Overview:
    """The first page, from everything of the plan. No query."""
    figures = sheet.figures
    return Overview(
        concerns=tuple(ConcernLine(one, where(sheet.plan, one)) for one in sheet.concerns),
        money=money_in_short(figures) if figures else "",
        figures=rows_of(figures, _MAIN_ROWS) if figures else (),
        charts=_charts(figures) if figures else (),
        kpis=tuple(
            KpiLine(
                one.name, in_words(one.base, one.unit), in_words(one.target, one.unit), one.by_on
            )
            for one in sheet.kpis
        ),
    )


def money_in_short(figures: Reckoned) -> str:
    """The first month short of money and how many there are; else as ``money_words`` says it."""
    short = figures.short_months
    if len(short) <= _FEW:
        return figures.money_words
    worst = max(short, key=lambda month: month.shortage)
    return (
        f"{short[0].label}から、お金の足りない月が{len(short)}か月あります。"
        f"いちばん足りないのは{worst.label}の{yen(worst.shortage)}です。"
    )


def where(plan: BusinessPlan, concern: Concern) -> str:
    """The address of the place at which a concern is mended."""
    part, key = concern.place.part, concern.place.key
    name = _WHERE.get(concern.check, _PAGES[part])
    url = reverse(name, args=[plan.public_id])
    return f"{url}#{_ANCHORS[part]}{key}" if key and part in _ANCHORS else url


def rows_of(figures: Reckoned, rows: dict[str, str]) -> tuple[FigureRow, ...]:
    """These rows of the profit and loss, the base beside them."""
    base = BaseYear(figures.assumptions.base)
    return tuple(
        FigureRow(
            ja, base.reading(name), tuple(year.income.reading(name) for year in figures.years)
        )
        for name, ja in rows.items()
    )


def _charts(figures: Reckoned) -> tuple[BarChart, ...]:
    base = BaseYear(figures.assumptions.base)
    return tuple(
        bar_chart(
            [
                (label, one.value, _short(one.value))
                for label, one in (
                    ("基準", base.reading(name)),
                    *((f"{year.number}年目", year.income.reading(name)) for year in figures.years),
                )
            ],
            title=_MAIN_ROWS[name],
            unit="千円",
        )
        for name in ("sales", "operating_profit")
    )


def _short(value: Decimal | None) -> str:
    return "算出不可" if value is None else thousand_yen(int(value)).removesuffix("千円")
