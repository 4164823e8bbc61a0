"""The charts of a region: shares of problems, of a year or two; suppressed ones have no bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from banso.core.documents.charts import ACCENT, QUIET, THIRD, Spec
from banso.diagnosis.rules.priorities import Spread
from banso.diagnosis.rules.reading import Reading
from banso.diagnosis.rules.regional import in_short

Row = dict[str, Any]
_HEAD_ROOM = 1.25  # beyond the longest bar, for its words


def groups_chart(groups: Sequence[tuple[str, Reading]]) -> Spec:
    """One problem by group: a bar for each share. At least one group."""
    rows = [_row(name, "", reading) for name, reading in groups]
    return _chart(rows, [name for name, _ in groups], [""])


def shares_chart(spreads: Sequence[Spread], now: str, before: str = "") -> Spec:
    """Every problem, a bar for this year and, with its name, one for the year before."""
    rows = [_row(one.ja, now, one.move.now) for one in spreads]
    if before:
        rows += [_row(one.ja, before, one.move.before) for one in spreads]
    return _chart(rows, [one.ja for one in spreads], [now, before] if before else [now])


def _row(name: str, of: str, reading: Reading) -> Row:
    share = None if reading.value is None else float(reading.shown * 100)
    return {"name": name, "of": of, "share": share, "at": share or 0, "said": in_short(reading)}


def _chart(rows: list[Row], names: list[str], of: list[str]) -> Spec:
    most = max((row["at"] for row in rows), default=0) or 1
    place = {
        "y": {"field": "name", "type": "nominal", "sort": names, "title": None,
              "axis": {"labelLimit": 240, "ticks": False}},
        "yOffset": {"field": "of", "sort": of},
    }  # fmt: skip
    x = {
        "type": "quantitative", "title": "割合（%）",
        "scale": {"domain": [0, min(most * _HEAD_ROOM, 115)], "nice": False},
        "axis": {"tickCount": 4},
    }  # fmt: skip
    colour = {
        "field": "of", "type": "nominal", "title": None, "sort": of,
        "scale": {"domain": of, "range": [ACCENT, THIRD][: len(of)]},
        **({} if len(of) > 1 else {"legend": None}),
    }  # fmt: skip
    return {
        "width": 260,
        "height": {
            "step": 22 if len(of) > 1 else 30,
            "for": "offset" if len(of) > 1 else "position",
        },
        "data": {"values": rows},
        "layer": [
            {"mark": "bar", "encoding": {**place, "x": {**x, "field": "share"}, "color": colour}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": QUIET},
                "encoding": {**place, "x": {**x, "field": "at"}, "text": {"field": "said"}},
            },
        ],
    }
