"""Three numbers to have in mind before a visit（三つの数字）, each with its source and its day.

Each provider below tells what it knows of one business, the weightiest first; the first three
numbers of all providers are shown. A room that knows better numbers puts its provider on top.
Unknown is 「不明」 with what to ask, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from banso.core import clock
from banso.web.queries.chart import Chart, Entered

UNKNOWN = "不明"
THREE = 3
_MOST_RESULTS = 2
_OF_BUSINESSES = {"者", "社"}  # a line that counts firms: one firm meets it or not
_COUNTED = _OF_BUSINESSES | {"回", "件", "人", "本"}  # less telling than a rate, days or yen


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One number with its source, the day it is of, and, when unknown, what to ask the owner."""

    label: str
    value: str
    source: str
    on: date | None
    remark: str = ""
    ask: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows it yet."""
        return self.value == UNKNOWN


Provider = Callable[[Chart], Iterator[KeyNumber]]


def three_numbers(chart: Chart) -> tuple[KeyNumber, ...]:
    """The three numbers of a business; fewer for who may not see the plan."""
    return tuple(islice(chain.from_iterable(provide(chart) for provide in _PROVIDERS), THREE))


def _results(chart: Chart) -> Iterator[KeyNumber]:
    """The latest results entered for the business, rates and amounts before counts."""
    if not chart.sees_counted:
        return
    latest: dict[str, Entered] = {}
    for each in chart.results:
        latest.setdefault(each.name, each)
    told = sorted(latest.values(), key=lambda each: each.unit in _COUNTED)
    yield from map(_entered, told[:_MOST_RESULTS])
    if not told:
        yield KeyNumber(
            "売上と利益",
            UNKNOWN,
            "実績の入力なし",
            None,
            ask="直近の決算の売上と利益は、前年と比べてどうでしたか。",
        )


def _entered(each: Entered) -> KeyNumber:
    row = each.result
    ask = f"「{each.name}」は、いまどうなっていますか。" if row.is_unknown else ""
    return KeyNumber(each.name, _value(each), "手入力の実績", row.on, row.note, ask)


def _value(each: Entered) -> str:
    """As it was entered; a line that counts firms says whether this one meets it."""
    row = each.result
    if row.is_unknown:
        return UNKNOWN
    if row.text:
        return row.text
    if each.unit in _OF_BUSINESSES and row.value in {0, 1}:
        return "当てはまる" if row.value else "当てはまらない"
    return f"{row.shown_value}{each.unit}"


def _contacts(chart: Chart) -> Iterator[KeyNumber]:
    """How often the business was supported this year, and how long ago the last time was."""
    last = chart.last_contact
    remark = "支援の記録はまだありません"
    if last is not None:
        days = (clock.today() - last.on).days
        ago = f"{days:,}日前" if days else "今日"
        remark = f"最後は{ago}（{last.get_kind_display()}）"
    label = f"{chart.year.label}の支援（延べ）"
    on = last.on if last else None
    yield KeyNumber(label, f"{chart.contacts_this_year:,}回", "支援記録", on, remark)


def _lines(chart: Chart) -> Iterator[KeyNumber]:
    """In how many of the plan's lines the business counts this year."""
    if chart.sees_counted:
        remark = "、".join(f"{each.label}（{each.amount}）" for each in chart.counted)
        yield KeyNumber(
            f"{chart.year.label}に数えられている目標",
            f"{len(chart.counted)}つ",
            "支援記録と手入力の実績",
            clock.today(),
            remark or "まだどの目標にも数えられていません",
        )


_PROVIDERS: tuple[Provider, ...] = (_results, _contacts, _lines)
