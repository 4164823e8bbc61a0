"""The chart of plan against reality: the sales of a plan year, month by month."""

from __future__ import annotations

from typing import Any

from banso.core.documents.charts import ACCENT, BAD, SECOND, Spec
from banso.followup.rules.course import PlanYearOfSales

_THOUSAND = 1_000
_WIDTH, _HEIGHT = 560, 190
_NARROW, _TALL = 250, 210  # as wide as a phone shows it, so that its letters keep their size
_AXIS = "(datum.value < 0 ? '△' : '') + format(abs(datum.value), ',.0f')"
_NUMBER_ONLY = "replace(datum.label, '月', '')"  # twelve months on a phone
PLANNED, SOLD = "計画", "実績"
Row = dict[str, Any]


def sales_chart(year: PlanYearOfSales, *, is_narrow: bool = False) -> Spec:
    """Planned sales as a dashed line, real ones as bars, in thousand yen.

    A month over whose sales are not known has no bar but the word 「不明」; it is never drawn as 0.
    The narrow one is for a phone: the same in fewer dots.
    """
    order = [f"{one.month.month}月" for one in year.months]
    sold = [
        {"month": f"{one.month.month}月", "amount": one.sold / _THOUSAND, "kind": SOLD}
        for one in year.months
        if one.sold is not None
    ]
    planned = [
        {"month": f"{one.month.month}月", "amount": one.planned / _THOUSAND, "kind": PLANNED}
        for one in year.months
        if one.planned is not None
    ]
    unknown = [
        {"month": f"{one.month.month}月", "amount": 0, "told": "不明"} for one in year.unknown
    ]
    x: Row = {
        "field": "month", "type": "nominal", "sort": order, "title": "月" if is_narrow else None,
        "scale": {"domain": order},
        "axis": {"labelAngle": 0, **({"labelExpr": _NUMBER_ONLY} if is_narrow else {})},
    }  # fmt: skip
    y: Row = {
        "field": "amount", "type": "quantitative", "title": "売上（千円）",
        "axis": {"labelExpr": _AXIS, "tickCount": 4, "minExtent": 0 if is_narrow else 62},
    }  # fmt: skip
    colour: Row = {
        "field": "kind", "type": "nominal", "title": None,
        "scale": {"domain": [SOLD, PLANNED], "range": [ACCENT, SECOND]},
    }  # fmt: skip
    drawn = {"x": x, "y": y, "color": colour}
    line = {"type": "line", "strokeDash": [5, 3], "strokeWidth": 2, "point": {"size": 30}}
    bar = {"type": "bar", "size": 12 if is_narrow else 24}
    unknown_mark = {"type": "text", "dy": -8, "color": BAD}
    if is_narrow:  # standing, or the words of two months would meet
        unknown_mark |= {"angle": 270, "dy": 0, "align": "left", "dx": 4}
    return {
        "width": _NARROW if is_narrow else _WIDTH,
        "height": _TALL if is_narrow else _HEIGHT,
        "layer": [
            {"data": {"values": sold}, "mark": bar, "encoding": drawn},
            {"data": {"values": planned}, "mark": line, "encoding": drawn},
            {
                "data": {"values": unknown},
                "mark": unknown_mark,
                "encoding": {"x": x, "y": y, "text": {"field": "told", "type": "nominal"}},
            },
        ],
    }


def chart_words(year: PlanYearOfSales) -> str:
    """What the chart says, for those who do not see it."""
    return f"{year.number}年目の月ごとの売上。{year.words}。数字は表にあります。"
