"""Sparklines（推移の小さな線）: numbers made into the points of a small drawing.

A gap stays a gap: an unknown value breaks the line and is never drawn as zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

Number = int | Decimal
WIDTH = 120
HEIGHT = 28
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A drawing ``WIDTH`` by ``HEIGHT`` units for ``core/_sparkline.html``.

    ``strokes`` are the ``points`` of each unbroken stretch, ``last`` the place of the newest known
    value, ``aim_y`` the height of the target line, ``words`` what the drawing says.
    """

    strokes: tuple[str, ...]
    last: tuple[float, float] | None
    aim_y: float | None
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(
    values: Sequence[Number | None], *, words: str, aim: Number | None = None
) -> Sparkline:
    """Draw values, oldest first, evenly spaced; the scale starts at zero or below."""
    known = [value for value in (*values, aim) if value is not None]
    low, high = min([0, *known]), max([0, *known])
    places = [
        None if value is None else (_across(at, len(values)), _up(value, low, high))
        for at, value in enumerate(values)
    ]
    drawn = [place for place in places if place is not None]
    return Sparkline(
        strokes=_strokes(places),
        last=drawn[-1] if drawn else None,
        aim_y=None if aim is None else _up(aim, low, high),
        words=words,
    )


def _across(at: int, count: int) -> float:
    inner = WIDTH - 2 * _MARGIN
    return round(_MARGIN + (inner * at / (count - 1) if count > 1 else inner), 1)


def _up(value: Number, low: Number, high: Number) -> float:
    share = float(value - low) / float(high - low) if high > low else 0.0
    return round(HEIGHT - _MARGIN - share * (HEIGHT - 2 * _MARGIN), 1)


def _strokes(places: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """The points of each stretch of two or more known neighbours."""
    runs = (list(run) for known, run in groupby(places, lambda place: place is not None) if known)
    return tuple(
        " ".join(f"{place[0]},{place[1]}" for place in run if place) for run in runs if len(run) > 1
    )
