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
from banso.records.actions.promises import (
    fulfil_promise,
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

__all__ = [
    "LONGEST_REASON",
    "ONE_LOOK",
    "READING_AFTER_REPORT",
    "LooksRecorded",
    "RecordParts",
    "arrange_dispatch",
    "confide",
    "edit_dispatch",
    "edit_support",
    "fulfil_promise",
    "lift_confidence",
    "log_looks",
    "open_text",
    "record_support",
    "refuse_recorded_before",
    "reopen_promise",
    "report_dispatch",
    "restore_record",
    "set_topics",
    "withdraw_record",
]
