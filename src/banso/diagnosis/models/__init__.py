"""Rows of the room: analyses, what was said in conversation, findings, steps, seminars."""

from banso.diagnosis.models.diagnoses import (
    Completion,
    Diagnosis,
    DiagnosisQuerySet,
)
from banso.diagnosis.models.findings import (
    Finding,
    FindingQuerySet,
    Remedy,
    Verdict,
)
from banso.diagnosis.models.priorities import PriorityChoice, PriorityChoiceQuerySet
from banso.diagnosis.models.seminars import (
    AnalysisRequest,
    AnalysisRequestQuerySet,
    RequestAnswer,
    SeminarSession,
    SeminarSessionQuerySet,
    Workbook,
    WorkbookQuerySet,
)
from banso.diagnosis.models.sheets import SaidBy, SheetEntry, SheetEntryQuerySet
from banso.diagnosis.models.standards import StandardsTable
from banso.diagnosis.models.steps import ActionStep, ActionStepQuerySet

__all__ = [
    "ActionStep",
    "ActionStepQuerySet",
    "AnalysisRequest",
    "AnalysisRequestQuerySet",
    "Completion",
    "Diagnosis",
    "DiagnosisQuerySet",
    "Finding",
    "FindingQuerySet",
    "PriorityChoice",
    "PriorityChoiceQuerySet",
    "Remedy",
    "RequestAnswer",
    "SaidBy",
    "SeminarSession",
    "SeminarSessionQuerySet",
    "SheetEntry",
    "SheetEntryQuerySet",
    "StandardsTable",
    "Verdict",
    "Workbook",
    "WorkbookQuerySet",
]
