"""The year's page drawn: bars of each month, what is tried, and who could be eased by how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banso.core.bars import BarChart, bar_chart
from banso.followup.queries.following import Follow
from banso.followup.queries.year import YearFirms, YearTable
from banso.followup.rules.easing import effect_of, lighter
from banso.followup.rules.rhythm import Rhythm

SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Tried:
    """One business with the other rhythm that is tried for it."""

    follow: Follow
    rhythm: Rhythm

    @property
    def key(self) -> int:
        """The key of the business."""
        return self.follow.plan.business_id

    @property
    def token(self) -> str:
        """How the address names it."""
        return token_of(self.follow, self.rhythm)


@dataclass(frozen=True, slots=True)
class TriedLine:
    """One business tried with another rhythm, and what that does to the visits of the year.

    ``is_gated`` says that its drift waits for a third party before it may be visited less.
    """

    source: Tried
    effect: int
    is_gated: bool

    @property
    def told(self) -> str:
        """「延べ −2」「延べ +3」「変わらない」."""
        if not self.effect:
            return "変わらない"
        return f"延べ {'+' if self.effect > 0 else '−'}{abs(self.effect)}"


@dataclass(frozen=True, slots=True)
class EasingLine:
    """A business that could be visited less: why, to which rhythm, and what that saves."""

    follow: Follow
    because: str
    rhythm: Rhythm
    saved: int

    @property
    def token(self) -> str:
        """How the address names the trial."""
        return token_of(self.follow, self.rhythm)


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A month's bar: all of it, and the part of it that is made, from the ground up."""

    label: str
    shown: str
    x: float
    y: float
    width: float
    height: float
    made_y: float
    made_height: float
    middle: float
    value_y: float


@dataclass(frozen=True, slots=True)
class YearChart:
    """The months side by side: made and to come on one another."""

    frame: BarChart
    bars: tuple[StackedBar, ...]

    @property
    def halves(self) -> tuple[tuple[str, tuple[StackedBar, ...]], ...]:
        """The bars in two pictures of one scale, each with its part of the drawing（viewBox）.

        Side by side they are the year; on a phone one stands below the other, and can be read.
        """
        half, middle = self.frame.width // 2, len(self.bars) // 2
        height = self.frame.height
        return (
            (f"0 0 {half} {height}", self.bars[:middle]),
            (f"{half} 0 {half} {height}", self.bars[middle:]),
        )


def token_of(follow: Follow, rhythm: Rhythm) -> str:
    """A business and a rhythm as an address names them."""
    return f"{follow.business.public_id}{SEPARATOR}{rhythm.key}"


def chart_of(table: YearTable) -> YearChart:
    """The visits of each month; what is made is filled, what is to come only outlined."""
    points = [(row.period.label, row.visits, f"{row.visits}") for row in table.rows]
    frame = bar_chart(points, title="月ごとの訪問", unit="回")
    bars = []
    for row, bar in zip(table.rows, frame.bars, strict=True):
        part = round(bar.height * row.made / row.visits, 1) if row.visits else 0.0
        made_y = round(bar.y + bar.height - part, 1)
        bars.append(
            StackedBar(bar.label, bar.shown, bar.x, bar.y, bar.width, bar.height, made_y, part,
                       bar.middle, bar.value_y)
        )  # fmt: skip
    return YearChart(frame, tuple(bars))


def tried_of(firms: YearFirms, tried: Iterable[Tried]) -> list[TriedLine]:
    """Each business tried, with the effect of it alone."""
    found = []
    for one in tried:
        firm = firms.followed(one.follow.plan.business_id)
        fewer = one.rhythm.visits_per_year < firm.decision.rhythm.visits_per_year
        drifts = bool(one.follow.around.facts["open_drifts"].value)
        effect = effect_of(firm, one.rhythm, firms.year, firms.day)
        found.append(TriedLine(one, effect, fewer and drifts))
    return found


def easings_of(firms: YearFirms) -> list[EasingLine]:
    """Those that could be visited less, the safest first; none where no rhythm is lighter."""
    rhythm = lighter(firms.rules.rhythms)
    if rhythm is None:
        return []
    return [
        EasingLine(
            firms.follows[one.followed.key],
            one.because,
            rhythm,
            -effect_of(one.followed, rhythm, firms.year, firms.day),
        )
        for one in firms.easings
    ]
