"""Decisions of the room."""

from banso.followup.actions.asking import Wish, ask_for_visit, report_done, take_report_back
from banso.followup.actions.calendar import (
    IssuedFeed,
    choose_for_feed,
    close_feed,
    make_feed,
    note_reading,
)
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
from banso.followup.actions.choosing import select_plans
from banso.followup.actions.closing import Visit, close_check_sheet, refusal_of
from banso.followup.actions.digests import send_digests, wish_digest
from banso.followup.actions.drift import notice_drifts
from banso.followup.actions.forgetting import forget_follow_up
from banso.followup.actions.handing_over import (
    bring_back_handover,
    carry_out_handovers,
    confirm_read,
    withdraw_handover,
    write_handover,
)
from banso.followup.actions.nightly import Noticed, notice_all_drifts
from banso.followup.actions.outcomes import keep_outcomes
from banso.followup.actions.reviews import (
    put_back_review,
    refusals_beside,
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
    open_check_sheet_again,
    plan_visit,
)

__all__ = [
    "IssuedFeed",
    "Noticed",
    "Visit",
    "Wish",
    "ask_for_visit",
    "bring_back_call",
    "bring_back_check_sheet",
    "bring_back_handover",
    "bring_back_selection",
    "carry_out_handovers",
    "change_rhythm",
    "choose_for_feed",
    "close_check_sheet",
    "close_feed",
    "confirm_read",
    "discard_check_sheet",
    "drop_call",
    "drop_selection",
    "fill_check_sheet",
    "forget_follow_up",
    "keep_outcomes",
    "keep_rules",
    "make_feed",
    "note_reading",
    "notice_all_drifts",
    "notice_drifts",
    "open_check_sheet",
    "open_check_sheet_again",
    "plan_visit",
    "put_back_review",
    "refusal_of",
    "refusals_beside",
    "refuse_rhythm",
    "report_done",
    "review_drift",
    "revise_after_review",
    "select_plan",
    "select_plans",
    "send_digests",
    "take_call",
    "take_report_back",
    "undo_rhythm_change",
    "wish_digest",
    "withdraw_handover",
    "withdraw_review",
    "write_handover",
]
