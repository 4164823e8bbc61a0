"""What goes of analyses when a business is erased（消去）."""

from __future__ import annotations

from typing import Any

from django.db import models

from banso.diagnosis.models import ActionStep, Diagnosis, Finding, Remedy, SheetEntry, Verdict
from banso.registry.models import Business


def forget_analyses(business: Business) -> None:
    """Delete what was said, found and planned of a business, with its history.

    That an analysis was made and finished stays: the plan counts it, and it names nobody.
    """
    for diagnosis in Diagnosis.objects.filter(business=business):
        own = {"diagnosis_id": diagnosis.pk}
        found = set(_past(Finding).filter(**own).values_list("id", flat=True))
        for model in (ActionStep, Finding, SheetEntry):
            model._default_manager.filter(**own).delete()
            _past(model).filter(**own).delete()
        for kind in (Remedy, Verdict):
            _past(kind).filter(finding_id__in=found).delete()


def _past(model: type[models.Model]) -> models.QuerySet[Any]:
    history: models.Manager[Any] = model.history  # type: ignore[attr-defined] # a manager given later
    return history.all()
