"""A concern（気づき）about a plan: what is odd, where, and how to mend it. Never a gate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of a plan that a concern points at."""

    PLAN = "plan"
    SECTION = "section"
    MEASURE = "measure"
    KPI = "kpi"
    NUMBERS = "numbers"
    SUCCESSION = "succession"

    @property
    def ja(self) -> str:
        """「施策」."""
        names = {"plan": "計画", "section": "本文", "measure": "施策", "kpi": "KPI"}
        return {**names, "numbers": "数値計画", "succession": "事業承継計画表"}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: the part, the key of the thing in it（empty: the whole part）, its name."""

    part: Part
    key: str = ""
    ja: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern. ``check`` is the key of the check that found it."""

    check: str
    place: Place
    sentence: str
    mend: str
