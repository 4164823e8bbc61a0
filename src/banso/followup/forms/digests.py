"""Whether and when one wants reminders by e-mail."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.followup.models import DigestRhythm, DigestWish

NEVER = ("", "送らない")


class DigestForm(forms.Form):
    """One's own choice; off at first."""

    rhythm = forms.ChoiceField(
        label="いつ送るか",
        choices=[NEVER, *DigestRhythm.choices],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "いつ送るかを選んでください。"},
    )
    with_names = forms.BooleanField(
        label="事業者名を入れる",
        required=False,
        help_text="入れると、訪問先の名前がメールのサーバーと受信箱に残ります。入れなければ、件数と日付だけです。",
    )

    def __init__(self, typed: QueryDict | None, *, wish: DigestWish | None) -> None:
        initial = {
            "rhythm": wish.rhythm if wish else "",
            "with_names": bool(wish and wish.with_names),
        }
        super().__init__(typed, initial=initial)
