"""What else waits（ほかに待っているもの）: one line on the home page for each list to work through.

Each room that has such a list adds one function to ``_ASKED``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.diagnosis.queries.seminars import waiting_requests
from banso.followup.queries.from_owner import heard_from_owners
from banso.followup.queries.upcoming import VisitChoice
from banso.records.queries import (
    cases_due,
    cases_to_check,
    in_the_hands_of_someone_stopped,
    waiting_of,
)
from banso.registry.models import ErasureRequest, LedgerImport
from banso.registry.queries import undecided_pairs


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the home page: what waits, how many, and the list itself."""

    label: str
    count: int
    url: str
    counter: str = "件"


def _erasures_waiting(staff: Staff) -> Notice | None:
    """Requests to erase a business that this lead is to carry out."""
    if not may(staff.role, "erase-businesses"):
        return None
    rows = ErasureRequest.objects.visible_to(staff).waiting().exclude(recorded_by=staff)
    return Notice("消去の求め（確かめて消去する）", rows.count(), reverse("web:erasures"))


def _stopped(staff: Staff) -> Notice | None:
    """Promises and firms that are still someone's who stopped, for those who may hand them over."""
    if not may(staff.role, "edit-businesses"):
        return None
    count = in_the_hands_of_someone_stopped(staff)
    return Notice("停止した職員が担当のままの約束・事業者", count, reverse("accounts:staff"))


def _analysis_requests(staff: Staff) -> Notice | None:
    """Wishes for an individual analysis from a seminar that nobody has answered."""
    if not may(staff.role, "write-diagnoses"):
        return None
    return Notice(
        "個別経営分析の申込み（まだ答えていない）",
        waiting_requests(staff),
        reverse("diagnosis:requests"),
    )


def _from_owners(staff: Staff) -> Notice | None:
    """What the owners of one's own businesses let be known from their pages."""
    if not may(staff.role, "see-follow-up"):
        return None
    heard = heard_from_owners(staff, VisitChoice(adviser=staff), clock.today())
    return Notice("事業者から届いたこと", len(heard), reverse("followup:home"), counter="者")


def _cases_to_check(staff: Staff) -> Notice | None:
    if not may(staff.role, "check-cases"):
        return None
    url = f"{reverse('records:cases')}?state=drafts"
    return Notice("確認を待っている事例", cases_to_check(staff), url)


def _cases_due(staff: Staff) -> Notice | None:
    if not may(staff.role, "write-cases"):
        return None
    return Notice(
        "見直しの時期が来た事例", cases_due(staff), f"{reverse('records:cases')}?state=due"
    )


def _records_to_transfer(staff: Staff) -> Notice | None:
    """One's own records of the year not carried over; everyone's for who has none."""
    if not may(staff.role, "transfer-records"):
        return None
    mine, every = waiting_of(staff)
    whose, label = ("mine", "転記していない自分の記録") if mine else ("all", "転記していない記録")
    return Notice(label, mine or every, f"{reverse('records:transfers')}?whose={whose}")


def _waiting_imports(staff: Staff) -> Notice | None:
    """Ledgers somebody brought that nobody has agreed to yet."""
    if not may(staff.role, "import-businesses"):
        return None
    waiting = LedgerImport.objects.visible_to(staff).waiting().count()
    return Notice("確かめるのを待っている台帳の取込", waiting, reverse("registry:imports"))


def _suspected_duplicates(staff: Staff) -> Notice | None:
    if not may(staff.role, "merge-businesses"):
        return None
    count = undecided_pairs(staff.organisation)
    return Notice("重複の疑い", count, reverse("registry:duplicates"), counter="組")


_ASKED: tuple[Callable[[Staff], Notice | None], ...] = (
    _stopped,
    _erasures_waiting,
    _from_owners,
    _analysis_requests,
    _cases_to_check,
    _cases_due,
    _records_to_transfer,
    _waiting_imports,
    _suspected_duplicates,
)


def notices_for(staff: Staff) -> tuple[Notice, ...]:
    """The lists that hold something for this person, in the order of their urgency."""
    found = (asked(staff) for asked in _ASKED)
    return tuple(notice for notice in found if notice and notice.count)
