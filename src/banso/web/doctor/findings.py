"""What a check finds: how bad it is, what it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    REMARK = "remark"
    BAD = "bad"

    @property
    def label(self) -> str:
        """The level as the report prints it."""
        return {"good": "よし", "remark": "注意", "bad": "異常"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``remedy`` is empty where nothing needs doing."""

    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    """All is well with this."""
    return Finding(Level.GOOD, what)


def remark(what: str, remedy: str) -> Finding:
    """Works, but should be seen to."""
    return Finding(Level.REMARK, what, remedy)


def bad(what: str, remedy: str) -> Finding:
    """Something is wrong: people will notice or may lose something."""
    return Finding(Level.BAD, what, remedy)
