"""Where a KPI should stand on a day（その日の目安）, and whether it does.

Straight from where it stood when the plan was adopted to its target. Explained with an example in
docs/rules/drift.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

_PLACES = Decimal("0.01")


def expected_on(
    base: Decimal | None, target: Decimal | None, starts_on: date, by_on: date, day: date
) -> Decimal | None:
    """The value wanted by ``day``, in the KPI's unit; ``None`` where nothing tells it.

    Without a base only the last day tells: then it is the target.
    """
    if target is None or (day < by_on and base is None):
        return None
    if day >= by_on or base is None:
        return target
    if day <= starts_on:
        return base
    gone = Decimal((day - starts_on).days) / (by_on - starts_on).days
    return (base + (target - base) * gone).quantize(_PLACES)


def is_reached(value: Decimal | None, expected: Decimal | None, better: str) -> bool | None:
    """Whether a value is as good as wanted（``better`` is up or down）; ``None``: not told."""
    if value is None or expected is None:
        return None
    return value <= expected if better == "down" else value >= expected
