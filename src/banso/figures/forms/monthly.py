"""Forms of monthly figures: a cell for each month and item, 「不明」 written in the cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from banso.core.era import in_era_month
from banso.core.forms import LineField
from banso.core.refusals import RuleViolation
from banso.figures.actions import Change, MonthlyCell
from banso.figures.models import Evidence
from banso.figures.queries.monthly import GridCell
from banso.figures.rules.monthly import (
    CASHLESS,
    UNKNOWN,
    Answer,
    MonthlyItem,
    cashless_above_sales,
    read_answer,
)


class AnswerField(LineField):
    """A number in the item's unit, 「不明」, or nothing."""

    def __init__(self, item: MonthlyItem, label: str) -> None:
        super().__init__(label=label, required=False)
        self.item = item

    def clean(self, value: object) -> Answer | None:
        """Read the answer; what cannot be read is refused at the cell."""
        try:
            return read_answer(str(super().clean(value) or ""), self.item)
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal


class MonthlyForm(forms.Form):
    """Some months of some items."""

    evidence = forms.ChoiceField(label="証憑", choices=Evidence.choices)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, cells: Sequence[GridCell]) -> None:
        opened = marks_of_cells(cells)
        super().__init__(typed, initial={"evidence": Evidence.DECLARED, "opened": opened})
        self.cells = {cell.name: cell for cell in cells}
        for cell in cells:
            label = f"{in_era_month(cell.month)}　{cell.item.ja}"
            self.fields[cell.name] = AnswerField(cell.item, label)
            self.fields[cell.name].initial = cell.text

    def changes(self) -> dict[MonthlyCell, Change]:
        """The cells whose answer is another than when the page was opened."""
        opened = self._opened()
        found = {}
        for name, cell in self.cells.items():
            answer = self.cleaned_data[name]
            before = opened.get(name, cell.text)
            if (answer.text if answer else "") != before:
                found[cell.month, cell.item.key] = Change(answer, before)
        return found

    def _opened(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self.cleaned_data.get("opened") or "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}


def marks_of_cells(cells: Sequence[GridCell]) -> str:
    """What the page carries hidden, to tell later which cells were changed."""
    return json.dumps({cell.name: cell.text for cell in cells})


class OwnerForm(MonthlyForm):
    """What the owner is asked: one month, and no evidence but the owner's own word.

    A box 「わからない」 stands beside each number, so that nobody types 不明 on a keypad.
    """

    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, cells: Sequence[GridCell]) -> None:
        super().__init__(typed, cells=cells)
        self.asked = ""
        del self.fields["evidence"]
        for cell in cells:
            is_unknown = cell.text == UNKNOWN
            number = self.fields[cell.name]
            number.initial = "" if is_unknown else cell.text
            number.widget.attrs["inputmode"] = "decimal" if cell.item.decimals else "numeric"
            box = forms.BooleanField(label="わからない", required=False, initial=is_unknown)
            self.fields[_box_of(cell.name)] = box

    def clean(self) -> dict[str, Any]:
        """Take a ticked box for 不明 where no number stands; ask about more cashless than sales."""
        said = self.cleaned_data
        for name in self.cells:
            if said.get(name) is None and said.get(_box_of(name)) and name not in self.errors:
                said[name] = Answer(is_unknown=True)
        answers = {cell.item.key: said.get(name) for name, cell in self.cells.items()}
        words = cashless_above_sales(answers)
        if words and said.get("confirmed") != words:
            self.asked = words
            name = next(one for one, cell in self.cells.items() if cell.item.key == CASHLESS)
            self.add_error(name, ValidationError(words, code="cashless-above-sales"))
        return said

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each number with its box."""
        return [(self[name], self[_box_of(name)]) for name in self.cells]


def _box_of(name: str) -> str:
    return f"{name}-unknown"
