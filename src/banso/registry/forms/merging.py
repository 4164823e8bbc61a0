"""Choosing what stays of two entries（まとめる）, and saying why two are not one."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.db.models import Model
from django.http import QueryDict

from banso.core.era import in_era_day
from banso.core.forms import LineField
from banso.registry.actions import Merging
from banso.registry.models import Business
from banso.registry.queries import parts_of
from banso.registry.queries.merging import Part
from banso.registry.rules.merging import Chosen

_CLOSURE = "closure"


class MergeForm(forms.Form):
    """A choice for each group of fields in which the two entries differ."""

    seen_kept = forms.IntegerField(widget=forms.HiddenInput)
    seen_absorbed = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, kept: Business, absorbed: Business) -> None:
        super().__init__(
            typed, initial={"seen_kept": kept.version, "seen_absorbed": absorbed.version}
        )
        self.kept, self.absorbed = kept, absorbed
        self.parts = parts_of(kept, absorbed)
        for part in self.parts:
            if part.is_different:
                self.fields[part.key] = _choice(part.label, _offered(part))
        if kept.is_closed != absorbed.is_closed:
            offered = {Chosen.KEPT: _standing(kept), Chosen.ABSORBED: _standing(absorbed)}
            self.fields[_CLOSURE] = _choice("営業・廃業", offered)

    @property
    def choices(self) -> list[forms.BoundField]:
        """The fields to choose in, in the order of the card."""
        return self.visible_fields()

    @property
    def filled(self) -> list[Part]:
        """What is blank in the entry that stays and is filled from the other."""
        return [part for part in self.parts if not part.is_different]

    def see_again(self) -> None:
        """Go on from the entries as they are now, keeping what was chosen."""
        seen = {"seen_kept": self.kept.version, "seen_absorbed": self.absorbed.version}
        self.data = {**self.data.dict(), **seen} if isinstance(self.data, QueryDict) else seen

    def as_merging(self) -> Merging:
        """The merge as it was decided."""
        values = self.cleaned_data
        different = [part.key for part in self.parts if part.is_different]
        chosen = {key: Chosen(values.get(key) or Chosen.KEPT) for key in different}
        return Merging(
            self.kept,
            self.absorbed,
            (values["seen_kept"], values["seen_absorbed"]),
            chosen,
            Chosen(values.get(_CLOSURE) or Chosen.KEPT),
        )


class DistinctionForm(forms.Form):
    """Why two entries alike are two businesses（別の事業者）."""

    reason = LineField(
        label="理由",
        max_length=200,
        required=False,
        error_messages={"max_length": "理由は200字までで入力してください。"},
    )


def _offered(part: Part) -> dict[Chosen, str]:
    offered = {
        Chosen.KEPT: part.kept or "（空欄）",
        Chosen.ABSORBED: part.absorbed or "（空欄）",
    }
    return offered | {Chosen.BOTH: "両方をつなぐ"} if part.may_be_joined else offered


def _choice(label: str, offered: Mapping[Chosen, str]) -> forms.ChoiceField:
    whose = {Chosen.KEPT: "残す方：", Chosen.ABSORBED: "もう一方："}
    choices = [(key.value, f"{whose.get(key, '')}{words}") for key, words in offered.items()]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=Chosen.KEPT.value,
        widget=forms.RadioSelect,
        required=False,
    )


def _standing(business: Business) -> str:
    closure: Model | None = getattr(business, "closure", None)
    return f"廃業（{in_era_day(closure.on)}）" if closure else "営業中"  # type: ignore[attr-defined]
