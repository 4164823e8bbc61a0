"""Where an expert dispatch（専門家派遣）stands, in one set of words for every page."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

REPORT_WITHIN = timedelta(days=14)


class Stage(Enum):
    """The stages of a dispatch, in the words people read."""

    AHEAD = "派遣前"
    AWAITED = "報告待ち"
    LATE = "報告が遅れています"
    REPORTED = "報告済み"


def stage_of(planned_on: date | None, reported_on: date | None, today: date) -> Stage:
    """The stage: the report is awaited from the day of the dispatch, and late after 14 days."""
    if reported_on is not None:
        return Stage.REPORTED
    if planned_on is None or planned_on > today:
        return Stage.AHEAD
    return Stage.LATE if today - planned_on > REPORT_WITHIN else Stage.AWAITED
