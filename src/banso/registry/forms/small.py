"""The small forms on a business's page: contacts, consents, closure."""

from __future__ import annotations

from django import forms

from banso.core import clock
from banso.core.forms import DayField, LineField
from banso.registry.forms.fields import MailField, PhoneField
from banso.registry.models import Consent, ConsentScope, ContactPerson


class ContactForm(forms.ModelForm[ContactPerson]):
    """Someone to talk to at a business（連絡先）."""

    phone = PhoneField(label="電話", max_length=40, required=False)
    email = MailField(label="メール", max_length=254, required=False)

    class Meta:
        model = ContactPerson
        fields = ("name", "position", "phone", "email", "note")
        field_classes = {"name": LineField, "position": LineField, "note": LineField}
        help_texts = {"position": "妻、経理、後継者など"}
        error_messages = {"name": {"required": "氏名を入力してください。"}}


class ConsentForm(forms.ModelForm[Consent]):
    """A consent as it was given（同意）."""

    scope = forms.ChoiceField(
        label="同意の範囲",
        choices=ConsentScope.choices,
        error_messages={"required": "同意の範囲を選んでください。"},
    )
    given_on = DayField(
        label="同意日",
        initial=clock.today,
        help_text="令和8年11月20日、R8.11.20、11/20",
        error_messages={"required": "同意日を入力してください。"},
    )

    class Meta:
        model = Consent
        fields = ("scope", "given_on", "given_by", "note")
        field_classes = {"given_by": LineField, "note": LineField}


class WithdrawalForm(forms.Form):
    """The day a consent was withdrawn（撤回）."""

    on = DayField(
        label="撤回日",
        initial=clock.today,
        error_messages={"required": "撤回日を入力してください。"},
    )


class ClosureForm(forms.Form):
    """The day a business closed（廃業）, and why."""

    on = DayField(
        label="廃業日",
        help_text="令和8年11月20日、R8.11.20、11/20",
        error_messages={"required": "廃業日を入力してください。"},
    )
    reason = LineField(
        label="理由", max_length=200, required=False, help_text="高齢、後継者なし、移転など"
    )
