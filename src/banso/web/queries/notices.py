"""What else waits（ほかに待っているもの）: one line on the home page for each list to work through.

Each room that has such a list adds one function to ``_ASKED``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.records.queries import in_the_hands_of_someone_stopped


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the home page: what waits, how many, and the list itself."""

    label: str
    count: int
    url: str
    counter: str = "件"


def _stopped(staff: Staff) -> Notice | None:
    """Promises and firms that are still someone's who stopped, for those who may hand them over."""
    if not may(staff.role, "edit-businesses"):
        return None
    count = in_the_hands_of_someone_stopped(staff)
    return Notice("停止した職員が担当のままの約束・事業者", count, reverse("accounts:staff"))


_ASKED: tuple[Callable[[Staff], Notice | None], ...] = (_stopped,)


def notices_for(staff: Staff) -> tuple[Notice, ...]:
    """The lists that hold something for this person, in the order of their urgency."""
    found = (asked(staff) for asked in _ASKED)
    return tuple(notice for notice in found if notice and notice.count)
