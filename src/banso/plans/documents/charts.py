"""The charts of a plan: years side by side, the measures over the months, the money at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from banso.core.documents.charts import ACCENT, BAD, SECOND, THIRD, Spec
from banso.core.money import with_triangle
from banso.plans.rules.measures import Bar
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.numbers.months import Month

_THOUSAND = 1_000
_LONGEST_NAME = 20
_NARROWEST, _SIGN = 48, 7  # pixels of a year, and of one sign
_HORIZONS = ("短期", "中期", "長期")
# In the charts' own language: 「△1,234」.
_TRIANGLE = "(datum.value < 0 ? '△' : '') + format(abs(datum.value), ',.0f')"
Row = dict[str, Any]


def years_chart(years: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]]) -> Spec:
    """Two rows of the figures year by year, in thousand yen; unknown years have no bar."""
    drawn = zip(rows, (ACCENT, SECOND), strict=False)
    longest = max(
        (len(f"{amount // _THOUSAND:,}") for _, of in rows for amount in of if amount), default=0
    )
    step = max(_NARROWEST, longest * _SIGN)
    bars = [_bars(years, name, amounts, colour) for (name, amounts), colour in drawn]
    return {"hconcat": [{**one, "width": step * len(years)} for one in bars], "spacing": 24}


def _bars(years: Sequence[str], name: str, amounts: Sequence[int | None], colour: str) -> Spec:
    values = [
        {
            "year": year,
            "amount": amount / _THOUSAND,
            "top": max(amount / _THOUSAND, 0),
            "told": with_triangle(round(amount / _THOUSAND)),
        }
        for year, amount in zip(years, amounts, strict=True)
        if amount is not None
    ]
    order = list(years)
    x: Row = {
        "field": "year", "type": "nominal", "sort": order, "title": None,
        "scale": {"domain": order}, "axis": {"labelAngle": 0},
    }  # fmt: skip
    axis = {"labelExpr": _TRIANGLE, "tickCount": 4, "minExtent": 62}
    y: Row = {
        "field": "amount", "type": "quantitative", "title": f"{name}（千円）", "axis": axis,
    }  # fmt: skip
    told = {"text": {"field": "told", "type": "nominal"}, "x": x, "y": {**y, "field": "top"}}
    return {
        "height": 150,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar", "color": colour, "size": 26}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "text", "dy": -8}, "encoding": told},
        ],
    }


def gantt_chart(bars: Sequence[tuple[int, str, str, Bar]], years: int) -> Spec:
    """Measures over the months of the plan: number, name, horizon and bar. At least one."""
    values = [
        {
            "name": f"{at}. {_short(name)}",
            "horizon": horizon,
            "first": bar.first,
            "last": bar.first + bar.span,
        }
        for at, name, horizon, bar in bars
    ]
    months = years * MONTHS
    ends = "|".join(f"{year}年目の初め" for year in range(1, years + 1))
    axis = {
        "values": list(range(0, months + 1, MONTHS)),
        "labelExpr": f"split('{ends}|終わり', '|')[datum.value / {MONTHS}]",
        "labelFlush": True,
    }
    scale = {"domain": list(_HORIZONS), "range": [ACCENT, SECOND, THIRD]}
    return {
        "width": 420,
        "height": {"step": 22},
        "data": {"values": values},
        "mark": {"type": "bar", "height": 12},
        "encoding": {
            "y": {
                "field": "name", "type": "nominal", "sort": [one["name"] for one in values],
                "title": None, "axis": {"labelLimit": 340, "ticks": False},
            },
            "x": {
                "field": "first", "type": "quantitative", "title": None, "axis": axis,
                "scale": {"domain": [0, months], "nice": False},
            },
            "x2": {"field": "last"},
            "color": {"field": "horizon", "type": "nominal", "title": "時間軸", "scale": scale},
        },
    }  # fmt: skip


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"


def cash_chart(months: Sequence[Month]) -> Spec:
    """What is at hand at every month's end, in thousand yen, against the line of nothing."""
    values = [
        {"at": at, "cash": month.closing.cash / _THOUSAND}
        for at, month in enumerate(months, start=1)
        if month.closing
    ]
    axis = {"labelExpr": _TRIANGLE, "tickCount": 5, "minExtent": 62}
    x = {"field": "at", "type": "quantitative", "title": "計画の始まりからの月数",
         "scale": {"domain": [1, len(values)], "nice": False},
         "axis": {"values": list(range(MONTHS, len(values) + 1, MONTHS))}}  # fmt: skip
    y = {"field": "cash", "type": "quantitative", "title": "月末の現預金（千円）", "axis": axis}
    return {
        "width": 520,
        "height": 170,
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": BAD, "strokeDash": [4, 3]},
                "encoding": {"y": {"field": "zero", "type": "quantitative"}},
            },
        ],
    }
