"""The form by which a key for a program is asked for."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.accounts.rules import SCOPES, Role
from banso.core.forms import DayField, LineField


class TokenForm(forms.Form):
    """What the token is for, as whom it acts, what it may do, and until when."""

    name = LineField(
        label="使いみち", max_length=60, help_text="例：会計ソフトとの連携、月次の集計"
    )
    staff = forms.ModelChoiceField(
        Staff.objects.none(),
        label="だれとして使うか",
        to_field_name="public_id",
        empty_label=None,
        help_text="記録や履歴には、この職員の名前が残ります。",
        error_messages={"invalid_choice": "この職員は選べません。選び直してください。"},
    )
    scopes = forms.MultipleChoiceField(
        label="できること",
        choices=[(scope.key, scope.label) for scope in SCOPES.values()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "できることを1つ以上選んでください。"},
    )
    ends_on = DayField(label="使える最後の日", help_text="1年までです。例：令和9年3月31日")

    def __init__(self, typed: QueryDict | None = None, *, staff: Staff) -> None:
        super().__init__(typed, initial={"staff": staff.public_id})
        own = Staff.objects.visible_to(staff).active().filter(role__in=Role.office())
        field = cast("forms.ModelChoiceField[Staff]", self.fields["staff"])
        field.queryset = own.select_related("person")
