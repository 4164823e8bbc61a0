"""The ratios（経営指標）of a business over any number of periods, beside the period before.

What each is, is data: ``ratios.toml``. Explained with an example in docs/rules/ratios.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from banso.diagnosis.rules.formula import Formula, Growth, Quotient
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import Term, terms_of
from banso.figures.rules.statement import Statement

GROUPS = ("収益性", "生産性", "安全性", "成長性", "効率性")
HIGHER, LOWER, NEITHER = "higher", "lower", "neither"
BETTER, WORSE, STEADY, UNTOLD = "改善", "悪化", "横ばい", "比べられない"
_UP, _DOWN = "上昇", "低下"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio: its formula, its words, and from which change on it has moved（``steady``）."""

    key: str
    ja: str
    group: str
    formula: Formula
    in_words: str
    means: str
    better: str
    steady: Decimal

    @property
    def unit(self) -> Unit:
        """What its values are written in."""
        return self.formula.unit

    def read(self, term: Term) -> Reading:
        """The ratio in one period."""
        return self.formula.read(term)


@dataclass(frozen=True, slots=True)
class RatioMove:
    """How a ratio moved from one period to the next.

    ``movement`` is 改善, 悪化, 横ばい, 比べられない; 上昇 or 低下 where neither is better.
    """

    ratio: Ratio
    now: Reading
    before: Reading
    movement: str
    change: Decimal | None = None

    @property
    def words(self) -> str:
        """「流動比率は120.0%で、前期の150.0%から30.0ポイント下がりました（悪化）。」."""
        ja, now, before = self.ratio.ja, self.now.words, self.before.words
        if not self.now.is_known:
            return f"{ja}は{now}です。"
        if self.movement == UNTOLD:
            return f"{ja}は{now}です。前期とは比べられません（{self.before.reason}）。"
        if self.movement == STEADY:
            return f"{ja}は{now}で、前期の{before}とほぼ同じです（横ばい）。"
        end = "" if self.ratio.better == NEITHER else f"（{self.movement}）"
        return f"{ja}は{now}で、前期の{before}から{self._moved}{end}。"

    @property
    def _moved(self) -> str:
        change = self.now.shown - self.before.shown
        is_rate = self.ratio.unit is Unit.RATE
        up, down = ("上がりました", "下がりました") if is_rate else ("増えました", "減りました")
        return f"{self.ratio.unit.write_change(change)}{up if change > 0 else down}"


@dataclass(frozen=True, slots=True)
class RatioLine:
    """One ratio in every period, oldest first, and how its last value compares."""

    ratio: Ratio
    readings: tuple[Reading, ...]
    move: RatioMove


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One ratio as a page shows it: each period with its reading and notes, oldest first.

    Notes that the period's own name says already（締め前、見込み）are left out.
    """

    line: RatioLine
    cells: tuple[tuple[Term, Reading, tuple[str, ...]], ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Why it cannot be told, each reason once: 「令和6年3月期：算出不可（…）」."""
        periods: dict[str, list[str]] = {}
        for term, reading, _ in self.cells:
            if not reading.is_known:
                periods.setdefault(reading.words, []).append(term.label)
        return tuple(f"{'・'.join(labels)}：{words}" for words, labels in periods.items())

    @property
    def made_of(self) -> str:
        """What the newest value was made of."""
        return self.cells[-1][1].made_words if self.cells else ""


@dataclass(frozen=True, slots=True)
class RatioTable:
    """All ratios of a business（経営指標の一覧）, periods across, oldest first."""

    terms: tuple[Term, ...]
    lines: tuple[RatioLine, ...]

    def of_group(self, group: str) -> tuple[RatioLine, ...]:
        """The lines of 収益性, 生産性, 安全性, 成長性 or 効率性."""
        return tuple(line for line in self.lines if line.ratio.group == group)

    def rows_of(self, group: str) -> tuple[RatioRow, ...]:
        """The same lines with each period beside its reading."""
        return tuple(
            RatioRow(
                line,
                tuple(
                    (term, reading, tuple(n for n in reading.notes if n not in term.notes))
                    for term, reading in zip(self.terms, line.readings, strict=True)
                ),
            )
            for line in self.of_group(group)
        )

    def line(self, key: str) -> RatioLine:
        """One line by the ratio's key. Raises ``KeyError`` for an unknown one."""
        found = next((line for line in self.lines if line.ratio.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@cache
def ratios() -> Mapping[str, Ratio]:
    """Every ratio by its key, in the order of the file."""
    text = Path(__file__).with_name("ratios.toml").read_text("utf-8")
    return {row["key"]: _ratio(row) for row in tomllib.loads(text)["ratio"]}


def formula_of(row: Mapping[str, Any]) -> Formula:
    """The formula of a row of a file: ``growth_of``, or ``over``, ``under`` and ``times``."""
    unit = Unit.of(row["unit"])
    if "growth_of" in row:
        return Growth(row["growth_of"], unit)
    return Quotient(row["over"], row["under"], unit, row.get("times", 1))


def _ratio(row: Mapping[str, Any]) -> Ratio:
    return Ratio(
        key=row["key"],
        ja=row["ja"],
        group=row["group"],
        formula=formula_of(row),
        in_words=row["formula"],
        means=row["means"],
        better=row["better"],
        steady=Decimal(row["steady"]),
    )


def ratio_table(statements: Iterable[Statement]) -> RatioTable:
    """Every ratio in every period, for any number of periods; none gives an empty table."""
    return table_of(terms_of(statements))


def table_of(terms: tuple[Term, ...]) -> RatioTable:
    """Every ratio of periods already joined."""
    return RatioTable(terms, tuple(_line(ratio, terms) for ratio in ratios().values()))


def _line(ratio: Ratio, terms: tuple[Term, ...]) -> RatioLine:
    readings = tuple(ratio.read(term) for term in terms)
    last = readings[-1] if readings else unknown("決算がない", ratio.unit)
    return RatioLine(ratio, readings, compare(ratio, last, _before(terms, readings, ratio)))


def _before(terms: tuple[Term, ...], readings: tuple[Reading, ...], ratio: Ratio) -> Reading:
    """The reading of the period that ends where the last one begins."""
    if not terms:
        return unknown("決算がない", ratio.unit)
    last = terms[-1]
    return unknown(last.no_previous, ratio.unit) if last.previous is None else readings[-2]


def compare(ratio: Ratio, now: Reading, before: Reading) -> RatioMove:
    """How ``now`` stands beside ``before``; its ``words`` are a sentence for the owner."""
    if now.value is None or before.value is None:
        return RatioMove(ratio, now, before, UNTOLD)
    change = now.value - before.value
    return RatioMove(ratio, now, before, _movement(ratio, change), change)


def _movement(ratio: Ratio, change: Decimal) -> str:
    if abs(change) < ratio.steady:
        return STEADY
    if ratio.better == NEITHER:
        return _UP if change > 0 else _DOWN
    return BETTER if (change > 0) == (ratio.better == HIGHER) else WORSE
