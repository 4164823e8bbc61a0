"""The plan's follow-up（フォローアップ）as rules that decide whom to visit, or why it is none."""

from collections.abc import Iterator

from banso.core.refusals import RuleViolation
from banso.followup.rules.drift import DriftRules
from banso.followup.rules.facts import Condition
from banso.followup.rules.outlook import BusyTime, Room
from banso.followup.rules.rhythm import Rhythm, Rhythms
from banso.followup.rules.settings import FollowUpRules
from banso.programme.rules.activities import CapacityLine, DriftLine, FollowUp, FollowUpRhythm
from banso.programme.rules.places import Problem


def follow_up_rules(follow_up: FollowUp) -> FollowUpRules:
    """The rules that the plan gives. Refuses what no rule can be; what is left out is usual.

    A rhythm without a number of visits（臨機応変）is the owner's call, and no rhythm of its own.
    """
    rhythms = (one for one in follow_up.rhythms if one.visits_per_year is not None)
    return FollowUpRules(
        Rhythms(tuple(map(_rhythm, rhythms))),
        _drift(follow_up.drift) if follow_up.drift else DriftRules(),
        _room(follow_up.capacity) if follow_up.capacity else Room(),
    )


def follow_up_problems(follow_up: FollowUp | None) -> Iterator[Problem]:
    """Why the follow-up cannot be run, each with its place; the first in each part."""
    if follow_up is None:
        return
    for at, rhythm in enumerate(follow_up.rhythms):
        if rhythm.visits_per_year is not None:
            try:
                _rhythm(rhythm)
            except RuleViolation as refusal:
                place = f"follow_up.rhythms[{at}]（{rhythm.name}）"
                yield Problem(place, refusal.code, refusal.message)
                return
    try:
        follow_up_rules(follow_up)
    except RuleViolation as refusal:
        yield Problem("follow_up", refusal.code, refusal.message)


def _rhythm(line: FollowUpRhythm) -> Rhythm:
    ways = tuple(
        tuple(Condition(one.fact, one.below, one.at_least) for one in way) for way in line.when
    )
    return Rhythm(line.key, line.name, line.visits_per_year or 0, ways, line.is_default)


def _drift(line: DriftLine) -> DriftRules:
    return DriftRules(line.sales_part, line.sales_months, line.kpi_times, line.late_days)


def _room(line: CapacityLine) -> Room:
    busy = (BusyTime(one.name, _day(one.first), _day(one.last)) for one in line.busy)
    return Room(line.a_day, tuple(busy))


def _day(text: str) -> tuple[int, int]:
    """「02-16」 as month and day. Refuses any other writing."""
    month, _, day = text.partition("-")
    if not (month.isascii() and month.isdigit() and day.isascii() and day.isdigit()):
        message = f"月日「{text}」は「02-16」のように書いてください。"
        raise RuleViolation("no-day", message, field="busy")
    return int(month), int(day)
