"""Chance, always from the one seeded source."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


def chance(rng: Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return rng.random() * 100 < percent


def pick(rng: Random, weights: Mapping[Choice, int]) -> Choice:
    """One of the keys; heavier ones come oftener."""
    return rng.choices(list(weights), list(weights.values()))[0]
