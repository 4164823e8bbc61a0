"""Decisions about support records, promises and dispatches; each one transaction."""

from banso.records.actions.confidences import (
    ONE_LOOK,
    confide,
    lift_confidence,
    log_looks,
    open_text,
)
from banso.records.actions.dispatches import (
    READING_AFTER_REPORT,
    arrange_dispatch,
    edit_dispatch,
    report_dispatch,
)
from banso.records.actions.handover import HandedOver, HandoverParts, hand_over
from banso.records.actions.promises import (
    drop_promise,
    fulfil_promise,
    move_promise,
    move_promise_back,
    reopen_promise,
)
from banso.records.actions.support import (
    LONGEST_REASON,
    LooksRecorded,
    RecordParts,
    edit_support,
    record_support,
    refuse_recorded_before,
    restore_record,
    set_topics,
    withdraw_record,
)
from banso.records.actions.templates import (
    edit_template,
    give_templates,
    keep_template,
    offer_template_again,
    retire_template,
)

__all__ = [
    "LONGEST_REASON",
    "ONE_LOOK",
    "READING_AFTER_REPORT",
    "HandedOver",
    "HandoverParts",
    "LooksRecorded",
    "RecordParts",
    "arrange_dispatch",
    "confide",
    "drop_promise",
    "edit_dispatch",
    "edit_support",
    "edit_template",
    "fulfil_promise",
    "give_templates",
    "hand_over",
    "keep_template",
    "lift_confidence",
    "log_looks",
    "move_promise",
    "move_promise_back",
    "offer_template_again",
    "open_text",
    "record_support",
    "refuse_recorded_before",
    "reopen_promise",
    "report_dispatch",
    "restore_record",
    "retire_template",
    "set_topics",
    "withdraw_record",
]
