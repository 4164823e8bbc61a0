"""The fields by which a person names leave to hand something out, for every form that does so.

A form of any room takes them in by inheritance, gives what was typed as ``basis()`` to
``registry.actions.disclose``, and shows them with ``registry/_basis.html``.
"""

from __future__ import annotations

from django import forms

from banso.core.forms import DayField, LineField
from banso.registry.actions import Basis
from banso.registry.models import DisclosureGround

_CHOICES = [
    (DisclosureGround.CONSENT.value, "同意を得たので、いま記録する"),
    (DisclosureGround.LAW.value, DisclosureGround.LAW.label),
    (DisclosureGround.EMERGENCY.value, DisclosureGround.EMERGENCY.label),
    (DisclosureGround.OWNER_REQUEST.value, DisclosureGround.OWNER_REQUEST.label),
]


class BasisFields(forms.Form):
    """Leave to hand something out where no consent is in force."""

    ground = forms.ChoiceField(
        label="提供の根拠", choices=_CHOICES, widget=forms.RadioSelect, required=False
    )
    consent_by = LineField(
        label="同意した人", required=False, max_length=60, help_text="同意を記録するとき"
    )
    consent_on = DayField(
        label="同意日", required=False, help_text="同意を記録するとき。空ければ提供日"
    )
    ground_reason = LineField(
        label="根拠の説明",
        required=False,
        max_length=200,
        help_text="同意によらないとき。例：○○法第○条の照会、代表者から電話で依頼",
    )

    def basis(self) -> Basis:
        """What was typed, for the action to judge."""
        typed = self.cleaned_data
        return Basis(
            ground=typed.get("ground", ""),
            reason=typed.get("ground_reason", ""),
            consent_by=typed.get("consent_by", ""),
            consent_on=typed.get("consent_on"),
        )
