"""What an owner's own page（わたしの計画）shows as theirs, and its chart of sales.

Explained with an example in docs/rules/owner-page.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from banso.followup.rules.drift import MonthOfSales

OWNERS = ("代表", "社長", "店主", "事業主", "園主", "本人", "わたし", "私", "自分")
SHOWN_MONTHS = 12
_WIDTH, _HEIGHT = 360, 190
_LEFT, _TOP, _GROUND = 4, 14, 168
_FILLED = 0.6


def is_owners(doer: str, owner: str) -> bool:
    """Whether a measure is the owner's to do: by a word such as 代表, or by the owner's name.

    The whole name counts wherever it stands; the family name only alone, for others of the family
    bear it too. Nobody named is nobody's.
    """
    said = "".join(doer.split())
    whole = "".join(owner.split())
    family = owner.split(maxsplit=1)[0] if whole else ""
    by_name = bool(whole) and (whole in said or said.rstrip("さん様氏") == family)
    return by_name or any(word in said for word in OWNERS)


@dataclass(frozen=True, slots=True)
class SoFar:
    """Planned and real sales over the months of which both are known, in yen."""

    planned: int
    sold: int
    months: int
    of: int

    @property
    def part(self) -> Decimal | None:
        """Real sales as a part of the plan; ``None`` where nothing was planned."""
        return Decimal(self.sold) / self.planned if self.planned else None


def so_far(months: Sequence[MonthOfSales]) -> SoFar | None:
    """How sales went, of the months that are over; ``None`` where none has both numbers."""
    known = [
        (one.planned, one.sold)
        for one in months
        if one.planned is not None and one.sold is not None
    ]
    if not known:
        return None
    planned = sum(wanted for wanted, _ in known)
    return SoFar(planned, sum(sold for _, sold in known), len(known), len(months))


@dataclass(frozen=True, slots=True)
class Column:
    """One month on the chart: the bar of real sales and the line the plan wanted.

    ``bar`` is (y, height), ``plan_y`` a height; ``None`` where the number is not known.
    """

    label: str
    x: float
    width: float
    bar: tuple[float, float] | None
    plan_y: float | None

    @property
    def middle(self) -> float:
        """Where the label is centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def plan_x(self) -> tuple[float, float]:
        """From where to where the plan's line goes: a little wider than the bar."""
        return round(self.x - 2, 1), round(self.x + self.width + 2, 1)


@dataclass(frozen=True, slots=True)
class SalesChart:
    """A drawing for a phone, ``width`` by ``height`` units; ``words`` say it aloud."""

    columns: tuple[Column, ...]
    words: str
    width: int = _WIDTH
    height: int = _HEIGHT
    ground_y: int = _GROUND


def sales_chart(months: Sequence[MonthOfSales]) -> SalesChart | None:
    """The last twelve months, oldest first; ``None`` where nothing is known of any."""
    shown = months[-SHOWN_MONTHS:]
    known = [value for one in shown for value in (one.planned, one.sold) if value is not None]
    if not known:
        return None
    top = max(*known, 1)
    share = (_WIDTH - 2 * _LEFT) / max(len(shown), 6)
    columns = []
    for at, one in enumerate(shown):
        bar = None
        if one.sold is not None:
            y = _up(max(one.sold, 0), top)
            bar = (y, round(_GROUND - y, 1))
        columns.append(
            Column(
                label=str(one.month.month),
                x=round(_LEFT + share * (at + (1 - _FILLED) / 2), 1),
                width=round(share * _FILLED, 1),
                bar=bar,
                plan_y=None if one.planned is None else _up(max(one.planned, 0), top),
            )
        )
    told = sum(one.sold is not None for one in shown)
    words = f"月ごとの売上。棒が実際、線が計画。{len(shown)}か月のうち{told}か月がわかっています。"
    return SalesChart(tuple(columns), words)


def _up(value: int, top: int) -> float:
    return round(_GROUND - (_GROUND - _TOP) * value / top, 1)
