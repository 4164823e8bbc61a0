"""The year's outlook（年間の見通し）, what other rhythms would do to it, and the rows behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.forms.year import TryOut, asked_month, asked_to_try, asked_year
from banso.followup.queries.year import YearFirms, visits_behind, year_firms, year_table
from banso.followup.queries.year_page import chart_of, easings_of, tried_of


@require_GET
@staff_may("see-follow-up")
def year(request: StaffRequest) -> HttpResponse:
    """Show the visits of a year by month and adviser, and what other rhythms would do."""
    asked = asked_year(request.GET, clock.today())
    firms = year_firms(request.staff.organisation, asked)
    trying = asked_to_try(request.GET, firms)
    if "" in request.GET.getlist("try"):  # sent by the form: the address is made short
        return redirect(f"{reverse('followup:year')}?{trying.query()}#what-if")
    table = year_table(firms.outlook, firms)
    context = {
        "firms": firms,
        "table": table,
        "chart": chart_of(table),
        "now": table.outlook,
        "years": _years_around(asked),
        "may_write": may(request.staff.role, "write-follow-up"),
        **_what_if(firms, trying),
    }
    return render(request, "followup/year.html", context)


def _what_if(firms: YearFirms, trying: TryOut) -> dict[str, object]:
    if firms.is_over:
        return {}
    lines = easings_of(firms)
    return {
        "trying": trying,
        "tried": [(one, trying.without(one.source)) for one in tried_of(firms, trying.tried)],
        "then": firms.outlook_with(trying.changed) if trying.tried else None,
        "easings": [(one, trying.adding(one.token)) for one in lines],
        "not_eased": [(one, firms.follows[one.followed.key]) for one in firms.not_eased],
        "choices": sorted(firms.follows.values(), key=lambda row: row.business.name_kana),
        "rhythms": firms.rules.rhythms.all,
    }


def _years_around(year: FiscalYear) -> list[FiscalYear]:
    this = FiscalYear.of(clock.today())
    return sorted({this.previous, this, this.next, year})


@require_GET
@staff_may("see-follow-up")
def visits(request: StaffRequest) -> HttpResponse:
    """Show the visits behind one number of the year: made, and to come."""
    asked = asked_year(request.GET, clock.today())
    month, adviser = asked_month(request.GET, asked), request.GET.get("adviser", "")
    organisation = request.staff.organisation
    context = {
        "year": asked,
        "month": month,
        "adviser": adviser,
        "found": visits_behind(organisation, year_firms(organisation, asked), month, adviser),
        "words": [
            *([f"{month.label}"] if month else []),
            *([f"{adviser}の訪問"] if adviser else []),
        ],
        "may_open": may(request.staff.role, "see-records"),
    }
    return render(request, "followup/year_visits.html", context)
