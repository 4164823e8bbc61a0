"""The charts of an analysis: the radar, the break-even picture, the periods side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from banso.core.documents.charts import ACCENT, BAD, INK, QUIET, RULE, SECOND, THIRD, Spec
from banso.core.money import with_triangle
from banso.diagnosis.rules.break_even import BreakEven
from banso.diagnosis.rules.local_benchmark.points import MOST, Benchmark, radar
from banso.diagnosis.rules.terms import Term

_THOUSAND = 1_000
_COLOURS = (ACCENT, SECOND, THIRD)  # the newest period first
_DASHES = ([1, 0], [6, 3], [2, 3])  # told apart in black and white, too
# In the charts' own language: 「△1,234」, and a name that breaks before its bracket.
_TRIANGLE = "(datum.value < 0 ? '△' : '') + format(abs(datum.value), ',.0f')"
_IN_TWO_LINES = "split(replace(datum.label, '（', '|（'), '|')"
Row = dict[str, Any]


def radar_chart(benchmarks: Sequence[Benchmark]) -> Spec:
    """Points of the six indicators, 1 to 5, a line for each period; unknown corners break it.

    ``benchmarks`` are oldest first, at least one.
    """
    names = [line.indicator.ja for line in benchmarks[0].lines]
    periods = list(radar(benchmarks))[::-1]
    labels = [period.label for period in periods]
    drawn = [
        {**_corner(place, points, len(names)), "period": period.label, "order": place}
        for period in periods
        for place, points in enumerate((*period.points, period.points[0]))
    ]
    rings = [
        {**_corner(place, ring, len(names)), "ring": ring, "order": place}
        for ring in range(1, MOST + 1)
        for place in range(len(names) + 1)
    ]
    told = [
        {**_corner(place, MOST + 0.6, len(names)), "name": name} for place, name in enumerate(names)
    ]
    return {
        "width": 300,
        "height": 260,
        "layer": [
            _line(rings, {"stroke": RULE, "strokeWidth": 1}, {"detail": {"field": "ring"}}),
            *_names(told),
            _line(drawn, {"strokeWidth": 2.5, "point": {"size": 40}}, _by_period(labels)),
        ],
    }


def _corner(place: int, points: float | None, corners: int) -> Row:
    if points is None:
        return {"x": None, "y": None}  # breaks the line
    angle = 2 * math.pi * place / corners
    return {"x": points * math.sin(angle), "y": points * math.cos(angle)}


def _flat(field: str) -> Row:
    reach = MOST + 1.0
    scale = {"domain": [-reach, reach], "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _line(values: list[Row], mark: Row, encoding: Row) -> Spec:
    return {
        "data": {"values": values},
        "mark": {"type": "line", **mark},
        "encoding": {
            "x": _flat("x"),
            "y": _flat("y"),
            "order": {"field": "order", "type": "quantitative"},
            **encoding,
        },
    }


def _names(values: list[Row]) -> list[Spec]:
    """The names of the corners, each growing away from the drawing."""
    sides = {"left": 0.1, "right": -0.1}  # the place to which the name clings
    by_side = {
        side: [row for row in values if row["x"] * edge > 0 and abs(row["x"]) > abs(edge)]
        for side, edge in sides.items()
    }
    by_side["center"] = [row for row in values if abs(row["x"]) <= abs(sides["left"])]
    encoding = {"x": _flat("x"), "y": _flat("y"), "text": {"field": "name"}}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "text", "align": side},
            "encoding": encoding,
        }
        for side, rows in by_side.items()
        if rows
    ]


def _by_period(labels: list[str]) -> Row:
    shown = len(labels)
    return {
        "color": {
            "field": "period", "type": "nominal", "title": None,
            "scale": {"domain": labels, "range": list(_COLOURS[:shown])},
        },
        "strokeDash": {
            "field": "period", "type": "nominal", "title": None,
            "scale": {"domain": labels, "range": list(_DASHES[:shown])},
        },
    }  # fmt: skip


def break_even_chart(now: BreakEven, moved: BreakEven | None = None) -> Spec:
    """Sales and total cost by the amount sold, in thousand yen; after a what-if, both stand.

    Needs known sales.
    """
    drawn = [one for one in (now, moved) if one is not None and one.sales is not None]
    needed = [one.sales_needed.value for one in drawn]
    most = max(
        [*(one.sales or Decimal(0) for one in drawn), *(value or Decimal(0) for value in needed)]
    )
    reach = _thousands(most) * 1.15
    shown = drawn[-1]
    rate = float(shown.variable / shown.sales) if shown.sales else 0.0
    fixed = _thousands(shown.fixed)
    lines = [
        {"x": x, "y": y, "line": name}
        for x in (0.0, reach)
        for name, y in (("売上高", x), ("総費用", fixed + rate * x), ("固定費", fixed))
    ]
    return {
        "width": 420,
        "height": 260,
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "line", "strokeWidth": 2.5},
                "encoding": {
                    "x": _yen("x", "売上高（千円）"),
                    "y": _yen("y", "金額（千円）"),
                    **_by_line(),
                },
            },
            *_points(shown),
        ],
    }


def _points(shown: BreakEven) -> list[Spec]:
    found = []
    needed = shown.sales_needed.value
    if needed is not None:
        found.append(
            _point(_thousands(needed), "損益分岐点", BAD, {"align": "left", "dx": 8, "dy": 14})
        )
    if shown.sales is not None:
        found.append(
            _point(_thousands(shown.sales), "売上高", INK, {"align": "right", "dx": -8, "dy": -8})
        )
    return found


def _point(at: float, name: str, colour: str, place: Row) -> Spec:
    encoding = {"x": _yen("x", "売上高（千円）"), "y": _yen("y", "金額（千円）")}
    return {
        "data": {"values": [{"x": at, "y": at, "name": f"{name} {at:,.0f}"}]},
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 90, "color": colour},
                "encoding": encoding,
            },
            {
                "mark": {"type": "text", "color": colour, **place},
                "encoding": {**encoding, "text": {"field": "name"}},
            },
        ],
    }


def _by_line() -> Row:
    names = ["売上高", "総費用", "固定費"]
    return {
        "color": {
            "field": "line", "type": "nominal", "title": None,
            "scale": {"domain": names, "range": [ACCENT, SECOND, QUIET]},
        },
        "strokeDash": {
            "field": "line", "type": "nominal", "title": None,
            "scale": {"domain": names, "range": list(_DASHES)},
        },
    }  # fmt: skip


def _yen(field: str, title: str) -> Row:
    axis: Row = {"labelExpr": _TRIANGLE, "tickCount": 5}
    if field != "x":
        axis["minExtent"] = 62  # room for the figures beside the title
    return {"field": field, "type": "quantitative", "title": title, "axis": axis}


def _thousands(amount: Decimal) -> float:
    return float(amount / _THOUSAND)


def periods_chart(terms: Sequence[Term]) -> Spec:
    """Sales and operating profit of each period, in thousand yen; unknown ones stay blank."""
    rows = [
        {
            "period": term.label,
            "what": what,
            "amount": float(amount) / _THOUSAND,
            "told": with_triangle(round(amount / _THOUSAND)),
        }
        for term in terms
        for what, amount in (
            ("売上高", term.amounts["sales"]),
            ("営業利益", term.amounts["operating_profit"]),
        )
        if amount is not None
    ]
    order = [term.label for term in terms]
    return {
        "hconcat": [_bars(rows, "売上高", ACCENT, order), _bars(rows, "営業利益", SECOND, order)],
        "spacing": 40,
    }


def _top(y: Row) -> Row:
    """Above the bar, or above the line of zero when it hangs below."""
    return {**y, "field": "top"}


def _bars(rows: list[Row], what: str, colour: str, order: list[str]) -> Spec:
    own = [{**row, "top": max(row["amount"], 0.0)} for row in rows if row["what"] == what]
    x = {
        "field": "period", "type": "nominal", "sort": order, "title": None,
        "scale": {"domain": order}, "axis": {"labelAngle": 0, "labelExpr": _IN_TWO_LINES},
    }  # fmt: skip
    y = _yen("amount", f"{what}（千円）")
    said = {"field": "told", "type": "nominal"}
    return {
        "width": 270,
        "height": 180,
        "data": {"values": own},
        "layer": [
            {"mark": {"type": "bar", "color": colour, "size": 36}, "encoding": {"x": x, "y": y}},
            {"mark": {"type": "text", "dy": -8}, "encoding": {"x": x, "y": _top(y), "text": said}},
        ],
    }
