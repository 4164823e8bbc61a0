"""What narrows the list of looks into confidential records（内密の記録を見た人）."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core.spans import SpanForm
from banso.records.queries import LookChoice
from banso.registry.models import Business
from banso.registry.queries import pick


class LookFilter(SpanForm):
    """A span of days, one firm, one person."""

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__(asked)
        colleagues = Staff.objects.visible_to(staff).supporters().select_related("person")
        self.colleagues = {str(person.public_id): person for person in colleagues}
        self.fields["staff"] = forms.ChoiceField(
            label="見た職員",
            required=False,
            choices=[("", "すべて"), *((key, str(row)) for key, row in self.colleagues.items())],
        )
        self.business = _business(staff, asked.get("business", ""))

    def choice(self) -> LookChoice:
        """The looks asked for; what could not be read does not narrow."""
        first, last = self.narrowed()
        person = self.colleagues.get(self.cleaned_data.get("staff", ""))
        return LookChoice(first, last, self.business, person)

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        choice = self.choice()
        said = (
            ("期間", self.span_said()),
            ("事業者", choice.business.name if choice.business else ""),
            ("見た職員", str(choice.staff) if choice.staff else ""),
        )
        return [f"{label}：{value}" for label, value in said if value]


def _business(staff: Staff, key: str) -> Business | None:
    chosen = pick(staff, business=key).chosen
    found = Business.objects.visible_to(staff)
    return found.filter(public_id=chosen.public_id).first() if chosen else None
