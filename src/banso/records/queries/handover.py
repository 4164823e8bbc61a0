"""What someone would leave behind（担当を移す）: open promises and firms in charge."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F

from banso.accounts.models import Staff
from banso.records.models import Promise
from banso.records.queries.promises import DuePromise, tell
from banso.registry.models import Business

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DistrictLeft:
    """The open firms of one district that someone is in charge of; ``key`` is "" for none."""

    key: str
    name: str
    businesses: int


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The open promises（件）and open firms（者）of one colleague; the first promises in words."""

    promises: int
    districts: tuple[DistrictLeft, ...]
    first_promises: tuple[DuePromise, ...] = ()

    @property
    def businesses(self) -> int:
        """How many firms there are in all districts."""
        return sum(each.businesses for each in self.districts)

    @property
    def has_any(self) -> bool:
        """Whether there is anything to hand over."""
        return bool(self.promises or self.businesses)


def left_behind(colleague: Staff) -> LeftBehind:
    """What ``colleague`` keeps and is in charge of now. Three queries."""
    kept = Promise.objects.unkept().filter(keeper=colleague)
    firms = Business.objects.of(colleague.organisation).open().in_charge(colleague)
    districts = firms.order_by(
        F("district__position").asc(nulls_last=True), "district__key"
    ).values_list("district__key", "district__name")
    counted = districts.annotate(businesses=Count("pk"))
    rows = kept.select_related(
        "record__business", "record__confidence", "keeper__person", "fulfilment", "dropping"
    )
    return LeftBehind(
        kept.count(),
        tuple(
            DistrictLeft(key or "", name or "地区なし", businesses)
            for key, name, businesses in counted
        ),
        tuple(tell(promise) for promise in rows[:MOST_SHOWN]),
    )


def in_the_hands_of_someone_stopped(staff: Staff) -> int:
    """How many open promises and firms of the office are someone's who stopped. Two queries."""
    promises = Promise.objects.visible_to(staff).unkept()
    firms = Business.objects.visible_to(staff).open()
    return (
        promises.filter(keeper__deactivation__isnull=False).count()
        + firms.filter(adviser__deactivation__isnull=False).count()
    )
