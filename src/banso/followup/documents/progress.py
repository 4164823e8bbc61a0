"""計画と実績: one page that an adviser hands the owner. What the office judges is not on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from banso.core.documents.blocks import (
    Block,
    Figure,
    Heading,
    Line,
    Paper,
    Points,
    Sentence,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era, in_era_day, in_era_month
from banso.followup.documents.charts import chart_words, sales_chart
from banso.followup.queries.course import Course, KpiCourse, YearOfAccounts
from banso.followup.rules.course import PlanYearOfSales, shown
from banso.followup.rules.yearly import thousands

_MOST_KPIS, _MOST_LATE, _LONGEST = 5, 4, 44
_UNKNOWN, _AHEAD = "不明", "—"


def progress_paper(course: Course, next_on: date | None = None) -> Paper:
    """The reading, the sales of the year with their chart, accounts, KPI, and what is late."""
    business = course.plan.business
    blocks: list[Block] = [Sentence(course.reading)]
    if course.shown is not None:
        blocks += _sales(course.shown, has_plan=course.has_plan)
    blocks += [*_accounts(course), *_kpis(course), *_measures(course)]
    if next_on is not None:
        blocks.append(Text(f"次にお伺いする予定：{in_era(next_on)}"))
    blocks.append(
        Text(
            "売上の実績は、事業者からお聞きした月次の数字です。「不明」は0ではなく、"
            "まだお聞きしていないことを表します。割合は、わかる月だけで計算しています。",
            quiet=True,
        )
    )
    return Paper(
        title=f"計画と実績　{business.name}",
        organisation=business.organisation.name,
        printed_on=in_era(course.day),
        period=f"{course.plan.title}　{course.plan.period_words}",
        filters=f"{in_era_day(course.day)}現在",
        blocks=tuple(blocks),
    )


def _sales(year: PlanYearOfSales, *, has_plan: bool) -> Iterator[Block]:
    first, last = year.months[0].month, year.months[-1].month
    yield Heading(
        f"売上（計画の{year.number}年目：{in_era_month(first)}〜{in_era_month(last)}、千円）"
    )
    if not has_plan:
        yield Text("数値計画がないので、実績だけを載せています。")
    if year.is_drawable:
        yield Figure(sales_chart(year), chart_words(year), 0.8)
    heads = (
        TableColumn("", 1.1),
        *(TableColumn(f"{one.month.month}月", 1, is_figure=True) for one in year.months),
    )
    planned: Line = ("計画", *(thousands(one.planned, _AHEAD) for one in year.months))
    sold: Line = ("実績", *(_sold(one.sold, is_over=one.is_over) for one in year.months))
    part: Line = ("割合", *(shown(one.part) for one in year.months))
    yield Table(heads, (planned, sold, part) if has_plan else (sold,))


def _sold(amount: int | None, *, is_over: bool) -> str:
    return thousands(amount, _UNKNOWN if is_over else _AHEAD)


def _accounts(course: Course) -> Iterator[Block]:
    """Years of which there are accounts; a plan in its first year has none yet."""
    told = course.closed
    if not told:
        return
    yield Heading("決算（千円）")
    heads = (
        TableColumn("", 1.6),
        *(
            TableColumn(f"{one.number}年目 {what}", 1, is_figure=True)
            for one in told
            for what in ("計画", "実績")
        ),
    )
    yield Table(heads, tuple(_account_rows(told)))
    for one in told:
        yield Text(f"{one.number}年目：{one.fits}。", quiet=True)


def _account_rows(years: tuple[YearOfAccounts, ...]) -> Iterator[Line]:
    for at, row in enumerate(years[0].rows):
        cells = (
            thousands(amount, _UNKNOWN)
            for year in years
            for amount in (year.rows[at].planned, year.rows[at].real)
        )
        yield (row.ja, *cells)


def _kpis(course: Course) -> Iterator[Block]:
    if not course.kpis:
        return
    yield Heading("KPI（数字の目標）")
    heads = (
        TableColumn("KPI", 1.6),
        TableColumn("はじめ", 0.8, is_figure=True),
        TableColumn("いまの目安", 0.8, is_figure=True),
        TableColumn("いちばん新しい値", 1.9, is_figure=True),
        TableColumn("目標", 1.6, is_figure=True),
    )
    shown = course.kpis[:_MOST_KPIS]
    yield Table(heads, tuple(_kpi_row(one) for one in shown))
    if len(course.kpis) > len(shown):
        yield Text(f"ほか{len(course.kpis) - len(shown)}つ", quiet=True)


def _kpi_row(kpi: KpiCourse) -> Line:
    last = "まだお聞きしていません"
    if kpi.last is not None:
        told = kpi.last
        mark = {True: "届いた", False: "届かない", None: ""}[told.reached]
        last = (
            f"{told.told}（{told.row.on.month}月{told.row.on.day}日{f'、{mark}' if mark else ''}）"
        )
    return (kpi.line.kpi.name, kpi.base, kpi.wanted, last, kpi.target)


def _measures(course: Course) -> Iterator[Block]:
    late = course.late
    if not late:
        return
    yield Heading("遅れている施策")
    lines = [
        f"{_short(measure.what)}（期限 {in_era_day(measure.ends_on)}、{standing.days_late}日遅れ）"
        for measure, standing in late[:_MOST_LATE]
        if measure.ends_on is not None
    ]
    if len(late) > _MOST_LATE:
        lines.append(f"ほか{len(late) - _MOST_LATE}つ")
    yield Points(tuple(lines))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
