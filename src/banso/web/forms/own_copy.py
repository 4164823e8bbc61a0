"""The form by which a business's own copy（開示）is made."""

from __future__ import annotations

from django import forms

from banso.core.forms import LineField
from banso.web.actions.own_copy import OwnersAsking


class OwnCopyForm(forms.Form):
    """Who asked, how they were recognised, and what is withheld for what reason."""

    asked_by = LineField(
        label="求めた人",
        max_length=60,
        help_text="代表者本人、または委任状のある代理人",
        error_messages={"required": "だれが求めたかを入力してください。"},
    )
    identity = LineField(
        label="本人確認の方法",
        max_length=200,
        help_text="例：窓口で運転免許証を確認、登記事項証明書と委任状",
        error_messages={"required": "どのように本人と確かめたかを入力してください。"},
    )
    withheld_because = LineField(
        label="注意・備考を出さない理由",
        required=False,
        max_length=150,
        help_text="空けると、注意・備考も出します。出さないときだけ理由を書きます（理由は記録に残ります）。",
    )

    def __init__(self, typed: object = None, *, may_withhold: bool) -> None:
        super().__init__(typed)  # type: ignore[arg-type] # a QueryDict or nothing
        if not may_withhold:
            del self.fields["withheld_because"]

    def asking(self) -> OwnersAsking:
        """What was typed."""
        return OwnersAsking(**self.cleaned_data)
