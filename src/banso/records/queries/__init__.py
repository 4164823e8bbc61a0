"""Reads of the room: the agenda, a firm's timeline, and the list of records with its counts."""

from banso.records.queries.agenda import (
    DuePromise,
    PlannedContact,
    PromiseChoice,
    due_promises,
    named_promise,
    open_promises,
    planned_contacts,
    promises_asked,
    promises_of,
    tell,
)
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
from banso.records.queries.timeline import PromiseLine, TimelineEntry, timeline_of

__all__ = [
    "DispatchCount",
    "DuePromise",
    "PlannedContact",
    "PromiseChoice",
    "PromiseLine",
    "RecordChoice",
    "RecordCount",
    "TimelineEntry",
    "count_of",
    "count_of_dispatches",
    "dispatches_for",
    "due_promises",
    "edits_of",
    "for_a_page",
    "named_promise",
    "open_promises",
    "planned_contacts",
    "promises_asked",
    "promises_of",
    "records_for",
    "tell",
    "timeline_of",
    "withdrawals_of",
]
