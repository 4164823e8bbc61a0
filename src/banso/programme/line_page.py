"""One line of the plan as its own page shows it: what it means, how it is measured, every year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.core import clock
from banso.core.bars import BarChart, bar_chart
from banso.core.fiscal_year import FiscalYear, Period
from banso.followup.rules.outcomes import READINGS
from banso.programme.measures import (
    BUSINESSES_SUPPORTED,
    Line,
    Tallies,
    is_diagnosed,
    is_planned,
    is_recorded,
    tallies,
)
from banso.programme.models import AgreedDefinition, Programme
from banso.programme.outcome_measures import is_outcome
from banso.programme.queries import Plan
from banso.programme.rules.achievement import Achievement, achieved_by
from banso.programme.rules.consistency import MARGIN_UP
from banso.programme.rules.document import IndicatorLine, ProgrammeDocument, Target
from banso.programme.rules.tallies import Tally
from banso.programme.rules.wording import hand_entered_way
from banso.records.models import ContactKind

EVERY_KIND = "すべての方法（巡回・窓口・電話・オンライン・会議・派遣）"


@dataclass(frozen=True, slots=True)
class LineYear:
    """One fiscal year of the line."""

    year: FiscalYear
    target: Target | None
    first_half: Tally
    second_half: Tally
    whole: Tally
    achieved: Achievement
    is_begun: bool


@dataclass(frozen=True, slots=True)
class LineMonth:
    """One month of the asked year; ``part`` names it in addresses."""

    period: Period
    part: str
    tally: Tally
    is_begun: bool


@dataclass(frozen=True, slots=True)
class LinePage:
    """A line with its meaning and its numbers; ``target`` is a goal's, for the whole period."""

    plan: Plan
    line: Line
    belongs_to: str
    agreed: tuple[AgreedDefinition, ...]
    measured: str
    year: FiscalYear
    years: tuple[LineYear, ...]
    months: tuple[LineMonth, ...]
    chart: BarChart
    target: Target | None
    total: Tally
    achieved: Achievement
    related: tuple[Line, ...]

    @property
    def in_force(self) -> AgreedDefinition | None:
        """The definition agreed last."""
        return self.agreed[0] if self.agreed else None

    @property
    def earlier(self) -> tuple[AgreedDefinition, ...]:
        """Definitions agreed before the one in force, latest first."""
        return self.agreed[1:]

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """分子・分母・対象・時点・証憑 as the file has them; parts nobody wrote are left out."""
        found = self.line.definition
        if found is None:
            return ()
        every = (
            ("分子（数えるもの）" if not found.denominator else "分子", found.numerator),
            ("分母", found.denominator),
            ("対象", found.population),
            ("時点", found.as_of),
            ("証憑", found.proof),
        )
        return tuple((label, text) for label, text in every if text)

    @property
    def full_name(self) -> str:
        """The line's name with its parent's, since no table stands around it."""
        return self.plan.document.full_name(self.line)

    @property
    def is_vague(self) -> bool:
        """Whether the plan leaves the line open and nobody agreed on it yet（曖昧）."""
        return bool(self.line.ambiguity) and not self.agreed

    @property
    def is_goal(self) -> bool:
        """Whether it is a KGI or KPI, with one target for the whole period."""
        return not isinstance(self.line, IndicatorLine)


def line_page(plan: Plan, line: Line, year: FiscalYear) -> LinePage:
    """Everything the line's page shows, its months those of ``year``, in few queries."""
    today, whole = clock.today(), plan.programme.period
    years = plan.document.years
    periods = [p for each in years for p in (each.first_half, each.second_half, each.whole)]
    read = tallies(plan.programme, [line], [*periods, *year.months, whole])
    target = None if isinstance(line, IndicatorLine) else line.target
    total = read[line.key, whole]
    months = tuple(_month(line, month, read, today) for month in year.months)
    return LinePage(
        plan=plan,
        line=line,
        belongs_to=_belongs_to(plan.document, line),
        agreed=agreed_about(plan.programme, line.key),
        measured=measured_in_words(plan.document, line),
        year=year,
        years=tuple(_year(line, each, read, today) for each in years),
        months=months,
        chart=_chart(line, year, months),
        target=target,
        total=total,
        achieved=achieved_by(total, target, better=line.better),
        related=_related(plan, line),
    )


def agreed_about(programme: Programme, key: str) -> tuple[AgreedDefinition, ...]:
    """The definitions the office agreed for a line, the one in force first."""
    rows = programme.agreed_definitions.filter(line=key).select_related("agreed_by__person")
    return tuple(rows.order_by("-agreed_on", "-pk"))


def measured_in_words(document: ProgrammeDocument, line: Line) -> str:
    """Which records count and how often（測り方）, or that the line is entered by hand."""
    if is_diagnosed(line):
        return (
            "完了にした経営分析（財務と非財務の両方）から、完了日で数えます。"
            "同じ事業者は期間に1回だけ数えます。"
        )
    if is_planned(line):
        return (
            "策定した事業計画から、策定日で数えます。"
            "同じ事業者は期間に1回だけ数え、改訂は数えません。"
        )
    if is_outcome(line):
        return _outcome_in_words(document, line)
    if not is_recorded(line):
        return f"手入力（まだ記録からは数えられない指標です）。{hand_entered_way(line.counting)}"
    found = (document.topic(key) for key in line.options.topics)
    topics = "・".join(f"「{topic.name}」" for topic in found if topic)
    kinds = "・".join(ContactKind(kind).label for kind in line.options.kinds) or EVERY_KIND
    once = (
        "同じ事業者は期間に1回だけ数えます。"
        if line.measure == BUSINESSES_SUPPORTED
        else "記録1件を1回と数えます。"
    )
    return f"支援テーマ{topics}をつけた支援記録から数えます。方法：{kinds}。{once}"


def _outcome_in_words(document: ProgrammeDocument, line: Line) -> str:
    """Whose accounts are compared, and the reading in force of 「1%以上」."""
    found = (document.topic(key) for key in line.options.topics)
    topics = "・".join(f"「{topic.name}」" for topic in found if topic)
    kinds = "・".join(ContactKind(kind).label for kind in line.options.kinds) or EVERY_KIND
    what = "前の期より売上高が増えた"
    if line.measure == MARGIN_UP:
        what = READINGS[document.settings.margin_reading]
    return (
        f"その年度に支援テーマ{topics}の支援（{kinds}）をした事業者のうち、年度の中に終わる決算で、"
        f"{what}ものを数えます。決算のない・比べられない事業者は「不明」で、数に入れません。"
    )


def _year(line: Line, year: FiscalYear, read: Tallies, today: date) -> LineYear:
    target = line.target_for(year) if isinstance(line, IndicatorLine) else None
    whole = read[line.key, year.whole]
    return LineYear(
        year=year,
        target=target,
        first_half=read[line.key, year.first_half],
        second_half=read[line.key, year.second_half],
        whole=whole,
        achieved=achieved_by(whole, target, better=line.better),
        is_begun=year.first_day <= today,
    )


def _month(line: Line, month: Period, read: Tallies, today: date) -> LineMonth:
    return LineMonth(
        period=month,
        part=f"m{month.first.month}",
        tally=read[line.key, month],
        is_begun=month.first <= today,
    )


def _chart(line: Line, year: FiscalYear, months: tuple[LineMonth, ...]) -> BarChart:
    """The months as bars; months to come and unknown ones have none."""
    points = [
        (
            month.period.label,
            month.tally.number if month.is_begun else None,
            month.tally.shown if month.is_begun else "−",
        )
        for month in months
    ]
    return bar_chart(points, title=f"{year.label}の月ごとの実績", unit=line.unit or "−")


def _belongs_to(document: ProgrammeDocument, line: Line) -> str:
    """The section of an indicator, or the pillar and kind of a goal, in words."""
    if not isinstance(line, IndicatorLine):
        pillar = document.pillar(line.pillar)
        return f"{pillar.name if pillar else line.pillar}　{line.kind}"
    for section in document.sections:
        if section.number == line.section:
            return f"{section.number}．{section.title}"
    return line.section


def _related(plan: Plan, line: Line) -> tuple[Line, ...]:
    """Lines that speak of the same thing: the rows above and below, and goals named with it."""
    if not isinstance(line, IndicatorLine):
        keys = set(line.related)
        return tuple(each for each in plan.document.indicators if each.key in keys)
    family = (
        each
        for each in plan.document.indicators
        if each.key == line.parent or each.parent == line.key
    )
    return (*family, *(goal for goal in plan.document.goals if line.key in goal.related))
