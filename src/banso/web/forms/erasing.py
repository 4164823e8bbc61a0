"""The forms by which erasing a business is asked for, dropped and confirmed."""

from __future__ import annotations

from django import forms

from banso.core import clock
from banso.core.forms import DayField, LineField
from banso.registry.models import Business, ErasureRequest

_FACTS = ("asked_on", "asked_by", "ground", "identity", "note")


class ErasureRequestForm(forms.Form):
    """Who asked for it, when, on what ground, and how they were recognised."""

    asked_by = LineField(
        label="求めた人",
        max_length=120,
        help_text="本人・相続人・代理人の名前。商工会が自分で消すときは「商工会」",
        error_messages={"required": "だれが求めたかを入力してください。"},
    )
    asked_on = DayField(
        label="求めのあった日",
        initial=clock.today,
        error_messages={"required": "求めのあった日を入力してください。"},
    )
    ground = forms.ChoiceField(
        label="根拠",
        choices=ErasureRequest.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "根拠を選んでください。"},
    )
    identity = LineField(
        label="本人確認の方法",
        max_length=200,
        help_text="例：窓口で運転免許証を確認。商工会が自分で消すときは、決めた会議と日付",
        error_messages={"required": "どのように確かめたかを入力してください。"},
    )
    note = LineField(label="備考", required=False, max_length=400)

    def request_for(self, business: Business) -> ErasureRequest:
        """The request as typed, not yet saved."""
        return ErasureRequest(
            business=business, **{name: self.cleaned_data[name] for name in _FACTS}
        )


class ErasingForm(forms.Form):
    """That everything was checked, and the business's name, typed out."""

    kept_elsewhere = forms.BooleanField(
        label="残す義務のあるものを、この製品の外に保存した",
        error_messages={"required": "保存したことを確かめて、印を付けてください。"},
    )
    typed_name = LineField(
        label="確認のため、事業者名を入力",
        max_length=120,
        error_messages={"required": "事業者名を入力してください。"},
    )

    def __init__(self, typed: object = None, *, is_bound_to_keep: bool) -> None:
        super().__init__(typed)  # type: ignore[arg-type] # a QueryDict or nothing
        if not is_bound_to_keep:
            del self.fields["kept_elsewhere"]
