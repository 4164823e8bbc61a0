"""A first draft of a case（事例の下書き）from the records it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST_RECORDS = 20


@dataclass(frozen=True, slots=True)
class RecordText:
    """What one record says: its day, how the contact took place, what was heard and advised."""

    on: date
    kind: str
    heard: str
    advice: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The three texts that records can fill; why it went so is left to a person."""

    happened: str = ""
    done: str = ""
    outcome: str = ""


def draft_from(records: Sequence[RecordText]) -> Draft:
    """What was first heard, all that was advised, and what was heard afterwards.

    Of a series each paragraph begins with its month. Nothing is left out: a person shortens.
    """
    rows = sorted(records, key=lambda record: record.on)
    is_series = len(rows) > 1
    return Draft(
        happened=_paragraphs(rows[:1], "heard", is_series=is_series),
        done=_paragraphs(rows, "advice", is_series=is_series),
        outcome=_paragraphs(rows[1:], "heard", is_series=is_series),
    )


def _paragraphs(records: Sequence[RecordText], part: str, *, is_series: bool) -> str:
    return "\n".join(
        (f"（{record.on.month}月・{record.kind}）" if is_series else "") + getattr(record, part)
        for record in records
        if getattr(record, part)
    )
