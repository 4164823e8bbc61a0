"""What an address names, as far as the person asking may see it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from banso.accounts.access import StaffRequest
from banso.accounts.rules import may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import ActionStep, Diagnosis, Finding, Remedy, SheetEntry
from banso.diagnosis.rules.regional import PROBLEMS

_FIRST_YEAR = FiscalYear(2000)  # nothing was analysed before


def asked_diagnosis(request: StaffRequest, diagnosis_id: UUID) -> Diagnosis:
    """The analysis of the address."""
    rows = Diagnosis.objects.visible_to(request.staff).select_related(
        "business__organisation",
        "completion__confirmed_by__person",
        "standards",
        "opened_by__person",
    )
    return get_object_or_404(rows, public_id=diagnosis_id)


def asked_finding(request: StaffRequest, finding_id: UUID) -> Finding:
    """The finding of the address."""
    seen = Diagnosis.objects.visible_to(request.staff)
    rows = Finding.objects.filter(diagnosis__in=seen).select_related(
        "diagnosis__business", "diagnosis__completion", "verdict"
    )
    return get_object_or_404(rows, public_id=finding_id)


def asked_entry(request: StaffRequest, entry_id: UUID) -> SheetEntry | None:
    """The entry of the address; ``None`` when there is none, or it was taken away."""
    seen = Diagnosis.objects.visible_to(request.staff)
    rows = SheetEntry.objects.filter(diagnosis__in=seen, public_id=entry_id)
    return rows.select_related(
        "diagnosis__business", "diagnosis__completion", "written_by__person"
    ).first()


def asked_step(request: StaffRequest, step_id: UUID) -> ActionStep:
    """The step of the address."""
    rows = ActionStep.objects.visible_to(request.staff).told()
    rows = rows.select_related("diagnosis__business", "diagnosis__completion")
    return get_object_or_404(rows, public_id=step_id)


def asked_remedy(request: StaffRequest, remedy_id: UUID) -> Remedy:
    """The remedy of the address."""
    seen = Diagnosis.objects.visible_to(request.staff)
    rows = Remedy.objects.filter(finding__diagnosis__in=seen)
    return get_object_or_404(
        rows.select_related("finding__diagnosis__business"), public_id=remedy_id
    )


def frame(request: StaffRequest, diagnosis: Diagnosis, here: str) -> dict[str, object]:
    """What every page of one analysis shows: which it is, where one is, what one may do."""
    may_write = may(request.staff.role, "write-diagnoses")
    return {
        "diagnosis": diagnosis,
        "business": diagnosis.business,
        "here": here,
        "may_write": may_write and not diagnosis.is_completed,
        "may_finish": may_write,
    }


def asked_year(request: StaffRequest) -> FiscalYear:
    """The fiscal year of the query, or the present one; 404 for one that cannot be read, or far."""
    this_year = FiscalYear.of(clock.today())
    key = request.GET.get("year", "")
    try:
        year = FiscalYear.from_key(key) if key else this_year
    except RuleViolation as unknown:
        raise Http404(key) from unknown
    if not _FIRST_YEAR <= year <= this_year.next:
        raise Http404(key)
    return year


def asked_problem(request: StaffRequest) -> str:
    """The problem of the query by its key, empty where none is asked for; 404 for no such one."""
    key = request.GET.get("problem", "")
    if key and key not in PROBLEMS:
        raise Http404(key)
    return key
