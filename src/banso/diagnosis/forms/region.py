"""Forms of the region: which fields are chosen for a year, and for whom a paper is made."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, WholeNumberField, add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.priorities import MOST, PriorityField
from banso.diagnosis.rules.regional import PROBLEMS

RECIPIENTS = ("高崎市", "群馬県よろず支援拠点", "金融機関", "その他の支援機関")
_CHOICES = [("", "選ばない"), *((key, problem.ja) for key, problem in PROBLEMS.items())]


class PrioritiesForm(forms.Form):
    """Up to five fields, the first the most important, each with its reason."""

    seen_version = WholeNumberField(highest=10**9, widget=forms.HiddenInput())

    def __init__(
        self, data: QueryDict | None, *, fields: Sequence[PriorityField], version: int
    ) -> None:
        super().__init__(data, initial={"seen_version": version, **_initial(fields)})
        for place in range(1, MOST + 1):
            self.fields[f"problem_{place}"] = forms.ChoiceField(
                label=f"{place}番目の課題", choices=_CHOICES, required=False
            )
            self.fields[f"reason_{place}"] = LineField(label=f"{place}番目の理由", required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The places in order: problem and reason."""
        return [(self[f"problem_{place}"], self[f"reason_{place}"]) for place in range(1, MOST + 1)]

    def chosen(self) -> list[PriorityField]:
        """What was typed; places left empty are passed over."""
        return [PriorityField(*self._typed(place)) for place in self._filled()]

    def refuse(self, refusal: RuleViolation) -> None:
        """Show a refusal at the place it is about, counted as the form counts."""
        name, _, place = (refusal.field or "").rpartition("_")
        filled = self._filled()
        if place.isdigit() and int(place) <= len(filled):
            field = f"{name}_{filled[int(place) - 1]}"
            refusal = RuleViolation(refusal.code, refusal.message, field=field)
        add_refusal(self, refusal)

    def see_the_newest(self) -> None:
        """Let the next sending go over what a colleague kept meanwhile, now that it is shown."""
        self.data = {**self.data, "seen_version": str(self.initial["seen_version"])}

    def _filled(self) -> list[int]:
        return [place for place in range(1, MOST + 1) if any(self._typed(place))]

    def _typed(self, place: int) -> tuple[str, str]:
        typed = self.cleaned_data
        return typed.get(f"problem_{place}", ""), typed.get(f"reason_{place}", "")


def _initial(fields: Sequence[PriorityField]) -> dict[str, str]:
    initial: dict[str, str] = {}
    for place, one in enumerate(fields, start=1):
        initial |= {f"problem_{place}": one.problem, f"reason_{place}": one.reason}
    return initial


class RecipientForm(forms.Form):
    """For whom the paper is made: a word on its first page, no more."""

    recipient = forms.ChoiceField(
        label="渡す先",
        choices=[("", "書かない"), *((one, one) for one in RECIPIENTS)],
        required=False,
    )
