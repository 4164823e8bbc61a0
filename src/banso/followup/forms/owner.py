"""Forms of the owner's own page."""

from __future__ import annotations

from django import forms

from banso.core.forms import LineField
from banso.core.refusals import RuleViolation
from banso.followup.actions import Wish
from banso.registry.rules.phone import parse_phone


class WishForm(forms.Form):
    """What the owner wants to be visited about（訪問のお願い）."""

    what = LineField(
        label="相談したいこと",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    convenient = LineField(
        label="都合のよいとき",
        required=False,
        help_text="例：来週の平日の午後。空けてもかまいません。",
    )
    phone = LineField(
        label="連絡のつく電話",
        required=False,
        help_text="空けると、いつもの番号に連絡します。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        """Refuse what nobody could ring."""
        typed: str = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            return parse_phone(typed, field="phone").readable
        except RuleViolation as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal

    def wish(self) -> Wish:
        """As the owner's decision takes it."""
        typed = self.cleaned_data
        return Wish(" ".join(typed["what"].split()), typed["convenient"], typed["phone"])
