"""Decisions of the room."""

from banso.followup.actions.choices import (
    bring_back_call,
    bring_back_selection,
    change_rhythm,
    drop_call,
    drop_selection,
    refuse_rhythm,
    select_plan,
    take_call,
    undo_rhythm_change,
)
from banso.followup.actions.closing import Visit, close_check_sheet
from banso.followup.actions.drift import notice_drifts
from banso.followup.actions.forgetting import forget_follow_up
from banso.followup.actions.nightly import Noticed, notice_all_drifts
from banso.followup.actions.outcomes import keep_outcomes
from banso.followup.actions.reviews import (
    put_back_review,
    review_drift,
    revise_after_review,
    withdraw_review,
)
from banso.followup.actions.settings import keep_rules
from banso.followup.actions.sheets import (
    bring_back_check_sheet,
    discard_check_sheet,
    fill_check_sheet,
    open_check_sheet,
)

__all__ = [
    "Noticed",
    "Visit",
    "bring_back_call",
    "bring_back_check_sheet",
    "bring_back_selection",
    "change_rhythm",
    "close_check_sheet",
    "discard_check_sheet",
    "drop_call",
    "drop_selection",
    "fill_check_sheet",
    "forget_follow_up",
    "keep_outcomes",
    "keep_rules",
    "notice_all_drifts",
    "notice_drifts",
    "open_check_sheet",
    "put_back_review",
    "refuse_rhythm",
    "review_drift",
    "revise_after_review",
    "select_plan",
    "take_call",
    "undo_rhythm_change",
    "withdraw_review",
]
