"""Forms of the words of a plan: one heading, and one line of SWOT."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, ProseField, WholeNumberField
from banso.diagnosis.models import SaidBy
from banso.plans.forms.plans import differing
from banso.plans.models import PlanPoint, PlanSection
from banso.plans.queries.sheet import SectionLine
from banso.plans.rules.kinds import characters
from banso.plans.rules.versions import PLACES


class SectionForm(forms.Form):
    """What is written under one heading, and whose words they are."""

    text = ProseField(label="本文", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    said_by = forms.ChoiceField(label="だれの言葉か", choices=SaidBy.choices, required=False)
    seen_version = WholeNumberField(lowest=0, highest=10**9, widget=forms.HiddenInput())

    def __init__(self, posted: QueryDict | None, *, line: SectionLine) -> None:
        row = line.row
        initial = {
            "text": line.text,
            "said_by": row.said_by if row else SaidBy.OWNER,
            "seen_version": line.version,
        }
        super().__init__(posted, initial=initial, auto_id=f"section-{line.section.key}-%s")
        counted = f"section-{line.section.key}-count"
        self.fields["text"].widget.attrs.update({"data-counted": counted})
        self.line = line
        self.conflict: dict[str, object] | None = None

    @property
    def length(self) -> int:
        """How many characters stand in the box now."""
        return characters(str(self["text"].value() or ""))

    def meet(self, theirs: PlanSection) -> dict[str, object]:
        """What a colleague saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        whose = SaidBy(typed["said_by"] or SaidBy.OWNER).label
        pairs = [
            ("本文", theirs.text, typed["text"]),
            ("だれの言葉か", theirs.get_said_by_display(), whose),
        ]
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {"differences": differing(pairs)}


class PointForm(forms.Form):
    """One line of SWOT: in which field, and what."""

    place = forms.ChoiceField(label="欄", choices=[*PLACES.items()])
    text = LineField(label="内容", required=False)
    seen_version = WholeNumberField(
        required=False, lowest=1, highest=10**9, widget=forms.HiddenInput()
    )

    def __init__(
        self, posted: QueryDict | None = None, *, point: PlanPoint | None = None, place: str = ""
    ) -> None:
        initial: dict[str, object] = {"place": place}
        if point is not None:
            initial = {"place": point.place, "text": point.text, "seen_version": point.version}
        super().__init__(posted, initial=initial)

    def written(self, point: PlanPoint) -> PlanPoint:
        """The line with what was typed."""
        point.place, point.text = self.cleaned_data["place"], self.cleaned_data["text"]
        return point

    def meet(self, theirs: PlanPoint) -> dict[str, object]:
        """What was saved meanwhile beside what was typed; saving again saves the latter."""
        typed = self.cleaned_data
        pairs = [
            ("欄", theirs.get_place_display(), PLACES[typed["place"]]),
            ("内容", theirs.text, typed["text"]),
        ]
        posted = cast("QueryDict", self.data).copy()
        posted["seen_version"] = str(theirs.version)
        self.data = posted
        return {"differences": differing(pairs)}
