"""The small form by which a record is marked as told in confidence（内密）."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.records.forms.choices import ColleaguesField
from banso.records.models import SupportRecord


class ReadersField(ColleaguesField):
    """Colleagues who may open a confidential record besides those who may anyway; none is fine."""

    def __init__(self, *, staff: Staff, record: SupportRecord) -> None:
        super().__init__(staff=staff, record=record)
        self.label = "ほかに開ける職員"
        self.required = False

    def clean(self, value: object) -> QuerySet[Staff]:
        """The colleagues named."""
        return super().clean(value)


class ConfidenceForm(forms.Form):
    """Who may open the record besides those who may anyway."""

    def __init__(
        self, typed: QueryDict | None = None, *, staff: Staff, record: SupportRecord
    ) -> None:
        confidence = getattr(record, "confidence", None)
        named = confidence.readers.values_list("public_id", flat=True) if confidence else ()
        super().__init__(typed, initial={"readers": list(named)})
        self.fields["readers"] = ReadersField(staff=staff, record=record)
