"""Rows of the room: its rules, choices of the office, owners' calls, check sheets and drift."""

from banso.followup.models.calendar import CalendarFeed
from banso.followup.models.choices import (
    OwnerCall,
    OwnerCallQuerySet,
    OwnerReport,
    RhythmChange,
    RhythmChangeQuerySet,
    Selection,
    SelectionQuerySet,
)
from banso.followup.models.digests import DigestRhythm, DigestSent, DigestWish
from banso.followup.models.drift import (
    DriftCase,
    DriftCaseQuerySet,
    GateReview,
    GateReviewQuerySet,
    GateReviewWithdrawal,
)
from banso.followup.models.handovers import (
    HandedBusiness,
    HandedBusinessQuerySet,
    Handover,
    HandoverQuerySet,
    HandoverReceipt,
    HandoverStart,
    HandoverWithdrawal,
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
    "CalendarFeed",
    "CheckSheet",
    "CheckSheetClosing",
    "CheckSheetClosingQuerySet",
    "CheckSheetQuerySet",
    "DigestRhythm",
    "DigestSent",
    "DigestWish",
    "DriftCase",
    "DriftCaseQuerySet",
    "FollowUpSetting",
    "GateReview",
    "GateReviewQuerySet",
    "GateReviewWithdrawal",
    "HandedBusiness",
    "HandedBusinessQuerySet",
    "Handover",
    "HandoverQuerySet",
    "HandoverReceipt",
    "HandoverStart",
    "HandoverWithdrawal",
    "Judgement",
    "KeptOutcome",
    "KpiReading",
    "OwnerCall",
    "OwnerCallQuerySet",
    "OwnerReport",
    "RhythmChange",
    "RhythmChangeQuerySet",
    "Selection",
    "SelectionQuerySet",
]
