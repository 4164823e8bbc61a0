"""Which plans are followed up, and the visits made: support records on the plan's follow-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q

from banso.accounts.models import Organisation
from banso.core.fiscal_year import Period
from banso.followup.models import OwnerCall, OwnerCallQuerySet
from banso.plans.models import BusinessPlan, BusinessPlanQuerySet
from banso.records.models import ContactKind, SupportRecord, SupportRecordQuerySet

TOPIC = "plan-followup"  # as every programme file calls it
# By telephone nobody is visited; a meeting is not held at one business.
BY_SHEET = (ContactKind.VISIT, ContactKind.COUNTER, ContactKind.ONLINE)
KINDS = (*BY_SHEET, ContactKind.DISPATCH)  # an expert's visit is told by the dispatch's report


def followed_plans(organisation: Organisation, day: date) -> BusinessPlanQuerySet:
    """The plan of each business that is followed up on ``day``: of several, the newest adopted.

    Of businesses neither closed by then nor erased. One query when read.
    """
    newer = Q(adoption__on__gt=OuterRef("adoption__on")) | Q(
        adoption__on=OuterRef("adoption__on"), pk__gt=OuterRef("pk")
    )
    others = BusinessPlan.objects.in_force_on(day).filter(business=OuterRef("business"))
    rows = BusinessPlan.objects.of(organisation).in_force_on(day)
    rows = rows.exclude(business__closure__on__lte=day).filter(business__erasure__isnull=True)
    return with_business(rows.exclude(Exists(others.filter(newer))))


def with_business(plans: BusinessPlanQuerySet) -> BusinessPlanQuerySet:
    """With all that is read of the plan's business."""
    return plans.select_related(
        "adoption", "business__adviser__person", "business__closure", "business__district"
    )


def visits_made(businesses: Iterable[int]) -> SupportRecordQuerySet:
    """The visits of follow-up that stand: with the topic of follow-up, or by a check sheet."""
    return _of_follow_up(SupportRecord.objects.standing().filter(business__in=list(businesses)))


def visits_of(organisation: Organisation, period: Period) -> SupportRecordQuerySet:
    """Every visit of follow-up that stands in the period, whether its plan still runs or not."""
    return _of_follow_up(SupportRecord.objects.of(organisation).during(period))


def _of_follow_up(rows: SupportRecordQuerySet) -> SupportRecordQuerySet:
    through = SupportRecord.topics.through.objects.filter(topic__key=TOPIC)
    on_topic = Q(pk__in=through.values("supportrecord_id"))
    visits = rows.filter(kind__in=KINDS)
    return visits.filter(on_topic | Q(check_sheet_closing__isnull=False))


def last_visits(businesses: Iterable[int], day: date) -> dict[int, date]:
    """The day of each business's last visit up to ``day``, where there is one. One query."""
    rows = visits_made(businesses).filter(on__lte=day).order_by()
    return dict(rows.values("business").annotate(last=Max("on")).values_list("business", "last"))


def agreed_days(last: Mapping[int, date]) -> dict[int, date]:
    """The next visit agreed on at each business's last one（its day given）, if any. One query."""
    rows = visits_made(last).filter(next_contact_on__gt=F("on")).order_by("on", "pk")
    return {
        business: agreed
        for business, on, agreed in rows.values_list("business_id", "on", "next_contact_on")
        if agreed is not None and on == last[business]
    }


def waiting_calls(plans: Iterable[int], day: date) -> OwnerCallQuerySet:
    """The owners' calls up to ``day`` that no visit answered, the newest first.

    A visit on the day of the call answers it if it was recorded after the call was taken.
    """
    same_day = Q(on=OuterRef("on"), recorded_at__gt=OuterRef("at"))
    standing = SupportRecord.objects.standing().filter(business=OuterRef("plan__business"))
    answers = _of_follow_up(standing).filter(Q(on__gt=OuterRef("on")) | same_day, on__lte=day)
    return OwnerCall.objects.filter(~Exists(answers), plan__in=list(plans), on__lte=day)


def visit_days(businesses: Iterable[int], period: Period) -> dict[int, tuple[date, ...]]:
    """The days of each business's visits in the period, one for each record. One query."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = visits_made(businesses).during(period).order_by("on", "pk")
    for business, on in rows.values_list("business_id", "on"):
        found[business].append(on)
    return {business: tuple(days) for business, days in found.items()}
