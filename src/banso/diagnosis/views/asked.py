"""What an address names, as far as the person asking may see it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from banso.accounts.access import StaffRequest
from banso.accounts.rules import may
from banso.diagnosis.models import Diagnosis, Finding


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
