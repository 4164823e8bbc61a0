"""The list of records（支援記録の一覧）with its counts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.documents.downloads import download
from banso.records.documents.listing import as_workbook, printed_lines
from banso.records.forms.filters import RecordFilter
from banso.records.models import SupportRecordQuerySet
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
    rows = _sorted(request, chosen)
    context = {
        "form": asked,
        "words": asked.in_words(choice),
        "count": count_of(chosen),
        "page": Paginator(for_a_page(rows), PAGE).get_page(request.GET.get("page")),
        "columns": _columns(order),
        "withdrawn": withdrawn,
        "may_record": may(request.staff.role, "record-support"),
        "excel_url": f"{reverse('records:excel')}?{request.GET.urlencode()}",
    }
    return render(request, "records/list.html", context)


@require_GET
@staff_may("see-records")
def excel(request: StaffRequest) -> HttpResponse:
    """The records asked for, on all pages, as a workbook."""
    asked = RecordFilter(request.GET, staff=request.staff)
    choice = asked.choice()
    rows = _sorted(request, records_for(request.staff, choice))
    office = request.staff.organisation.name
    content = as_workbook(rows, printed_lines(office, *asked.in_words(choice)))
    return download(content, "支援記録", "xlsx")


def _sorted(request: StaffRequest, chosen: SupportRecordQuerySet) -> SupportRecordQuerySet:
    """The standing or the withdrawn ones among them, in the order asked for."""
    rows = chosen.filter(withdrawal__isnull=request.GET.get("state") != "withdrawn")
    return rows.order_by(*_ORDERS.get(request.GET.get("sort", "-on"), _ORDERS["-on"]))


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
