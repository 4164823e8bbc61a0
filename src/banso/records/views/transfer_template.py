"""The office's own order of fields（転記のひな形）."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.core.forms import posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import set_template
from banso.records.forms.transfers import ColumnRows, columns_in, rows_of
from banso.records.queries import missing_codes, template_of
from banso.records.rules.transfer import INITIAL_NAME, initial_columns
from banso.records.views.asked import seen_version


@require_http_methods(["GET", "POST"])
@staff_may("transfer-records")
def template(request: StaffRequest) -> HttpResponse:
    """Change which fields are shown in which order, with their codes and lengths."""
    current = template_of(request.staff.organisation)
    is_initial = "initial" in request.GET
    columns = initial_columns() if is_initial else current.columns
    typed = posted(request, kept_input(request) if request.method == "GET" else None)
    rows = ColumnRows(typed, initial=rows_of(columns), prefix="columns")
    refusal = ""
    if request.method == "POST":
        refusal = _saved(request, rows)
        if not refusal:
            messages.success(request, "転記のひな形を保存しました。")
            return redirect("records:transfers")
    context = {
        "rows": rows,
        "template": current,
        "initial_name": INITIAL_NAME,
        "is_initial": is_initial,
        "refusal": refusal,
        "missing": missing_codes(request.staff.organisation, current.columns),
        "seen_version": seen_version(request.POST) if typed else current.version,
    }
    status = 422 if refusal else 200
    return render(request, "records/transfer_template.html", context, status=status)


def _saved(request: StaffRequest, rows: Any) -> str:  # noqa: ANN401 - Django makes the class
    """Save the columns as typed; why not, if they cannot be."""
    if not rows.is_valid():
        return "保存できませんでした。赤い字の項目を直してください。"
    version = seen_version(request.POST)
    try:
        set_template(columns_in(rows), seen_version=version, by=request.staff)
    except EditConflict:
        return (
            "入力している間に、ほかの職員がひな形を保存しました。入力した内容は残っています。"
            "別のタブでいまのひな形を開き、見比べてから保存し直してください。"
        )
    except RuleViolation as refusal:
        return refusal.message
    return ""
