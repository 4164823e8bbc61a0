"""The form of a handover（担当を移す）: to whom, and what."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.records.actions import HandoverParts
from banso.records.queries import LeftBehind


class HandoverForm(forms.Form):
    """Whom the promises and firms go to; everything is ticked to begin with."""

    to = forms.ModelChoiceField(
        queryset=Staff.objects.none(),
        label="移す相手",
        to_field_name="public_id",
        empty_label="（選んでください）",
        error_messages={
            "required": "移す相手を選んでください。",
            "invalid_choice": "この職員には移せません。選び直してください。",
        },
    )
    promises = forms.BooleanField(required=False)
    districts = forms.MultipleChoiceField(
        label="担当事業者（地区ごと）", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, typed: QueryDict | None = None, *, colleague: Staff, left: LeftBehind
    ) -> None:
        keys = [each.key or NO_DISTRICT for each in left.districts]
        super().__init__(typed, initial={"promises": True, "districts": keys})
        usable = Staff.objects.of(colleague.organisation).active().supporters()
        self.fields["to"].queryset = usable.exclude(pk=colleague.pk).select_related("person")  # type: ignore[attr-defined] # a model choice field
        self.fields["promises"].label = f"未了の約束　{left.promises:,}件"
        self.fields["districts"].choices = [  # type: ignore[attr-defined] # a choice field
            (each.key or NO_DISTRICT, f"{each.name}　{each.businesses:,}者")
            for each in left.districts
        ]
        if not left.promises:
            del self.fields["promises"]
        if not left.districts:
            del self.fields["districts"]

    def parts(self) -> HandoverParts:
        """What was ticked."""
        typed = self.cleaned_data
        chosen = typed.get("districts", [])
        keys = {"" if key == NO_DISTRICT else key for key in chosen}
        return HandoverParts(promises=bool(typed.get("promises")), districts=keys)


NO_DISTRICT = "-"
