"""Bar charts（棒グラフ）: numbers made into places of small bars; an unknown value has no bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal
WIDTH = 720
HEIGHT = 180
_TOP, _BOTTOM = 24, 26
_FILLED = 0.64  # of a bar's share of the width


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label below, its value above, and its place; unknown values have no bar."""

    label: str
    shown: str
    is_known: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where label and value are centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def value_y(self) -> float:
        """The foot of the value's words, just above the bar."""
        return round(self.y - 5, 1)


@dataclass(frozen=True, slots=True)
class BarChart:
    """A drawing ``width`` by ``height`` units for ``core/_bars.html``; ``words`` say it aloud."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    ground_y: float
    words: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def label_y(self) -> int:
        """Where the labels below the bars stand."""
        return HEIGHT - 8

    @property
    def has_bars(self) -> bool:
        """Whether any value is known."""
        return any(bar.is_known for bar in self.bars)


def bar_chart(
    points: Sequence[tuple[str, Number | None, str]], *, title: str, unit: str
) -> BarChart:
    """Draw ``(label, value, value in words)`` side by side; the scale starts at zero or below."""
    known = [value for _, value, _ in points if value is not None]
    low, high = min([0, *known]), max([0, *known])
    ground = _up(0, low, high)
    share = WIDTH / max(len(points), 1)
    bars = []
    for at, (label, value, shown) in enumerate(points):
        end = ground if value is None else _up(value, low, high)
        bars.append(
            Bar(
                label=label,
                shown=shown,
                is_known=value is not None,
                x=round(share * (at + (1 - _FILLED) / 2), 1),
                y=min(end, ground),
                width=round(share * _FILLED, 1),
                height=round(abs(end - ground), 1),
            )
        )
    said = "、".join(f"{label} {shown}" for label, _, shown in points)
    return BarChart(title, unit, tuple(bars), ground, f"{title}（{unit}）：{said}")


def _up(value: Number, low: Number, high: Number) -> float:
    """The height of a value on the drawing, from the top."""
    room = HEIGHT - _TOP - _BOTTOM
    span = float(high - low) or 1.0
    return round(_TOP + room * (1 - float(value - low) / span), 1)
