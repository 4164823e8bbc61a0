"""Points（評点）1 to 5 of the six indicators, their total, and the grade（総合評価）.

Higher is better: X≥ⅰ 5, ⅱ≤X<ⅰ 4, ⅲ≤X<ⅱ 3, ⅳ≤X<ⅲ 2, X<ⅳ 1; lower is better the mirror image.
An indicator that cannot be computed is left out of the total and said so. The grade is then the
range between the worst and the best it could have been. The cuts of the grades are 未確認.
Explained with an example in docs/rules/local-benchmark.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.local_benchmark.indicators import BenchmarkIndicator, scheme
from banso.diagnosis.rules.local_benchmark.standards import Standard
from banso.diagnosis.rules.reading import Reading
from banso.diagnosis.rules.terms import Term

MOST, LEAST = 5, 1
WORST_GRADE = "D"
UNVERIFIED = "総合評価の区切り（24・18・12点）は未確認"
_PERIODS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """One indicator of one period: its value, the industry's median, and points if computed."""

    indicator: BenchmarkIndicator
    reading: Reading
    median: Decimal
    points: int | None

    @property
    def median_words(self) -> str:
        """The industry's median as people write it."""
        return self.reading.unit.write(self.median)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The six indicators of one period beside the industry."""

    term: Term
    standard: Standard
    lines: tuple[BenchmarkLine, ...]

    @property
    def total(self) -> int | None:
        """The sum of the points that are known; ``None`` when none is."""
        known = [line.points for line in self.lines if line.points is not None]
        return sum(known) if known else None

    @property
    def out_of(self) -> int:
        """The most that the known points could have been: 30 when all six are known."""
        return MOST * sum(line.points is not None for line in self.lines)

    @property
    def left_out(self) -> tuple[BenchmarkLine, ...]:
        """The indicators that are not in the total."""
        return tuple(line for line in self.lines if line.points is None)

    @property
    def grade(self) -> str:
        """A to D; 「B〜C」 where what is left out decides it; 算出不可 when nothing is known."""
        if self.total is None:
            return "算出不可"
        missing = len(self.left_out)
        best, worst = (grade_of(self.total + missing * points) for points in (MOST, LEAST))
        return best if best == worst else f"{best}〜{worst}"

    @property
    def words(self) -> str:
        """「25点満点中14点（総合評価 B〜C）。」, and what is left out with its reason."""
        if self.total is None:
            return "6つの指標がどれも算出不可のため、評点はありません。"
        left = "".join(
            f"{line.indicator.ja}は{line.reading.words}のため合計に入れていません。"
            for line in self.left_out
        )
        return f"{self.out_of}点満点中{self.total}点（総合評価 {self.grade}）。{left}"


def points_of(value: Decimal, cuts: Sequence[Decimal], *, higher_is_better: bool) -> int:
    """1 to 5 for a value beside the cuts ⅰ, ⅱ, ⅲ, ⅳ; a value on a cut has the better points."""
    reached = (value >= cut if higher_is_better else value <= cut for cut in cuts)
    return next((points for points, is_so in zip((5, 4, 3, 2), reached, strict=True) if is_so), 1)


def grade_of(total: int) -> str:
    """A（24点以上）, B（18）, C（12）, D of 30（未確認）."""
    return next((grade for grade, least in scheme().grades if total >= least), WORST_GRADE)


def benchmark(term: Term, standard: Standard) -> Benchmark:
    """The six indicators of a period against a row of the table."""
    lines = (_line(one, one.read(term), standard) for one in scheme().indicators)
    return Benchmark(term, standard, tuple(lines))


def _line(indicator: BenchmarkIndicator, reading: Reading, standard: Standard) -> BenchmarkLine:
    cuts, median = standard.cuts[indicator.key], standard.medians[indicator.key]
    if reading.value is None:
        return BenchmarkLine(indicator, reading, median, None)
    points = points_of(reading.value, cuts, higher_is_better=indicator.higher_is_better)
    return BenchmarkLine(indicator, reading, median, points)


def benchmarks(terms: Sequence[Term], standard: Standard) -> tuple[Benchmark, ...]:
    """The last three periods, oldest first."""
    return tuple(benchmark(term, standard) for term in terms[-_PERIODS_SHOWN:])


@dataclass(frozen=True, slots=True)
class RadarLine:
    """One period of the radar（レーダーチャート）: points in the order of the indicators."""

    label: str
    points: tuple[int | None, ...]


def radar(shown: Sequence[Benchmark]) -> tuple[RadarLine, ...]:
    """What the radar draws, a line for each period; an unknown corner stays ``None``."""
    return tuple(
        RadarLine(one.term.label, tuple(line.points for line in one.lines)) for one in shown
    )
