"""Timing: the median of several runs, in milliseconds, and two things timed in turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Pair:
    """Two medians in milliseconds, taken in turn, and how many times the first is the second."""

    ours: float
    yardstick: float

    @property
    def ratio(self) -> float:
        """Ours over the yardstick."""
        return self.ours / self.yardstick if self.yardstick else float("inf")


def milliseconds(run: Callable[[], object]) -> float:
    """One run's wall time."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def in_turn(ours: Callable[[], object], yardstick: Callable[[], object], *, runs: int) -> Pair:
    """Time both in turn, A B A B …, after one warm-up of each; medians."""
    ours()
    yardstick()
    pairs = [(milliseconds(ours), milliseconds(yardstick)) for _ in range(runs)]
    return Pair(median(a for a, _ in pairs), median(b for _, b in pairs))


def median_of(run: Callable[[], object], *, runs: int) -> float:
    """The median of several runs after one warm-up, in milliseconds."""
    run()
    return median(milliseconds(run) for _ in range(runs))
