"""Reads of the room: the agenda, a firm's timeline, and the list of records with its counts."""

from banso.records.queries.agenda import SHUT, PlannedContact, planned_contacts
from banso.records.queries.confidences import (
    LookChoice,
    circle_of,
    looks_at,
    looks_for,
    sees_looks,
)
from banso.records.queries.handover import (
    LeftBehind,
    in_the_hands_of_someone_stopped,
    left_behind,
)
from banso.records.queries.likely import likely_reasons, likely_topics
from banso.records.queries.listing import (
    DispatchCount,
    RecordChoice,
    RecordCount,
    count_of,
    count_of_dispatches,
    dispatches_for,
    edits_of,
    for_a_page,
    records_for,
    withdrawals_of,
)
from banso.records.queries.promises import (
    DuePromise,
    PromiseChoice,
    PromiseState,
    due_promises,
    kept_promises,
    named_promise,
    open_promises,
    promises_asked,
    promises_of,
    tell,
)
from banso.records.queries.timeline import PromiseLine, TimelineEntry, timeline_of

__all__ = [
    "SHUT",
    "DispatchCount",
    "DuePromise",
    "LeftBehind",
    "LookChoice",
    "PlannedContact",
    "PromiseChoice",
    "PromiseLine",
    "PromiseState",
    "RecordChoice",
    "RecordCount",
    "TimelineEntry",
    "circle_of",
    "count_of",
    "count_of_dispatches",
    "dispatches_for",
    "due_promises",
    "edits_of",
    "for_a_page",
    "in_the_hands_of_someone_stopped",
    "kept_promises",
    "left_behind",
    "likely_reasons",
    "likely_topics",
    "looks_at",
    "looks_for",
    "named_promise",
    "open_promises",
    "planned_contacts",
    "promises_asked",
    "promises_of",
    "records_for",
    "sees_looks",
    "tell",
    "timeline_of",
    "withdrawals_of",
]
