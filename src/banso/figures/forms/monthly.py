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
from banso.figures.rules.monthly import Answer, MonthlyItem, read_answer


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
    """What the owner is asked: one month, and no evidence but the owner's own word."""

    def __init__(self, typed: QueryDict | None, *, cells: Sequence[GridCell]) -> None:
        super().__init__(typed, cells=cells)
        del self.fields["evidence"]
