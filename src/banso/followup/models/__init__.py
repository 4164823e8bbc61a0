"""Rows of the room: its rules, choices of the office, owners' calls, check sheets and drift."""

from banso.followup.models.choices import (
    OwnerCall,
    RhythmChange,
    RhythmChangeQuerySet,
    Selection,
    SelectionQuerySet,
)
from banso.followup.models.drift import (
    DriftCase,
    DriftCaseQuerySet,
    GateReview,
    GateReviewQuerySet,
    GateReviewWithdrawal,
)
from banso.followup.models.outcomes import KeptOutcome
from banso.followup.models.settings import FollowUpSetting
from banso.followup.models.sheets import (
    CheckSheet,
    CheckSheetClosing,
    CheckSheetClosingQuerySet,
    CheckSheetQuerySet,
    Judgement,
    KpiReading,
)

__all__ = [
    "CheckSheet",
    "CheckSheetClosing",
    "CheckSheetClosingQuerySet",
    "CheckSheetQuerySet",
    "DriftCase",
    "DriftCaseQuerySet",
    "FollowUpSetting",
    "GateReview",
    "GateReviewQuerySet",
    "GateReviewWithdrawal",
    "Judgement",
    "KeptOutcome",
    "KpiReading",
    "OwnerCall",
    "RhythmChange",
    "RhythmChangeQuerySet",
    "Selection",
    "SelectionQuerySet",
]
