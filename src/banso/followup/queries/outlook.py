"""The year's outlook from what is kept: rows for the rules, and those who could be visited less."""

from __future__ import annotations

from datetime import date

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.queries.facts import sheets_on_course
from banso.followup.queries.following import follows_of, rules_of
from banso.followup.queries.visits import followed_plans, visits_made
from banso.followup.queries.whose import adviser_of, made_by_business
from banso.followup.rules.easing import Easing
from banso.followup.rules.easing import could_ease as easier
from banso.followup.rules.outlook import Followed


def outlook_of(
    organisation: Organisation,
    year: FiscalYear,
    day: date | None = None,
    *,
    only_chosen: bool = False,
) -> list[Followed]:
    """The businesses followed up on ``day``（today）, their visits in the year. Thirteen queries.

    ``only_chosen`` leaves out those not chosen for the year of ``day``.
    """
    day = day or clock.today()
    rows = follows_of(followed_plans(organisation, day), rules_of(organisation), day)
    rows = [row for row in rows if row.is_chosen or not only_chosen]
    visits = visits_made(row.plan.business_id for row in rows).during(year.whole)
    made = made_by_business(visits)
    return [
        Followed(
            key=row.plan.business_id,
            name=row.business.name,
            adviser=adviser_of(row.business),
            decision=row.decision,
            standing=row.standing,
            made=made.get(row.plan.business_id, ()),
        )
        for row in rows
    ]


def could_ease(organisation: Organisation, day: date | None = None) -> list[Easing]:
    """The businesses that could safely be visited less, the safest first. Fifteen queries."""
    day = day or clock.today()
    plans = followed_plans(organisation, day)
    owners = dict(plans.values_list("pk", "business_id"))
    calm = {owners[plan]: times for plan, times in sheets_on_course(owners, day).items()}
    return easier(outlook_of(organisation, FiscalYear.of(day), day), calm)
