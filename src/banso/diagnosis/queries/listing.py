"""Analyses to choose from, and the businesses whose analysis can be begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from banso.accounts.models import Staff
from banso.diagnosis.models import Diagnosis, DiagnosisQuerySet, Finding
from banso.figures.models import FinancialStatement
from banso.registry.models import Business, BusinessQuerySet

STATES = {"under-way": "作業中", "completed": "完了", "all": "すべて"}


@dataclass(frozen=True, slots=True)
class DiagnosisChoice:
    """Which analyses are asked for; what is empty does not narrow."""

    words: str = ""
    state: str = "all"
    mine: bool = False


def diagnoses_for(staff: Staff, choice: DiagnosisChoice) -> DiagnosisQuerySet:
    """The analyses asked for, the newest first, with how many findings each has."""
    rows = Diagnosis.objects.visible_to(staff)
    if choice.words:
        found = Business.objects.visible_to(staff).matching(choice.words)
        rows = rows.filter(business__in=found)
    if choice.state == "under-way":
        rows = rows.under_way()
    elif choice.state == "completed":
        rows = rows.completed()
    if choice.mine:
        rows = rows.filter(business__adviser=staff)
    rows = rows.order_by("-started_on", "-pk").select_related(
        "business__adviser__person", "completion", "opened_by__person"
    )
    accepted = Finding.objects.accepted().order_by()
    return rows.annotate(
        accepted_count=_how_many(accepted),
        periods=_how_many(Diagnosis.statements.through.objects.all()),
    )


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """How many of the rows belong to the analysis: counted apart, for joined they multiply."""
    own = rows.filter(diagnosis=OuterRef("pk")).values("diagnosis").annotate(n=Count("pk"))
    return Coalesce(Subquery(own.values("n")), 0)


def analyses_of(business: Business, staff: Staff) -> DiagnosisQuerySet:
    """One business's analyses as far as ``staff`` may see them, the newest first."""
    rows = Diagnosis.objects.visible_to(staff).filter(business=business)
    return rows.select_related("completion", "opened_by__person")


def ready_to_begin(staff: Staff) -> BusinessQuerySet:
    """Businesses with accounts and without any analysis, one's own first."""
    kept = FinancialStatement.objects.realised().filter(business=OuterRef("pk"))
    begun = Diagnosis.objects.filter(business=OuterRef("pk"))
    rows = Business.objects.visible_to(staff).unerased().open()
    rows = rows.filter(Exists(kept)).exclude(Exists(begun))
    return rows.select_related("adviser__person").order_by("name_kana", "pk")
