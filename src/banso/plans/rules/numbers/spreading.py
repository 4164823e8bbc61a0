"""Sharing whole yen among months so that the parts always add up（端数は累計で丸める）."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from banso.plans.rules.numbers.assumptions import MONTHS, Equipment


def spread(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``amount`` by the weights, whole yen; the parts add up to it. Weights are not all 0."""
    total, done, upto, parts = sum(weights), 0, 0, []
    for weight in weights:
        upto += weight
        reached = amount * upto // total
        parts.append(reached - done)
        done = reached
    return tuple(parts)


def number_of(month: date, first: date) -> int:
    """How many months after ``first``."""
    return (month.year - first.year) * MONTHS + month.month - first.month


def depreciation_in(equipment: Equipment, month: date) -> int:
    """定額法 of one month from the month of purchase on, in yen; 1 yen stays（備忘価額）."""
    at = number_of(month, equipment.bought_in)
    return _written_off(equipment, at + 1) - _written_off(equipment, at)


def _written_off(equipment: Equipment, months: int) -> int:
    whole = equipment.life * MONTHS
    used = min(max(months, 0), whole)
    return min(equipment.cost * used // whole, max(equipment.cost - 1, 0))
