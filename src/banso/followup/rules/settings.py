"""The room's own settings, as a programme hands them over: rhythms, drift, how much room there is.

They are kept as JSON with the programme they came from, so that an old decision can be explained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from banso.followup.rules.drift import DriftRules
from banso.followup.rules.facts import Condition
from banso.followup.rules.outcomes import Reading
from banso.followup.rules.outlook import BusyTime, Room
from banso.followup.rules.rhythm import Rhythm, Rhythms

USUAL_ONLY = Rhythms((Rhythm("quarterly", "四半期に一度", 4, is_default=True),))


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """What decides whom to visit and when. Without a programme: each quarter, nothing else."""

    rhythms: Rhythms = USUAL_ONLY
    drift: DriftRules = field(default_factory=DriftRules)
    room: Room = field(default_factory=Room)
    margin_reading: Reading = "points"

    def as_json(self) -> dict[str, Any]:
        """The rules as a JSON column keeps them; numbers that are not whole as text."""
        return {
            "margin_reading": self.margin_reading,
            "rhythms": [_rhythm_as_json(one) for one in self.rhythms.all],
            "drift": {
                "sales_part": str(self.drift.sales_part),
                "sales_months": self.drift.sales_months,
                "kpi_times": self.drift.kpi_times,
                "late_days": self.drift.late_days,
            },
            "room": {
                "a_day": str(self.room.a_day),
                "busy": [
                    {"name": one.name, "first": list(one.first), "last": list(one.last)}
                    for one in self.room.busy
                ],
            },
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> FollowUpRules:
        """The rules that were kept."""
        drift, room = kept["drift"], kept["room"]
        return cls(
            Rhythms(tuple(_rhythm_from_json(row) for row in kept["rhythms"])),
            DriftRules(**{**drift, "sales_part": Decimal(drift["sales_part"])}),
            Room(
                Decimal(room["a_day"]),
                tuple(
                    BusyTime(row["name"], _month_and_day(row["first"]), _month_and_day(row["last"]))
                    for row in room["busy"]
                ),
            ),
            kept.get("margin_reading", "points"),
        )


def _rhythm_as_json(rhythm: Rhythm) -> dict[str, Any]:
    return {
        "key": rhythm.key,
        "name": rhythm.name,
        "visits_per_year": rhythm.visits_per_year,
        "is_default": rhythm.is_default,
        "when": [
            [
                {
                    "fact": condition.fact,
                    "below": _text(condition.below),
                    "at_least": _text(condition.at_least),
                }
                for condition in way
            ]
            for way in rhythm.when
        ],
    }


def _rhythm_from_json(row: Mapping[str, Any]) -> Rhythm:
    ways = tuple(
        tuple(
            Condition(each["fact"], _number(each["below"]), _number(each["at_least"]))
            for each in way
        )
        for way in row["when"]
    )
    return Rhythm(row["key"], row["name"], row["visits_per_year"], ways, row["is_default"])


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _month_and_day(pair: Sequence[int]) -> tuple[int, int]:
    month, day = pair
    return month, day
