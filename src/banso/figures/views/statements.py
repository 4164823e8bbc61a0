"""A business's accounts（決算）: its periods, entering and mending them, taking one back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core.forms import posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.core.undo import done
from banso.figures.actions import (
    NeedsYes,
    PeriodRefused,
    restore_statement,
    save_statements,
    withdraw_statement,
)
from banso.figures.forms import EntrySheet, columns_in
from banso.figures.models import FinancialStatement
from banso.figures.queries import key_figures, period_sheet, periods_of, shown_for_entry
from banso.registry.following import follow_merges
from banso.registry.models import Business

_NOTHING = "数字が1つも入っていません。金額か従業員数を入れてから保存してください。"


@require_GET
@staff_may("see-figures")
@follow_merges
def periods(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show every period of a business with what is odd in it."""
    business = asked_business(request, business_id)
    context = {
        "business": business,
        "page": periods_of(business),
        "may_enter": may_enter(request, business),
    }
    return render(request, "figures/periods.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("enter-figures")
@follow_merges
def enter(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Enter or mend periods side by side; all of them are saved, or nothing（決算を入れる）."""
    business = asked_business(request, business_id)
    typed = posted(request, kept_input(request) if request.method == "GET" else None)
    shown = shown_for_entry(business, before=_before(request), columns=columns_in(typed))
    sheet = EntrySheet(typed, rows=shown.rows, blank=shown.blank)
    page = {"business": business, "sheet": sheet, "shown": shown}
    if request.method != "POST":
        return _entry_page(request, page)
    if "check" in request.POST:
        sheet.is_valid()
        return _entry_page(request, page)
    if sheet.is_valid():
        answer = _saved(business, sheet)
        if isinstance(answer, int):
            return _said_saved(request, business, number=answer)
        page |= answer
    return _entry_page(request, page, status=422)


def _saved(business: Business, sheet: EntrySheet) -> dict[str, Any] | int:
    """Save all columns; how many periods were kept, else what the page says instead."""
    if not sheet.used:
        return {"refusal": _NOTHING}
    try:
        return len(save_statements(business, sheet.entries(), confirmed=sheet.confirmed))
    except EditConflict:
        return {"conflict": _conflict(sheet)}
    except NeedsYes as asked:
        return {"asked": asked}
    except PeriodRefused as refusal:
        sheet.refuse(refusal.place, field=refusal.field, words=refusal.message)
        return {}
    except RuleViolation as refusal:
        return {"refusal": refusal.message}


def _conflict(sheet: EntrySheet) -> dict[str, Any]:
    """What both changed, over all columns; each column then follows the colleague's version."""
    rows = {str(row.public_id): row for row in _fresh(sheet)}
    differences, taken, last = [], [], None
    for column in sheet.columns:
        theirs = rows.get(column.key)
        if theirs is None or theirs.version == column.form.cleaned_data.get("seen_version"):
            continue
        found = column.form.reconcile(theirs)
        differences += found.differences
        taken += [f"{theirs.period_name}の{label}" for label in found.taken]
        column.conflict = found
        last = theirs
    history = changes_of(last, most=1) if last else []
    return {
        "by": history[0].who if history else "ほかの職員",
        "at": history[0].when if history else "先ほど",
        "differences": differences,
        "taken": taken,
    }


def _fresh(sheet: EntrySheet) -> list[FinancialStatement]:
    """The periods of the page as they stand now."""
    keys = [column.form.statement.pk for column in sheet.columns if column.form.statement.pk]
    return list(FinancialStatement.objects.filter(pk__in=keys))


def _said_saved(request: StaffRequest, business: Business, *, number: int) -> HttpResponse:
    if number:
        messages.success(request, f"「{business.name}」の決算を{number}期保存しました。")
    else:
        messages.info(request, "変わったところがないので、何も保存していません。")
    return redirect("figures:periods", business.public_id)


def _entry_page(request: StaffRequest, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    page["is_brought_back"] = page["sheet"].typed is not None and request.method == "GET"
    return render(request, "figures/enter.html", page, status=status)


def _before(request: StaffRequest) -> date | None:
    """The day before which the shown periods ended; unreadable ones are no day."""
    try:
        return date.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return None


@require_GET
@staff_may("see-figures")
def period(request: StaffRequest, statement_id: UUID) -> HttpResponse:
    """Show one period's figures line by line, in the order of its paper."""
    statement = _asked_statement(request, statement_id)
    business = statement.business
    context = {
        "business": business,
        "statement": statement,
        "page": period_sheet(statement),
        "figures": key_figures(statement),
        "may_enter": may_enter(request, business),
    }
    return render(request, "figures/period.html", context)


@require_GET
@staff_may("see-history")
def history(request: StaffRequest, statement_id: UUID) -> HttpResponse:
    """Who changed what of a period, and when."""
    statement = _asked_statement(request, statement_id)
    context = {"statement": statement, "history": changes_of(statement)}
    return render(request, "figures/history.html", context)


@require_POST
@staff_may("enter-figures")
def withdraw(request: StaffRequest, statement_id: UUID) -> HttpResponse:
    """Take a period back（取消）; its history stays, and it can be brought back."""
    statement = _asked_statement(request, statement_id)
    business = statement.business
    said = f"「{statement.period_name}」の決算を取り消しました。履歴には残ります。"
    withdraw_statement(statement)
    undo_url = reverse("figures:restore", args=[business.public_id, statement_id])
    done(request, said, undo_url=undo_url)
    return redirect("figures:periods", business.public_id)


@require_POST
@staff_may("enter-figures")
def restore(request: StaffRequest, business_id: UUID, statement_id: UUID) -> HttpResponse:
    """Bring back a period that was taken back in error."""
    business = asked_business(request, business_id)
    try:
        statement = restore_statement(business, statement_id)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("figures:periods", business_id)
    if statement is None:
        raise Http404
    messages.success(request, f"「{statement.period_name}」の決算を元に戻しました。")
    return redirect("figures:periods", business_id)


def asked_business(request: StaffRequest, business_id: UUID) -> Business:
    """The business that the address names, if the asker may see it; else there is no page."""
    rows = Business.objects.visible_to(request.staff).select_related("erasure")
    return get_object_or_404(rows, public_id=business_id)


def may_enter(request: StaffRequest, business: Business) -> bool:
    """Whether the asker may write about the business's figures."""
    return may(request.staff.role, "enter-figures") and not hasattr(business, "erasure")


def _asked_statement(request: StaffRequest, statement_id: UUID) -> FinancialStatement:
    rows = FinancialStatement.objects.visible_to(request.staff).select_related("business__erasure")
    return get_object_or_404(rows, public_id=statement_id)
