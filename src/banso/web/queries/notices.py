"""What else waits（ほかに待っているもの）: one line on the home page for each list to work through.

Each room that has such a list adds one function to ``_ASKED``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from banso.accounts.models import Staff


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the home page: what waits, how many, and the list itself."""

    label: str
    count: int
    url: str
    counter: str = "件"


_ASKED: tuple[Callable[[Staff], Notice | None], ...] = ()


def notices_for(staff: Staff) -> tuple[Notice, ...]:
    """The lists that hold something for this person, in the order of their urgency."""
    found = (asked(staff) for asked in _ASKED)
    return tuple(notice for notice in found if notice and notice.count)
