"""Forms about staff, invitations, passwords and the history's filters."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.accounts.models import Organisation, Staff
from banso.accounts.password_fields import PasswordTwice, name_field, password_field
from banso.accounts.queries import HistoryFilter, history_kinds, people_of
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.forms import DayField, LineField


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label="メールアドレス",
        max_length=254,
        help_text="ログインのときに使います。メールは送りません。",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = LineField(label="氏名", max_length=60)
    role = forms.ChoiceField(
        label="役割",
        choices=[("", "選んでください"), *Role.choices()],
        help_text="役割ごとにできることは「権限の一覧」にあります。",
    )


class RoleForm(forms.Form):
    """Another role; remembers the version it was chosen over."""

    role = forms.ChoiceField(label="役割", choices=Role.choices())
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def see(self, version: int) -> None:
        """Take note of a newer version, so that saving again is done knowingly."""
        self.data = {**self.cleaned_data, "seen_version": version}


class DeactivationForm(forms.Form):
    """When and why someone stops being staff."""

    on = DayField(
        label="停止日",
        initial=clock.today,
        help_text="例：令和8年11月20日、R8.11.20。停止はすぐに効きます。",
    )
    reason = LineField(label="理由", max_length=200, help_text="例：退職、人事異動、派遣の終了")


class NewPersonForm(PasswordTwice):
    """Taking up an invitation for the first time."""

    name = name_field()
    field_order = ("name", "password", "again")


class NewPasswordForm(PasswordTwice):
    """Setting a forgotten password anew."""


class KnownPersonForm(forms.Form):
    """Taking up an invitation by someone who already signs in elsewhere."""

    password = password_field("いまお使いのパスワード", is_new=False)


class OwnNameForm(forms.Form):
    """One's own name."""

    name = name_field()


class OrganisationChoice(forms.Form):
    """Which of one's organisations to work for."""

    organisation = forms.UUIDField()


class HistoryFilterForm(forms.Form):
    """Whose changes, of which kind of row, on which day."""

    person = forms.ModelChoiceField(
        Staff.objects.none(),
        label="変更した人",
        required=False,
        empty_label="全員",
        to_field_name="public_id",
    )
    kind = forms.ChoiceField(label="種類", required=False)
    day = DayField(label="日付", required=False)

    def __init__(self, organisation: Organisation, asked: QueryDict) -> None:
        super().__init__(asked)
        self.fields["person"].queryset = people_of(organisation)  # type: ignore[attr-defined]
        kinds = [(kind.key, kind.label) for kind in history_kinds().values()]
        self.fields["kind"].choices = [("", "すべて"), *kinds]  # type: ignore[attr-defined]

    def chosen(self) -> HistoryFilter:
        """What was asked for; a filter that can't be read is left out."""
        self.full_clean()
        asked = self.cleaned_data
        staff = asked.get("person")
        return HistoryFilter(staff and staff.person, asked.get("kind", ""), asked.get("day"))

    def in_words(self) -> list[str]:
        """The filters in force, in words."""
        words = []
        for name, value in self.cleaned_data.items():
            if value:
                field = self.fields[name]
                shown = dict(getattr(field, "choices", ())).get(value, field.prepare_value(value))
                words.append(f"{field.label}：{value if name == 'person' else shown}")
        return words
