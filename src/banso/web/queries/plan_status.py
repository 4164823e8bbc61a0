"""How a business stands with its own plan（事業計画の状況）, as far as the records tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Q

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import CONTACTS
from banso.programme.queries import Plan
from banso.records.models import SupportRecord, Topic
from banso.registry.models import Business

NONE = "事業計画：記録なし"
_ABOUT_PLANS = "計画"  # topics with this word in their name are about the firm's own plan


def plan_status(
    business: Business, staff: Staff, plan: Plan | None, year: FiscalYear
) -> tuple[str, ...]:
    """One line for each topic about a business plan: when last, how often this year.

    One query for each such topic of the office, and one for the topics.
    """
    topics = Topic.objects.filter(
        organisation_id=staff.organisation_id, name__contains=_ABOUT_PLANS, is_retired=False
    )
    lines = [line for topic in topics for line in _told(topic, business, staff, plan, year)]
    return tuple(lines) or (NONE,)


def _told(
    topic: Topic, business: Business, staff: Staff, plan: Plan | None, year: FiscalYear
) -> Iterator[str]:
    rows = SupportRecord.objects.visible_to(staff).standing()
    rows = rows.filter(business=business).about((topic.key,))
    in_the_year = Q(on__gte=year.whole.first, on__lte=year.whole.last)
    kinds = _kinds(plan, topic)
    counted = in_the_year & Q(kind__in=kinds) if kinds else in_the_year
    found = rows.order_by().aggregate(last=Max("on"), often=Count("pk", filter=counted))
    last: date | None = found["last"]
    if last is not None:
        rhythm = _rhythm(plan, topic)
        said = f"{topic.name}：最後は{in_era_day(last)}、今年度{found['often']:,}回"
        yield f"{said}{rhythm}"


def _kinds(plan: Plan | None, topic: Topic) -> tuple[str, ...]:
    """The kinds of contact that the plan's own line of contacts on the topic counts."""
    lines = plan.document.indicators if plan else ()
    options = (line.options for line in lines if line.measure == CONTACTS)
    return next((each.kinds for each in options if topic.key in each.topics), ())


def _rhythm(plan: Plan | None, topic: Topic) -> str:
    """The plan's usual rhythm of follow-up: 「（計画の標準：四半期に一度・年4回）」."""
    follow_up = plan.document.follow_up if plan else None
    if follow_up is None or topic.section != follow_up.section:
        return ""
    usual = next((each for each in follow_up.rhythms if each.is_default), None)
    return f"（計画の標準：{usual.name}・年{usual.visits_per_year}回）" if usual else ""
