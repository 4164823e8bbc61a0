"""Forms of the conversation: one thing said, and the same edited."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, ProseField, WholeNumberField
from banso.diagnosis.models import Diagnosis, SaidBy, SheetEntry
from banso.diagnosis.models.sheets import HEAVIEST

MIDDLE = 3
WEIGHTS = [(str(number), str(number)) for number in range(HEAVIEST, 0, -1)]


class SayForm(forms.Form):
    """One thing said, from the line under a cell; ``pair`` are the pairs a strategy rests on.

    What is too long or empty is refused by the action, with the same words everywhere.
    """

    sheet = LineField(required=False)
    cell = LineField(required=False)
    text = LineField(label="内容", required=False)
    said_by = forms.ChoiceField(
        label="だれの言葉か", choices=[("", ""), *SaidBy.choices], required=False
    )
    weight = forms.ChoiceField(label="重さ", choices=[("", ""), *WEIGHTS], required=False)

    def __init__(self, posted: QueryDict) -> None:
        super().__init__(posted)
        self.pairs = posted.getlist("pair")
        self.is_valid()

    def entry(self, diagnosis: Diagnosis) -> SheetEntry:
        """What was said, not yet kept."""
        typed = self.cleaned_data
        text = typed.get("text", "")
        if text and self.pairs:
            text = f"{text}（{'、'.join(self.pairs)}）"
        return SheetEntry(
            diagnosis=diagnosis,
            sheet=typed.get("sheet", ""),
            cell=typed.get("cell", ""),
            text=text,
            said_by=typed.get("said_by") or SaidBy.OWNER,
            weight=int(typed.get("weight") or MIDDLE),
        )

    @property
    def typed(self) -> dict[str, object]:
        """What was typed and why it was refused, for the line it stands in."""
        names = ("sheet", "cell", "text", "said_by", "weight")
        refusals = [words for said in self.errors.values() for words in said]
        return {
            **{name: self.data.get(name, "") for name in names},
            "pairs": self.pairs,
            "refusals": refusals,
        }


class EntryForm(forms.Form):
    """One thing said, said otherwise."""

    text = ProseField(label="内容", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    said_by = forms.ChoiceField(label="だれの言葉か", choices=SaidBy.choices)
    weight = forms.ChoiceField(label="重さ（5がいちばん重い）", choices=WEIGHTS)
    seen_version = WholeNumberField(lowest=1, highest=10**9, widget=forms.HiddenInput())

    def __init__(self, posted: QueryDict | None, *, entry: SheetEntry) -> None:
        initial = {
            "text": entry.text,
            "said_by": entry.said_by,
            "weight": str(entry.weight),
            "seen_version": entry.version,
        }
        super().__init__(posted, initial=initial, auto_id=f"entry-{entry.public_id}-%s")

    def written(self, entry: SheetEntry) -> SheetEntry:
        """The entry with what was typed."""
        typed = self.cleaned_data
        entry.text = " ".join(typed["text"].split("\n"))
        entry.said_by, entry.weight = typed["said_by"], int(typed["weight"])
        return entry

    def meet(self, theirs: SheetEntry) -> dict[str, object]:
        """What a colleague saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        pairs = [
            ("内容", theirs.text, typed["text"]),
            (
                "だれの言葉か",
                theirs.get_said_by_display(),
                SaidBy(typed["said_by"]).label,
            ),
            ("重さ", str(theirs.weight), typed["weight"]),
        ]
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        moment: datetime = theirs.written_at
        return {
            "by": theirs.written_by.person.name,
            "moment": moment,
            "differences": [
                {"label": label, "theirs": kept, "yours": mine}
                for label, kept, mine in pairs
                if kept != mine
            ],
        }
