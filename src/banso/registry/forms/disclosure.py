"""The form of something handed out（提供）, and what narrows the log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.forms import DayField, LineField
from banso.core.spans import SpanForm
from banso.registry.basis_fields import BasisFields
from banso.registry.models import (
    Business,
    Disclosure,
    DisclosureGround,
    DisclosureKind,
    RecipientKind,
)
from banso.registry.queries import DisclosureChoice

_FACTS = ("kind", "what", "recipient_kind", "recipient", "purpose", "on")


class DisclosureForm(BasisFields):
    """What is handed out, to whom, for what; with leave where no consent is in force."""

    recipient_kind = forms.ChoiceField(
        label="提供先の区分",
        choices=RecipientKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "提供先の区分を選んでください。"},
    )
    recipient = LineField(
        label="提供先",
        max_length=120,
        help_text="例：○○銀行 群馬町支店 融資係",
        error_messages={"required": "だれに渡すかを入力してください。"},
    )
    kind = forms.ChoiceField(
        label="種類",
        choices=DisclosureKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "渡すものの種類を選んでください。"},
    )
    what = LineField(
        label="渡したもの",
        max_length=300,
        help_text="例：事業計画書の写し（令和8年10月版）、直近2期の決算書",
        error_messages={"required": "何を渡したかを入力してください。"},
    )
    purpose = LineField(
        label="目的",
        max_length=200,
        help_text="例：設備資金の融資の相談",
        error_messages={"required": "目的を入力してください。"},
    )
    on = DayField(
        label="提供日",
        initial=clock.today,
        error_messages={"required": "提供日を入力してください。"},
    )

    def __init__(
        self, typed: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(typed, initial=initial)
        self.order_fields(["recipient_kind", "recipient", "kind", "what", "purpose", "on"])

    def disclosure(self, business: Business) -> Disclosure:
        """The disclosure as typed, not yet saved."""
        return Disclosure(business=business, **{name: self.cleaned_data[name] for name in _FACTS})


class DisclosureFilter(SpanForm):
    """What narrows the log: days, to whom, on what ground, by whom, words."""

    q = LineField(
        label="ことば",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    recipient_kind = forms.ChoiceField(
        label="提供先の区分", choices=[("", "すべて"), *RecipientKind.choices], required=False
    )
    ground = forms.ChoiceField(
        label="根拠", choices=[("", "すべて"), *DisclosureGround.choices], required=False
    )

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__(asked)
        colleagues = Staff.objects.visible_to(staff).supporters().select_related("person")
        self.colleagues = {str(person.public_id): person for person in colleagues}
        self.fields["staff"] = forms.ChoiceField(
            label="渡した職員",
            required=False,
            choices=[("", "すべて"), *((key, str(row)) for key, row in self.colleagues.items())],
        )

    def choice(self) -> DisclosureChoice:
        """The disclosures asked for; what could not be read does not narrow."""
        first, last = self.narrowed()
        asked = self.cleaned_data
        return DisclosureChoice(
            first=first,
            last=last,
            recipient_kind=asked.get("recipient_kind", ""),
            ground=asked.get("ground", ""),
            by=self.colleagues.get(asked.get("staff", "")),
            words=asked.get("q", ""),
        )

    def in_words(self) -> list[str]:
        """The filters as a person says them."""
        choice = self.choice()
        to, ground = choice.recipient_kind, choice.ground
        said = (
            ("期間", self.span_said()),
            ("提供先", RecipientKind(to).label if to else ""),
            ("根拠", DisclosureGround(ground).label if ground else ""),
            ("渡した職員", str(choice.by) if choice.by else ""),
            ("ことば", f"「{choice.words}」" if choice.words else ""),
        )
        return [f"{label}：{value}" for label, value in said if value]
