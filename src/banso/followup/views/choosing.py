"""The firms of a year（今年度の対象）: chosen with a reason, taken over, taken out, on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock, undo
from banso.core.documents.downloads import download
from banso.core.fiscal_year import FiscalYear
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.followup.actions import bring_back_selection, drop_selection, select_plans
from banso.followup.actions.choosing import Chosen, drop_selections
from banso.followup.documents.choice import chosen_excel_of, chosen_pdf_of
from banso.followup.forms.choosing import CandidateFilter, ReasonForm
from banso.followup.forms.year import asked_year
from banso.followup.models import Selection
from banso.followup.queries import rules_of
from banso.followup.queries.choice_and_visits import choice_and_visits
from banso.followup.queries.choosing import (
    Candidate,
    Choice,
    choice_of,
    dropped_selection,
    selections_of,
)

ALL = "all"  # how addresses ask for every firm shown to be ticked


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and refused: who was ticked, and what is said at whom."""

    form: ReasonForm
    ticked: frozenset[str] = frozenset()
    refused: Mapping[int, RuleViolation] = field(default_factory=dict)


@require_GET
@staff_may("see-follow-up")
def choice(request: StaffRequest) -> HttpResponse:
    """Show who is chosen for a year and who could be."""
    year = asked_year(request.GET, clock.today())
    return _page(request, choice_of(request.staff.organisation, year))


@require_POST
@staff_may("write-follow-up")
def choose(request: StaffRequest) -> HttpResponse:
    """Choose the firms that are ticked, all with one reason."""
    year = asked_year(request.GET, clock.today())
    found = choice_of(request.staff.organisation, year)
    form, ticked = ReasonForm(request.POST), frozenset(request.POST.getlist("plan"))
    refused: dict[int, RuleViolation] = {}
    if form.is_valid():
        rows = [Chosen(one.follow.plan, form.told()) for one in _ticked(found, ticked)]
        try:
            refused = _chosen(request, rows, year, form)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        if not refused and not form.errors:
            _said(request, rows, year, f"{len(rows)}者を{year.label}の対象に選びました。")
            return _back(year)
    return _page(request, found, Typed(form, ticked, refused))


def _chosen(
    request: StaffRequest, rows: Sequence[Chosen], year: FiscalYear, form: ReasonForm
) -> dict[int, RuleViolation]:
    """Choose them; without a reason nobody is asked for one row by row."""
    if rows and not form.told():
        words = "選んだ理由を、1つ選ぶか書いてください。"
        raise RuleViolation("no-reason", words, field="reason")
    return select_plans(rows, year=year, by=request.staff)


def _said(request: StaffRequest, rows: Sequence[Chosen], year: FiscalYear, said: str) -> None:
    """Say what was chosen, with the way back."""
    chosen = Selection.objects.of(request.staff.organisation).filter(
        fiscal_year=year.start_year, plan__in=[row.plan for row in rows]
    )
    named = [("selection", str(key)) for key in chosen.values_list("public_id", flat=True)]
    undo.done(request, said, undo_url=f"{reverse('followup:choice-undo')}?{urlencode(named)}")


@require_POST
@staff_may("write-follow-up")
def undo_choice(request: StaffRequest) -> HttpResponse:
    """Take back what one chose a moment ago."""
    rows = Selection.objects.of(request.staff.organisation).filter(chosen_by=request.staff)
    found = list(rows.filter(public_id__in=_named(request)))
    if not found:
        raise Http404
    year = FiscalYear(found[0].fiscal_year)
    messages.success(
        request, f"{drop_selections(found)}者を{year.label}の対象に選ぶ前に戻しました。"
    )
    return _back(year)


def _named(request: StaffRequest) -> list[UUID]:
    try:
        return [UUID(key) for key in request.GET.getlist("selection")]
    except ValueError as unreadable:
        raise Http404 from unreadable


def _ticked(found: Choice, ticked: frozenset[str]) -> list[Candidate]:
    """The firms ticked, as far as they can be chosen."""
    return [one for one in found.candidates if str(one.follow.plan.public_id) in ticked]


def _page(request: StaffRequest, found: Choice, typed: Typed | None = None) -> HttpResponse:
    rhythms = rules_of(request.staff.organisation).rhythms.all
    narrowing = CandidateFilter(request.GET, staff=request.staff, rhythms=rhythms)
    this = FiscalYear.of(clock.today())
    rows = narrowing.narrowed(found.candidates)
    selections = [row.selection for row in found.chosen]
    context = {
        "choice": found,
        "beside": choice_and_visits(request.staff.organisation, found.year, selections),
        "year": found.year,
        "years": sorted({this.previous, this, this.next, found.year}),
        "is_ahead": found.year > this,
        "filter": narrowing,
        "words": narrowing.in_words(),
        "rows": rows,
        "typed": typed or Typed(ReasonForm(), _ticked_at_first(request, rows)),
        "query": request.GET.urlencode(),
        "may_write": may(request.staff.role, "write-follow-up"),
    }
    return render(request, "followup/choice.html", context, status=422 if typed else 200)


def _ticked_at_first(request: StaffRequest, rows: Sequence[Candidate]) -> frozenset[str]:
    """All that are shown, where the address asks for it."""
    if request.GET.get("tick") != ALL:
        return frozenset()
    return frozenset(str(one.follow.plan.public_id) for one in rows)


@require_http_methods(["GET", "POST"])
@staff_may("write-follow-up")
def carry_over(request: StaffRequest) -> HttpResponse:
    """Take over firms of the year before, each with its reason to be looked at again."""
    year = asked_year(request.GET, clock.today())
    found = choice_of(request.staff.organisation, year)
    is_sent = request.method == "POST"
    ticked = frozenset(request.POST.getlist("plan"))
    refused: dict[int, RuleViolation] = {}
    refusal = ""
    if is_sent:
        rows = [
            Chosen(one.follow.plan, request.POST.get(f"reason-{one.follow.plan.public_id}", ""))
            for one in _ticked(found, ticked)
        ]
        try:
            refused = select_plans(rows, year=year, by=request.staff)
        except RuleViolation as nobody:
            refusal = nobody.message
        if not refused and not refusal:
            _said(request, rows, year, f"{len(rows)}者を{year.label}に引き継ぎました。")
            return _back(year)
    context = {"year": year, "rows": _carried(request, found, refused), "refusal": refusal}
    status = 422 if is_sent else 200
    return render(request, "followup/carry_over.html", context, status=status)


def _carried(
    request: StaffRequest, found: Choice, refused: Mapping[int, RuleViolation]
) -> list[dict[str, object]]:
    """The firms to take over with what was typed of each, at first last year's reason."""
    is_sent = request.method == "POST"
    rows = []
    for one in found.carried:
        key = str(one.follow.plan.public_id)
        last_reason = one.before.reason if one.before else ""
        rows.append(
            {
                "one": one,
                "is_ticked": not is_sent or key in request.POST.getlist("plan"),
                "reason": request.POST.get(f"reason-{key}", last_reason),
                "refused": refused.get(one.follow.plan.pk),
            }
        )
    return rows


@require_POST
@staff_may("write-follow-up")
def drop(request: StaffRequest, selection_id: UUID) -> HttpResponse:
    """Take a firm out of the year; one press puts it back."""
    rows = Selection.objects.of(request.staff.organisation).select_related("plan__business")
    selection = get_object_or_404(rows, public_id=selection_id)
    year = FiscalYear(selection.fiscal_year)
    drop_selection(selection)
    back = reverse("followup:choice-put-back", args=[selection_id])
    said = f"{selection.plan.business.name}を{year.label}の対象から外しました。"
    undo.done(request, said, undo_url=back)
    return _back(year)


@require_POST
@staff_may("write-follow-up")
def put_back(request: StaffRequest, selection_id: UUID) -> HttpResponse:
    """Put back a firm just taken out."""
    selection = dropped_selection(request.staff, selection_id)
    if selection is None:
        raise Http404
    year = FiscalYear(bring_back_selection(selection).fiscal_year)
    messages.success(request, f"{selection.plan.business.name}を{year.label}の対象に戻しました。")
    return _back(year)


@require_GET
@staff_may("see-follow-up")
def excel(request: StaffRequest) -> HttpResponse:
    """The firms of a year with their reasons, as a workbook."""
    year = asked_year(request.GET, clock.today())
    organisation = request.staff.organisation
    rows = selections_of(organisation, year)
    return download(chosen_excel_of(organisation, year, rows), f"対象者一覧_{year.label}", "xlsx")


@require_GET
@staff_may("see-follow-up")
def pdf(request: StaffRequest) -> HttpResponse:
    """The firms of a year with their reasons, on paper（対象者一覧）."""
    year = asked_year(request.GET, clock.today())
    organisation = request.staff.organisation
    rows = selections_of(organisation, year)
    return download(chosen_pdf_of(organisation, year, rows), f"対象者一覧_{year.label}", "pdf")


def _back(year: FiscalYear) -> HttpResponse:
    return redirect(f"{reverse('followup:choice')}?year={year.key}")
