"""The office's tables of industry standards, and how many analyses rest on each."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from banso.accounts.models import Organisation
from banso.diagnosis.models import StandardsTable


def tables_of(organisation: Organisation) -> QuerySet[StandardsTable]:
    """The tables loaded, the newest first, each with ``uses``, the analyses made with it."""
    rows = StandardsTable.objects.filter(organisation=organisation)
    return rows.select_related("loaded_by__person").annotate(uses=Count("diagnoses"))
