"""What changed between two versions of a plan（変わったこと）, line by line, in words.

The lines stand in the order of the document: title, period, sections, SWOT, measures, KPI,
figures, succession. What is the same gives no line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from banso.core.era import in_era_day
from banso.core.money import thousand_yen, yen
from banso.plans.rules.content import (
    RESULT_ROWS,
    Content,
    KpiText,
    MeasureText,
    PointText,
    SectionText,
)
from banso.plans.rules.kinds import characters
from banso.plans.rules.kpi import BETTER, in_words
from banso.plans.rules.succession_table import SuccessionTable, table_rows

SAID_BY = {"owner": "事業者", "adviser": "指導員", "expert": "専門家"}
PLACES: Mapping[str, str] = {
    "S": "強み",
    "W": "弱み",
    "O": "機会",
    "T": "脅威",
    "SO": "強み×機会",
    "WO": "弱み×機会",
    "ST": "強み×脅威",
    "WT": "弱み×脅威",
}
_SHOWN = 40


class Numbered(Protocol):
    """Something that is told apart by its id."""

    @property
    def id(self) -> str:
        """The id, the same in every version."""


Thing = TypeVar("Thing", bound=Numbered)


def differences(before: Content, after: Content) -> tuple[str, ...]:
    """What changed from ``before`` to ``after``; empty when nothing did."""
    return tuple(_lines(before, after))


def _lines(before: Content, after: Content) -> Iterator[str]:
    if before.title != after.title:
        yield f"題名 「{before.title}」→「{after.title}」"
    if (before.starts_on, before.ends_on) != (after.starts_on, after.ends_on):
        yield f"期間 {_period(before)} → {_period(after)}"
    yield from _sections(before, after)
    yield from _things(before.points, after.points, _point, _point_changes)
    yield from _things(before.measures, after.measures, _measure, _measure_changes)
    yield from _things(before.kpis, after.kpis, _kpi, _kpi_changes)
    yield from _figures(before, after)
    yield from _table(before.succession, after.succession, max(before.years, after.years))


def _period(content: Content) -> str:
    return f"{in_era_day(content.starts_on)}〜{in_era_day(content.ends_on)}"


def _sections(before: Content, after: Content) -> Iterator[str]:
    was = {one.key: one for one in before.sections}
    now = {one.key: one for one in after.sections}
    for section in after.kind.sections:
        blank = SectionText(section.key, "")
        old, new = was.get(section.key, blank), now.get(section.key, blank)
        yield from _section(section.ja, old, new)


def _section(ja: str, old: SectionText, new: SectionText) -> Iterator[str]:
    sizes = [characters(one.text) for one in (old, new)]
    if not old.text and new.text:
        yield f"「{ja}」を書いた（{sizes[1]:,}字）"
    elif old.text and not new.text:
        yield f"「{ja}」を消した（{sizes[0]:,}字）"
    elif old.text != new.text:
        yield f"「{ja}」を書き直した（{sizes[0]:,}字 → {sizes[1]:,}字）"
    if old.text and new.text and old.said_by != new.said_by:
        yield f"「{ja}」の言葉 {SAID_BY[old.said_by]} → {SAID_BY[new.said_by]}"


def _things(
    before: Sequence[Thing],
    after: Sequence[Thing],
    named: Callable[[Thing], str],
    changes: Callable[[Thing, Thing], Iterator[str]],
) -> Iterator[str]:
    """What was added and changed in the order of now, then what was taken away."""
    was = {one.id: one for one in before}
    for thing in after:
        old = was.pop(thing.id, None)
        if old is None:
            yield f"{named(thing)}を加えた"
        else:
            yield from (f"{named(old)}{line}" for line in changes(old, thing))
    yield from (f"{named(gone)}を外した" for gone in was.values())


def _point(point: PointText) -> str:
    return f"SWOT（{PLACES[point.place]}）「{_short(point.text)}」"


def _point_changes(old: PointText, new: PointText) -> Iterator[str]:
    if old.text != new.text:
        yield f" → 「{_short(new.text)}」"
    if old.place != new.place:
        yield f"を（{PLACES[new.place]}）に移した"


def _measure(measure: MeasureText) -> str:
    return f"施策「{_short(measure.what)}」"


def _measure_changes(old: MeasureText, new: MeasureText) -> Iterator[str]:
    if old.what != new.what:
        yield f" → 「{_short(new.what)}」"
    pairs = (
        ("時間軸", old.horizon, new.horizon),
        ("担当", old.doer or "未定", new.doer or "未定"),
        ("始まり", _day(old.starts_on), _day(new.starts_on)),
        ("期限", _day(old.ends_on), _day(new.ends_on)),
        ("費用", _yen(old.money.cost), _yen(new.money.cost)),
        ("自己資金", _yen(old.money.own), _yen(new.money.own)),
        ("借入", _yen(old.money.loan), _yen(new.money.loan)),
        ("補助金", _yen(old.money.subsidy), _yen(new.money.subsidy)),
        ("その他の調達", _yen(old.money.other), _yen(new.money.other)),
    )
    yield from _pairs(pairs)
    if old.kpi != new.kpi:
        yield "のKPIを変えた"
    if old.dropped_on is None and new.dropped_on is not None:
        yield f"を取りやめた（{in_era_day(new.dropped_on)}）"
    if old.dropped_on is not None and new.dropped_on is None:
        yield "の取りやめを戻した"


def _kpi(kpi: KpiText) -> str:
    return f"KPI「{kpi.name}」"


def _kpi_changes(old: KpiText, new: KpiText) -> Iterator[str]:
    if old.name != new.name:
        yield f" → 「{new.name}」"
    pairs = (
        ("現状", _value(old.base, old), _value(new.base, new)),
        ("目標", _value(old.target, old), _value(new.target, new)),
        ("期日", _day(old.by_on), _day(new.by_on)),
        ("向き", BETTER[old.better], BETTER[new.better]),
    )
    yield from _pairs(pairs)


def _pairs(pairs: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield from (f"の{ja} {was} → {now}" for ja, was, now in pairs if was != now)


def _figures(before: Content, after: Content) -> Iterator[str]:
    """The rows of every year that changed, in 千円 where that tells them apart."""
    if not before.results and after.results:
        yield "数値計画を加えた"
        return
    if before.results and not after.results:
        yield "数値計画を外した"
        return
    for number in range(1, max(len(before.results), len(after.results)) + 1):
        old, new = (
            one.results[number - 1] if number <= len(one.results) else {} for one in (before, after)
        )
        for name, ja in RESULT_ROWS.items():
            if old.get(name) != new.get(name):
                was, now = _amounts(old.get(name), new.get(name))
                yield f"{number}年目の{ja} {was} → {now}"


def _amounts(was: int | None, now: int | None) -> tuple[str, str]:
    told = [[_told(one, write) for one in (was, now)] for write in (thousand_yen, yen)]
    rough, exact = told
    return (rough[0], rough[1]) if rough[0] != rough[1] else (exact[0], exact[1])


def _told(amount: int | None, write: Callable[[int], str]) -> str:
    return "算出不可" if amount is None else write(amount)


def _table(old: SuccessionTable | None, new: SuccessionTable | None, years: int) -> Iterator[str]:
    before, after = old or SuccessionTable(), new or SuccessionTable()
    if before.successor != after.successor:
        yield f"後継者 {before.successor or '未定'} → {after.successor or '未定'}"
    if before.route is not after.route:
        yield f"承継の道 {before.route.ja} → {after.route.ja}"
    for key, row in table_rows().items():
        for year in range(years):
            was, now = before.cell(key, year), after.cell(key, year)
            if was != now:
                told = f"{_short(was) or '空欄'} → {_short(now) or '空欄'}"
                yield f"事業承継計画表 {row.name}（{year + 1}年目） {told}"


def _day(day: date | None) -> str:
    return in_era_day(day) if day else "未定"


def _yen(amount: int | None) -> str:
    return "未定" if amount is None else yen(amount)


def _value(value: Decimal | None, kpi: KpiText) -> str:
    return in_words(value, kpi.unit)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
