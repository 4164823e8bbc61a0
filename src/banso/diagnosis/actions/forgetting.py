"""What goes of analyses when a business is erased（消去）."""

from __future__ import annotations

from banso.accounts.history import past_of
from banso.diagnosis.actions.workbooks import forget_workbooks
from banso.diagnosis.models import (
    ActionStep,
    Diagnosis,
    Finding,
    Remedy,
    SheetEntry,
    Verdict,
    Workbook,
)
from banso.diagnosis.queries.finding import ANALYSES
from banso.registry.models import Business


def forget_analyses(business: Business) -> None:
    """Delete what was said, found and planned of a business, with its history and its workbooks.

    That an analysis was made and finished stays: the plan counts it, and it names nobody.
    """
    forget_workbooks(Workbook.objects.filter(business=business))
    for diagnosis in Diagnosis.objects.filter(business=business):
        own = {"diagnosis_id": diagnosis.pk}
        found = set(past_of(Finding).filter(**own).values_list("id", flat=True))
        for model in (ActionStep, Finding, SheetEntry):
            model._default_manager.filter(**own).delete()
            past_of(model).filter(**own).delete()
        for kind in (Remedy, Verdict):
            past_of(kind).filter(finding_id__in=found).delete()
        ANALYSES.renew([diagnosis.pk])
