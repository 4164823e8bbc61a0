"""Monthly figures（月次数値）: the office's grid of twelve months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, check_size, read_sheets
from banso.core.uploads.receiving import Unreceived
from banso.figures import actions
from banso.figures.forms import AccountsFileForm, MonthlyForm, marks_of_cells
from banso.figures.models import Evidence
from banso.figures.queries.monthly import Grid, GridCell, grid_of, open_link_of
from banso.figures.rules.monthly import months_to
from banso.figures.rules.monthly_file import read_months
from banso.figures.views.statements import asked_business, may_enter
from banso.registry.following import follow_merges
from banso.registry.models import Business

_MEANWHILE = (
    "入力している間に、同じます目をほかの人が変えました。まだ保存していません。"
    "この頁を別のタブで開いて見比べ、入れ直してください。"
)


@require_http_methods(["GET", "POST"])
@staff_may("see-figures")
@follow_merges
def monthly(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Twelve months of every item; those who may, enter them here."""
    business = asked_business(request, business_id)
    months = months_to(_last_month(request))
    grid = grid_of(business, months)
    typed = request.POST if request.method == "POST" else None
    form = MonthlyForm(typed, cells=_cells(grid))
    if form.is_valid() and may_enter(request, business) and _kept(request, business, form):
        return redirect(request.get_full_path())
    return _grid_page(request, business, grid, form, status=422 if typed else 200)


@require_POST
@staff_may("enter-figures")
def from_file(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Fill the grid with what a table says; nothing is saved until the grid is."""
    business = asked_business(request, business_id)
    file = AccountsFileForm(request.POST, request.FILES)
    if file.is_valid():
        try:
            found = read_months(_sheet(file))
        except RuleViolation as refusal:
            add_refusal(file, refusal)
        else:
            grid = grid_of(business, months_to(max(month for month, _ in found)))
            form = MonthlyForm(_as_typed(grid, found), cells=_cells(grid))
            form.is_valid()
            return _grid_page(request, business, grid, form)
    grid = grid_of(business, months_to(clock.today()))
    form = MonthlyForm(None, cells=_cells(grid))
    return _grid_page(request, business, grid, form, file=file, status=422)


def _sheet(form: AccountsFileForm) -> Sheet:
    upload = form.cleaned_data["file"]
    if isinstance(upload, Unreceived):
        raise upload.refusal
    check_size(upload.size)
    return read_sheets(Path(upload.temporary_file_path()), name=upload.name or "").sheet("")


def _as_typed(grid: Grid, found: Mapping[tuple[date, str], str]) -> QueryDict:
    """The grid as if a person had typed what the file says; cells it leaves blank stay."""
    typed = QueryDict(mutable=True)
    typed["evidence"] = Evidence.TRIAL
    typed["opened"] = marks_of_cells(_cells(grid))
    for cell in _cells(grid):
        typed[cell.name] = found.get((cell.month, cell.item.key)) or cell.text
    return typed


def _cells(grid: Grid) -> list[GridCell]:
    return [cell for _, cells in grid for cell in cells]


def _grid_page(
    request: StaffRequest,
    business: Business,
    grid: Grid,
    form: MonthlyForm,
    *,
    file: AccountsFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    months = [cell.month for cell in grid[0][1]]
    context = {
        "business": business,
        "months": months,
        "rows": [(item, [(cell, form[cell.name]) for cell in cells]) for item, cells in grid],
        "form": form,
        "file": file or AccountsFileForm(),
        "is_filled": form.is_bound and status == HTTPStatus.OK,
        "link": open_link_of(business),
        "may_enter": may_enter(request, business),
        "earlier": months[0],
        "shown_to": months[-1],
    }
    return render(request, "figures/monthly.html", context, status=status)


def _kept(request: StaffRequest, business: Business, form: MonthlyForm) -> bool:
    """Whether the changes were saved; else the form says why not."""
    evidence = Evidence(form.cleaned_data["evidence"])
    try:
        number = actions.enter_monthly_figures(
            business, form.changes(), evidence=evidence, by=request.staff
        )
    except EditConflict:
        form.add_error(None, _MEANWHILE)
        return False
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, f"月次数値を{number}か所保存しました。")
    return True


def _last_month(request: StaffRequest) -> date:
    """The last month to show: this month, or an earlier one that was asked for."""
    try:
        return min(date.fromisoformat(f"{request.GET.get('to', '')}-01"), clock.today())
    except ValueError:
        return clock.today()
