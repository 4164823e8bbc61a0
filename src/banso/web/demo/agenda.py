"""Who was met about what, and when: the plan's own lines first, then the usual themes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.workdays import working_days
from banso.records.models import ContactKind
from banso.web.demo.businesses import Enrolled
from banso.web.demo.days import spaced, working_days_of
from banso.web.demo.luck import chance, pick
from banso.web.demo.particulars import STAR
from banso.web.demo.people import Office
from banso.web.demo.scale import Scale, Span
from banso.web.demo.trades import apportion

FOLLOW_UP = "plan-followup"
_FULL_YEAR_DAY = (11, 20)  # the counts of the year in progress are those of this day
# Monthly for two in difficulty, quarterly for most, half-yearly for those on course.
_VISITS = (
    (63, [8, 8] + [3] * 11 + [2] * 7),
    (30, [3] * 10),
    (18, [3, 3, 2, 2, 2, 2, 2, 2]),
)
_CALLS = (5, 2, 0)  # follow-ups by telephone only, which the plan's definition does not count
_CONSUMER = ("小売業", "サービス業", "飲食店・宿泊業")
_EVERYONE = ("小売業", "サービス業", "建設業", "飲食店・宿泊業", "製造業", "卸売業", "その他")
_MAKERS = ("製造業", "小売業")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan: whom it is for, businesses in each year (latest first), contacts each.

    The star is among those of the year in progress where ``with_star`` says so.
    """

    topic: str
    buckets: tuple[str, ...]
    businesses: tuple[int, int, int]
    contacts: int
    with_star: bool = False


LINES = (
    Line("survey-btob", ("製造業",), (1, 0, 0), 2, with_star=True),
    Line("survey-btoc", _CONSUMER, (2, 0, 0), 3),
    Line("exhibition", ("製造業",), (3, 4, 3), 3, with_star=True),
    Line("sns", _CONSUMER, (4, 0, 0), 3),
    Line("ec", _MAKERS, (1, 1, 0), 3, with_star=True),
    Line("website", ("建設業", "サービス業", "製造業"), (2, 2, 1), 2),
    Line("diagnosis", _EVERYONE, (7, 5, 4), 2, with_star=True),
    Line("plan-making", _EVERYONE, (6, 5, 4), 3),
    Line("listing", _EVERYONE, (11, 10, 6), 1),
    Line("seminar", _EVERYONE, (24, 12, 8), 1),
    Line("regional-event", ("小売業", "飲食店・宿泊業", "その他"), (12, 8, 6), 1),
    Line("economic-survey", _EVERYONE, (16, 4, 3), 1),
)
_THEMES = {
    "tax-bookkeeping": 22,
    "subsidy": 16,
    "financing": 14,
    "consultation": 12,
    "digital": 8,
    "price-pass-through": 7,
    "labour": 7,
    "succession": 7,
    "human-resources": 5,
    "productivity": 4,
    "generative-ai": 3,
    "product-development": 3,
    "bcp": 2,
}
_SECOND_THEMES = ("financing", "subsidy", "price-pass-through", "human-resources", "digital")
_MAKING_THEMES = {"productivity", "product-development"}
_ELDERLY = 60
_USUAL_KINDS = {
    ContactKind.VISIT: 52,
    ContactKind.COUNTER: 26,
    ContactKind.PHONE: 17,
    ContactKind.ONLINE: 5,
}
_KINDS: dict[str, dict[ContactKind, int]] = {
    FOLLOW_UP: {ContactKind.VISIT: 88, ContactKind.ONLINE: 7, ContactKind.COUNTER: 5},
    "seminar": {ContactKind.MEETING: 80, ContactKind.COUNTER: 20},
    "regional-event": {ContactKind.MEETING: 50, ContactKind.VISIT: 50},
    "tax-bookkeeping": {ContactKind.COUNTER: 70, ContactKind.VISIT: 18, ContactKind.PHONE: 12},
}
_DESK_TOPICS = {"tax-bookkeeping", "labour", "listing", "seminar"}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact to be recorded: business, day, what about, how, by whom."""

    entry: Enrolled
    on: date
    topics: tuple[str, ...]
    kind: ContactKind
    by: Staff


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every contact in order of days, and the businesses of each line in the year in progress."""

    contacts: list[Contact]
    met: dict[str, list[Enrolled]]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Everyone in the register, and those who come of their own accord."""

    everyone: list[Enrolled]
    active: list[Enrolled]


def draw_up(
    rng: Random, entries: list[Enrolled], office: Office, scale: Scale, span: Span
) -> Agenda:
    """Decide every contact of the three years."""
    steady = [
        entry for entry in entries
        if entry.small and entry.closed_on is None and not entry.is_new
    ]  # fmt: skip
    rng.shuffle(steady)
    steady.sort(key=lambda entry: entry.business.name != STAR)
    pool = _Pool(entries, rng.sample(entries, max(1, len(entries) * 3 // 10)))
    contacts: list[Contact] = []
    met: dict[str, list[Enrolled]] = {}
    for place, year in enumerate(span.years):
        planned = _follow_ups(rng, steady, office, place, span)
        for line in LINES:
            planned += _line(rng, line, steady, office, place, span)
        wanted = _so_far(scale.records[place], year, span)
        planned += _usual(rng, pool, office, year, span, wanted - len(planned))
        contacts += planned
        if place == 0:
            met = _met(planned)
    contacts.sort(key=lambda contact: contact.on)
    return Agenda(contacts, met)


def _so_far(count: int, year: FiscalYear, span: Span) -> int:
    """How many of a year's count there are by the last day, in proportion."""
    if year != span.year:
        return count
    whole = working_days(year.first_day, date(year.start_year, *_FULL_YEAR_DAY))
    return round(count * len(working_days_of(year, span.until)) / len(whole))


def _follow_ups(
    rng: Random, steady: list[Enrolled], office: Office, place: int, span: Span
) -> list[Contact]:
    total, rhythm = _VISITS[place]
    year = span.years[place]
    days = working_days_of(year, span.until)
    visits = apportion(_so_far(total, year, span), rhythm)
    met = [
        _contact(rng, entry, on, (FOLLOW_UP,), office)
        for entry, count in zip(steady, visits, strict=False)
        for on in spaced(days, count, rng)
    ]
    calls = [
        replace(_contact(rng, entry, on, (FOLLOW_UP,), office), kind=ContactKind.PHONE)
        for entry, on in zip(steady[2:], spaced(days, _CALLS[place], rng), strict=False)
    ]
    return met + calls


def _line(
    rng: Random, line: Line, steady: list[Enrolled], office: Office, place: int, span: Span
) -> list[Contact]:
    """The contacts of one line of the plan in one year."""
    may = [entry for entry in steady if entry.trade.bucket in line.buckets]
    count = line.businesses[place]
    stars = [entry for entry in may if entry.business.name == STAR]
    chosen = stars if line.with_star and place == 0 else []
    others = [entry for entry in may if entry not in stars]
    chosen += rng.sample(others, min(count - len(chosen), len(others)))
    days = working_days_of(span.years[place], span.until)
    return [
        _contact(rng, entry, on, (line.topic,), office)
        for entry in chosen
        for on in spaced(days, line.contacts, rng)
    ]


def _usual(
    rng: Random, pool: _Pool, office: Office, year: FiscalYear, span: Span, count: int
) -> list[Contact]:  # fmt: skip
    """Contacts about the usual themes; some businesses come again and again."""
    days = working_days_of(year, span.until)
    entries, active = pool.everyone, pool.active
    found: list[Contact] = []
    while len(found) < count and days:
        entry = rng.choice(active if chance(rng, 90) else entries)
        on = rng.choice(days)
        if entry.is_open_on(on):
            found.append(_contact(rng, entry, on, _themes(rng, entry, year), office))
    return found


def _themes(rng: Random, entry: Enrolled, year: FiscalYear) -> tuple[str, ...]:
    """One theme that suits the business, now and then two."""
    if entry.is_new and chance(rng, 60):
        return ("startup",)
    theme = pick(rng, _THEMES)
    born = entry.business.owner_birth_year
    if theme == "succession" and (born is None or year.start_year - born < _ELDERLY):
        theme = "consultation"
    if theme in _MAKING_THEMES and entry.trade.bucket != "製造業":
        theme = "subsidy"
    second = rng.choice(_SECOND_THEMES)
    return (theme, second) if second != theme and chance(rng, 16) else (theme,)


def _contact(
    rng: Random, entry: Enrolled, on: date, topics: tuple[str, ...], office: Office
) -> Contact:
    kind = pick(rng, _KINDS.get(topics[0], _USUAL_KINDS))
    adviser = entry.business.adviser or rng.choice(office.advisers)
    is_desk_work = topics[0] in _DESK_TOPICS and chance(rng, 75)
    return Contact(
        entry, on, topics, kind, rng.choice(office.supporters) if is_desk_work else adviser
    )


def _met(contacts: list[Contact]) -> dict[str, list[Enrolled]]:
    """The businesses met about each topic, each once."""
    met: dict[str, dict[Enrolled, None]] = {}
    for contact in contacts:
        for topic in contact.topics:
            met.setdefault(topic, {})[contact.entry] = None
    return {topic: list(found) for topic, found in met.items()}
