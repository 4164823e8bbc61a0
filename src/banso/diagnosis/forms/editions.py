"""The choice of an edition: all of it, or for handing out with parts left out."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.diagnosis.rules.editions import Edition, Part

_FOR = {"": "社内用（社外秘。すべて載せる）", "handout": "お渡し用"}


class EditionForm(forms.Form):
    """Which edition is asked for; leaving something out makes it one for handing out."""

    edition = forms.ChoiceField(
        label="版", choices=[*_FOR.items()], required=False, widget=forms.RadioSelect
    )
    hide = forms.MultipleChoiceField(
        label="金融機関などに見せない数字を伏せる",
        choices=[(part.value, part.ja) for part in Part],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "伏せるものは、一覧から選んでください。"},
    )

    def chosen(self) -> Edition:
        """The edition, once the form is valid."""
        hidden = frozenset(Part(value) for value in self.cleaned_data["hide"])
        return Edition(bool(self.cleaned_data["edition"] or hidden), hidden)


def query_of(edition: Edition) -> str:
    """The edition as an address carries it."""
    kept = QueryDict(mutable=True)
    if edition.is_handout:
        kept["edition"] = "handout"
        kept.setlist("hide", [part.value for part in Part if edition.hides(part)])
    return kept.urlencode()
