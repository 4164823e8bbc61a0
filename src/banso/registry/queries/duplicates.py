"""The queue of suspected duplicates（重複の疑い）, strongest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.registry.models import (
    Business,
    BusinessQuerySet,
    Comparison,
    Distinction,
    District,
    Suspicion,
)
from banso.registry.queries.comparing import Found, compare_all, entered_of
from banso.registry.queries.hanging import Hanging, hanging_on
from banso.registry.queries.listing import Filter, advisers_to_choose, chosen_filter
from banso.registry.queries.merging import stays_first
from banso.registry.rules.likeness import SAME_FROM, Likeness, likeness, traits_of

MOST_COMPARED_AT_ONCE = 3_000  # a second at most; more are compared in the background
PAGE_SIZE = 10
_STATES = (("open", "まだ決めていない"), ("apart", "別の事業者とした"))
_VERDICTS = (("same", "同じと思われる"), ("likely", "確かめが要る"))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entries, and what hangs on it."""

    business: Business
    hanging: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two entries side by side; ``kept`` is the one that would stay."""

    kept: Side
    other: Side
    likeness: Likeness
    distinction: Distinction | None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, and when its pairs were found; ``is_now``: for this very page."""

    search: str
    filters: tuple[Filter, ...]
    page: Page[Found]
    suspects: tuple[Suspect, ...]
    compared_at: datetime | None
    businesses: int
    left_out: int
    is_now: bool

    @property
    def words(self) -> list[str]:
        """What was asked, in words."""
        asked = [f"ことば：{self.search}"] if self.search else []
        return [
            *asked,
            *(one.words for one in self.filters if one.words and one.chosen != one.default),
        ]


@dataclass(frozen=True, slots=True)
class _Pairs:
    found: tuple[Found, ...]
    at: datetime | None
    businesses: int
    left_out: int
    is_now: bool


def queue_for(staff: Staff, asked: Mapping[str, str]) -> Queue:
    """The page of suspected pairs that the GET parameters ask for.

    Up to 3,000 businesses are compared for the page itself; of more, what the last comparison in
    the background found is shown with its moment.
    """
    organisation = staff.organisation
    pairs = _pairs_of(organisation)
    apart = {(each.one_id, each.other_id): each for each in _told_apart(organisation)}
    filters = _filters(staff, asked)
    search = asked.get("q", "").strip()[:100]
    chosen = {each.key: each.chosen for each in filters}
    shown = _narrowed(pairs.found, staff, {**chosen, "q": search}, apart)
    page = Paginator(shown, PAGE_SIZE).get_page(asked.get("page"))
    suspects = _suspects(page.object_list, staff, apart)
    return Queue(
        search,
        filters,
        page,
        suspects,
        pairs.at,
        pairs.businesses,
        pairs.left_out,
        pairs.is_now,
    )


def undecided_pairs(organisation: Organisation) -> int:
    """How many suspected pairs of the last comparison wait for a decision. One query."""
    return Suspicion.objects.of(organisation).undecided().count()


def is_too_many_at_once(organisation: Organisation) -> bool:
    """Whether the office has more businesses than are compared while someone waits."""
    return Business.objects.of(organisation).count() > MOST_COMPARED_AT_ONCE


def _pairs_of(organisation: Organisation) -> _Pairs:
    if not is_too_many_at_once(organisation):
        now = compare_all(organisation)
        return _Pairs(now.found, clock.now(), now.businesses, now.left_out, is_now=True)
    last = Comparison.objects.filter(organisation=organisation).first()
    if last is None:
        return _Pairs((), None, 0, 0, is_now=False)
    rows = last.suspicions.values_list("points", "one_id", "other_id")
    found = tuple(Found(*row) for row in rows)
    return _Pairs(found, last.at, last.businesses, last.left_out, is_now=False)


def _told_apart(organisation: Organisation) -> Iterable[Distinction]:
    return Distinction.objects.of(organisation).in_force().select_related("by__person")


def _filters(staff: Staff, asked: Mapping[str, str]) -> tuple[Filter, ...]:
    districts = District.objects.filter(organisation_id=staff.organisation_id)
    return (
        chosen_filter("state", "状態", _STATES, asked, default="open"),
        chosen_filter("verdict", "判定", _VERDICTS, asked),
        chosen_filter("adviser", "担当", advisers_to_choose(staff), asked),
        chosen_filter("district", "地区", tuple((d.key, d.name) for d in districts), asked),
    )


def _narrowed(
    found: Iterable[Found],
    staff: Staff,
    asked: Mapping[str, str],
    apart: Mapping[tuple[int, int], Distinction],
) -> list[Found]:
    """The pairs of which at least one business is as asked."""
    is_apart = asked["state"] == "apart"
    pairs = [pair for pair in found if ((pair.one, pair.other) in apart) == is_apart]
    if asked["verdict"]:
        wants_same = asked["verdict"] == "same"
        pairs = [pair for pair in pairs if (pair.points >= SAME_FROM) == wants_same]
    if not (asked["q"] or asked["adviser"] or asked["district"]):
        return pairs
    rows = _asked_for(Business.objects.visible_to(staff).matching(asked["q"]), asked)
    wanted = set(rows.values_list("pk", flat=True))
    return [pair for pair in pairs if {pair.one, pair.other} & wanted]


def _asked_for(rows: BusinessQuerySet, asked: Mapping[str, str]) -> BusinessQuerySet:
    if asked["adviser"] == "none":
        rows = rows.filter(adviser=None)
    elif asked["adviser"]:
        rows = rows.filter(adviser__public_id=asked["adviser"])
    return rows.filter(district__key=asked["district"]) if asked["district"] else rows


def _suspects(
    pairs: Iterable[Found], staff: Staff, apart: Mapping[tuple[int, int], Distinction]
) -> tuple[Suspect, ...]:
    shown = list(pairs)
    keys = {key for pair in shown for key in (pair.one, pair.other)}
    rows = Business.objects.visible_to(staff).select_related("adviser__person", "closure")
    businesses, hanging = rows.in_bulk(keys), hanging_on(keys)
    return tuple(
        suspect_of(
            businesses[pair.one],
            businesses[pair.other],
            hanging,
            apart.get((pair.one, pair.other)),
        )
        for pair in shown
        if pair.one in businesses and pair.other in businesses
    )


def suspect_of(
    one: Business,
    other: Business,
    hanging: Mapping[int, tuple[Hanging, ...]],
    distinction: Distinction | None = None,
    *,
    keep_order: bool = False,
) -> Suspect:
    """Two entries side by side, as they are now; the one that would stay first, or as given."""
    found = likeness(traits_of(entered_of(one)), traits_of(entered_of(other)))
    kept, absorbed = (one, other) if keep_order else stays_first(one, other, hanging)
    sides = [Side(business, hanging[business.pk]) for business in (kept, absorbed)]
    return Suspect(sides[0], sides[1], found, distinction)
