"""The list of records（支援記録の一覧）with its counts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.records.forms.filters import RecordFilter
from banso.records.queries import count_of, for_a_page, records_for

PAGE = 50
_ORDERS = {
    "on": ("on", "id"),
    "-on": ("-on", "-id"),
    "business": ("business__name_kana", "business__name", "-on", "-id"),
    "-business": ("-business__name_kana", "-business__name", "-on", "-id"),
    "kind": ("kind", "-on", "-id"),
    "-kind": ("-kind", "-on", "-id"),
    "minutes": ("minutes", "-on", "-id"),
    "-minutes": ("-minutes", "-on", "-id"),
}
_COLUMNS = (("on", "日付"), ("business", "事業者"), ("kind", "方法"), ("minutes", "時間"))


@require_GET
@staff_may("see-records")
def records(request: StaffRequest) -> HttpResponse:
    """List the records asked for; withdrawn ones stand apart, behind their own link."""
    asked = RecordFilter(request.GET, staff=request.staff)
    choice = asked.choice()
    chosen = records_for(request.staff, choice)
    withdrawn = request.GET.get("state") == "withdrawn"
    order = request.GET.get("sort", "-on")
    rows = chosen.filter(withdrawal__isnull=not withdrawn)
    rows = rows.order_by(*_ORDERS.get(order, _ORDERS["-on"]))
    context = {
        "form": asked,
        "words": asked.in_words(choice),
        "count": count_of(chosen),
        "page": Paginator(for_a_page(rows), PAGE).get_page(request.GET.get("page")),
        "columns": _columns(order),
        "withdrawn": withdrawn,
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "records/list.html", context)


def _columns(order: str) -> list[dict[str, str]]:
    """The sortable columns: how each is sorted now, and what its link asks for."""
    return [
        {
            "label": label,
            "sorted": {key: "ascending", f"-{key}": "descending"}.get(order, ""),
            "next": f"-{key}" if order == key else key,
        }
        for key, label in _COLUMNS
    ]
