"""Forms of the adoption（策定）, a revision（改訂）, and the owner's yes to either."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from banso.core import clock
from banso.core.forms import DayField, LineField, ProseField
from banso.core.uploads.checking import check_upload
from banso.plans.actions import Confirmed
from banso.plans.models import How

LATER = "later"
_WAYS = [
    (How.IN_PERSON.value, "対面：いま、事業者と読み合わせた"),
    (How.PAPER.value, "書面：署名した書面を受け取った"),
    (LATER, "リンク：事業者がスマートフォンで確認する（あとで）"),
]


class ConfirmationForm(forms.Form):
    """How the owner said yes, by name, with a picture of the signature where there is one.

    The way is never chosen beforehand: one careless press would keep a yes nobody gave.
    """

    how = forms.ChoiceField(
        label="事業者の確認",
        choices=_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "確認のしかたを選んでください。"},
    )
    name = LineField(
        label="確認した人の名前",
        required=False,
        help_text="リンクのときは、事業者が自分で書きます。",
    )
    signature = forms.FileField(
        label="署名の写真（なくてもかまいません）", required=False, allow_empty_file=True
    )

    def confirmed(self) -> Confirmed | None:
        """The owner's yes; ``None`` when it comes by the link. Refuses what is no yes."""
        typed: dict[str, Any] = self.cleaned_data
        if typed["how"] == LATER:
            return None
        upload = typed["signature"]
        signature = check_upload(upload, field="signature") if upload else None
        return Confirmed(typed["how"], typed["name"], signature)


class AdoptionForm(ConfirmationForm):
    """On which day the owner adopted the plan, and how the owner said yes."""

    on = DayField(label="策定日", error_messages={"required": "策定日を入力してください。"})
    field_order = ("on", "how", "name", "signature")

    def __init__(
        self, posted: QueryDict | None, files: MultiValueDict[str, Any] | None, *, owner: str
    ) -> None:
        first = {"on": clock.today(), "name": owner}
        super().__init__(posted, files, initial=first)


class RevisionForm(ConfirmationForm):
    """On which day the plan was revised, why, and how the owner said yes."""

    on = DayField(label="改訂日", error_messages={"required": "改訂日を入力してください。"})
    reason = ProseField(
        label="改訂の理由", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("on", "reason", "how", "name", "signature")

    def __init__(
        self, posted: QueryDict | None, files: MultiValueDict[str, Any] | None, *, owner: str
    ) -> None:
        first = {"on": clock.today(), "name": owner}
        super().__init__(posted, files, initial=first)


class OwnerYesForm(forms.Form):
    """The owner's own yes: the name, typed."""

    name = LineField(label="お名前", required=False, help_text="この計画を決めた方のお名前。")
    number = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=10**6)
