"""One sheet before a visit（訪問前1枚）: who, promises, numbers, questions, what was said last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Min

from banso.accounts.models import Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.era import in_era_month
from banso.programme.queries import plan_of
from banso.records.models import SupportRecord
from banso.records.queries import (
    DuePromise,
    PlannedContact,
    TimelineEntry,
    kept_promises,
    planned_contacts,
)
from banso.records.rules.days import office_day
from banso.records.rules.sentences import first_sentence
from banso.registry.models import Business
from banso.registry.queries.describing import (
    Fact,
    dial,
    industry_of,
    owner_age,
    readable,
)
from banso.web.queries.chart import Chart, chart_of
from banso.web.queries.day import AHEAD
from banso.web.queries.plan_status import plan_status
from banso.web.queries.questions import Question, questions_for
from banso.web.queries.three_numbers import UNKNOWN, KeyNumber, three_numbers

LAST_CONTACTS = 3
LONGEST_SENTENCE = 64
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class LastContact:
    """One of the last contacts, in one sentence."""

    on: date
    label: str
    who: str
    said: str
    record_id: UUID


@dataclass(frozen=True, slots=True)
class BeforeVisit:
    """All of the sheet, for the phone and for paper; ``kept`` are promises kept since last time."""

    business: Business
    facts: tuple[Fact, ...]
    caution: str
    planned: PlannedContact | None
    promises: tuple[DuePromise, ...]
    kept: tuple[DuePromise, ...]
    numbers: tuple[KeyNumber, ...]
    questions: tuple[Question, ...]
    plan_status: tuple[str, ...]
    contacts: tuple[LastContact, ...]
    is_closed: bool

    @property
    def ours(self) -> tuple[DuePromise, ...]:
        """What the office has still to keep."""
        return tuple(each for each in self.promises if each.is_ours)

    @property
    def theirs(self) -> tuple[DuePromise, ...]:
        """What the business has still to keep."""
        return tuple(each for each in self.promises if not each.is_ours)


def before_visit_of(business: Business, staff: Staff) -> BeforeVisit:
    """The sheet of one business, in a number of queries that doesn't grow."""
    chart = chart_of(business, staff, with_follow_up=False)
    numbers = three_numbers(chart)
    is_office = staff.role in Role.office()
    plan = plan_of(staff.organisation) if may(staff.role, "see-evidence") else None
    last = chart.last_contact
    return BeforeVisit(
        business=business,
        facts=tuple(_facts(chart, staff)),
        caution=chart.particulars.caution,
        planned=chart.planned,
        promises=chart.promises,
        kept=tuple(kept_promises(business, staff, since=last.on)) if last else (),
        numbers=numbers,
        questions=questions_for(chart, numbers, is_office=is_office),
        plan_status=plan_status(business, staff, plan, chart.year),
        contacts=tuple(_last_contacts((*chart.recent, *chart.earlier))),
        is_closed=chart.particulars.closure is not None,
    )


def _facts(chart: Chart, staff: Staff) -> Iterator[Fact]:
    """The head of the sheet: who it is, where, how large, whose, and for how long."""
    business = chart.business
    age, trade = owner_age(business), industry_of(business)
    owner = f"{business.owner_title} {business.owner_name}".strip()
    yield Fact("代表者", owner or UNKNOWN, remark=age.label if age else "年齢不明")
    yield Fact("電話", readable(business.phone) or UNKNOWN, dial(business.phone))
    yield Fact("所在地", business.address or UNKNOWN)
    yield Fact("業種", trade.label if trade else UNKNOWN, remark=business.line_of_business)
    size = chart.particulars.size
    yield Fact("規模", f"従業員 {size.regular_employees}", remark=size.small)
    yield Fact("担当", str(business.adviser) if business.adviser else "未定")
    yield Fact("支援", _supported(business, staff))


def _supported(business: Business, staff: Staff) -> str:
    """Since when and how often: 「令和6年5月から（2年6か月）、延べ23回」."""
    rows = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
    found = rows.order_by().aggregate(first=Min("on"), often=Count("pk"))
    first: date | None = found["first"]
    if first is None:
        return "記録なし"
    today = clock.today()
    months = (today.year - first.year) * _MONTHS + today.month - first.month
    years, months = divmod(months - (today.day < first.day), _MONTHS)
    lasting = "".join((f"{years}年" if years else "", f"{months}か月" if months else ""))
    return f"{in_era_month(first)}から（{lasting or '1か月未満'}）、延べ{found['often']:,}回"


def _last_contacts(entries: Iterable[TimelineEntry]) -> Iterator[LastContact]:
    """The last contacts that stand, each in its first sentence; nothing told in confidence."""
    standing = [each for each in entries if each.is_contact and not each.struck]
    for each in standing[:LAST_CONTACTS]:
        text = each.heard or each.advice or "、".join(each.topics) or each.title
        if each.is_confidential:
            text = "内密（記録を開いて読みます）"
        said = first_sentence(text, most=LONGEST_SENTENCE)
        yield LastContact(each.on, each.label, each.who, said, each.public_id)


@dataclass(frozen=True, slots=True)
class Call:
    """A firm that may be called on in a round, and whether it is ticked to begin with."""

    contact: PlannedContact
    address: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Round:
    """The contacts planned until next week, from which a day's round is chosen（明日の訪問）."""

    next_day: date
    calls: tuple[Call, ...]

    @property
    def ticked(self) -> int:
        """How many are ticked to begin with."""
        return sum(each.is_ticked for each in self.calls)


def round_of(staff: Staff) -> Round:
    """What ``staff`` may choose from: planned contacts, those of the next office day ticked."""
    next_day = office_day(clock.today() + timedelta(days=1))
    planned = planned_contacts(staff, by=max(next_day, clock.today() + AHEAD))
    addresses = _addresses(staff, planned)
    calls = (Call(each, addresses[each.business_id], each.due_on == next_day) for each in planned)
    return Round(next_day, tuple(calls))


def _addresses(staff: Staff, planned: Sequence[PlannedContact]) -> dict[UUID, str]:
    wanted = [each.business_id for each in planned]
    rows = Business.objects.visible_to(staff).filter(public_id__in=wanted)
    return {row.public_id: row.address for row in rows}
