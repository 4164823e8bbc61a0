"""The boxes of a check sheet: one for everything its items ask, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from banso.core.forms import DayField, DecimalLineField, YenLineField
from banso.followup.forms.sheet_rows import ProseBox, ShortLine, TickField
from banso.followup.rules.answers import LONGEST_NOTE, LONGEST_TEXT, Answers
from banso.followup.rules.sheet import KpiItem, MeasureItem, SheetItems, going_key

# What the closing tells once the visit is recorded, and what each is while it is not told.
HALF: dict[str, Any] = {
    "on": None, "judgement": "", "next_on": None, "contact": "", "minutes": None,
}  # fmt: skip
_MOST = 10**12


@dataclass(frozen=True, slots=True)
class MeasureBoxes:
    """A measure with its tick, its day and how it goes."""

    item: MeasureItem
    done: BoundField
    on: BoundField
    note: BoundField


@dataclass(frozen=True, slots=True)
class KpiBoxes:
    """A KPI with the box for its number and the one for わからない.

    ``sure`` is a number that jumped and was asked about: sent again, it is meant.
    """

    item: KpiItem
    value: BoundField
    unknown: BoundField
    sure: str = ""


def asked_boxes(items: SheetItems) -> Iterator[tuple[str, forms.Field]]:
    """A box for everything the sheet asks."""
    for promise in items.promises:
        yield f"kept-{promise.id}", TickField(label=f"「{promise.what}」守られた", required=False)
    for measure in items.measures:
        named = f"「{measure.what}」"
        yield f"done-{measure.id}", TickField(label=f"{named}済んだ", required=False)
        yield f"done_on-{measure.id}", DayField(label=f"{named}済んだ日", required=False)
        yield f"note-{measure.id}", ShortLine(f"{named}ようす・結果", most=LONGEST_NOTE)
    for kpi in items.kpis:
        label = f"「{kpi.name}」今の数"
        kind = YenLineField if kpi.unit == "円" else DecimalLineField
        number = kind(label=label, required=False, lowest=-_MOST, highest=_MOST)
        yield f"kpi-{kpi.id}", number
        yield f"unknown-{kpi.id}", TickField(label=f"「{kpi.name}」わからない", required=False)
    for question in items.questions:
        box = ProseBox(question.ask, rows=2, most=LONGEST_TEXT, is_counted=False)
        yield f"q-{question.key}", box


def typed_of(items: SheetItems, answers: Answers) -> dict[str, Any]:
    """The answers by the names of their boxes."""
    told: dict[str, Any] = {"heard": answers.heard, "advice": answers.advice}
    told |= {f"kept-{one.id}": one.id in answers.kept for one in items.promises}
    for measure in items.measures:
        done = answers.measures.get(measure.id)
        going = answers.questions.get(going_key(measure.id), "")
        told[f"done-{measure.id}"] = done is not None
        told[f"done_on-{measure.id}"] = done.on if done else None
        told[f"note-{measure.id}"] = done.note if done else going
    for kpi in items.kpis:
        value = answers.kpis.get(kpi.id)
        told[f"kpi-{kpi.id}"] = value
        told[f"unknown-{kpi.id}"] = kpi.id in answers.kpis and value is None
    told |= {f"q-{one.key}": answers.questions.get(one.key, "") for one in items.questions}
    return told | {name: value for name in HALF if (value := getattr(answers, name))}
