"""The short form after a visit（訪問後3分）: the contact form with little to fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from banso.records.forms.contact import ContactForm
from banso.records.models import Promise

RESULTS = ("順調", "変わりなし", "要注意", "次の手が必要")


class AfterForm(ContactForm):
    """How it went in one tap, one sentence, promises kept, one new promise, the next day.

    The result（順調 …）has no field of its own: it stands in brackets before what was heard, where
    people read it and the search finds it.
    """

    result = forms.ChoiceField(
        label="ようす",
        choices=[(word, word) for word in RESULTS],
        widget=forms.RadioSelect,
        required=False,
    )
    empty_rows = ({"side": Promise.Side.OURS},)

    def clean(self) -> dict[str, Any]:
        """Put the result before the sentence, then check as any contact is checked."""
        typed = self.cleaned_data
        if "heard" in typed:
            typed["heard"] = with_result(typed.get("result", ""), typed["heard"])
        return super().clean()


def with_result(result: str, heard: str) -> str:
    """「【順調】試作が終わった。」; the sentence alone where no result was chosen."""
    return f"【{result}】{heard}" if result in RESULTS else heard


def told_in_full(typed: QueryDict) -> QueryDict:
    """What the short form held, as the full form holds it（くわしく書く）."""
    full = typed.copy()
    full["heard"] = with_result(full.get("result", ""), full.get("heard", ""))
    full.pop("result", None)
    return full
