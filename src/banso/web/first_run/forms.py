"""What the first page asks: organisation, first administrator, plan."""

from __future__ import annotations

import json
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from banso.accounts.models import Organisation
from banso.accounts.password_fields import PasswordTwice, name_field
from banso.core.forms import LineField
from banso.core.refusals import RuleViolation
from banso.registry.rules.corporate_number import check_corporate_number


def plan_choices() -> list[tuple[str, str]]:
    """No plan yet, or one of the files that came with the product, by whose plan it is."""
    found = sorted(Path(settings.PROGRAMMES_DIR).glob("*.json"))
    return [
        ("", "あとで読み込む"),
        *((path.stem, f"{_owner(path)}（{path.name}）") for path in found),
    ]


def _owner(path: Path) -> str:
    """Whose plan a file is; its own name when that can't be read."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return f"{document['organisation']['name']} {document['title']}"
    except (ValueError, KeyError, TypeError):
        return path.stem


def _path(stem: str) -> Path:
    return Path(settings.PROGRAMMES_DIR) / f"{stem}.json"


class FirstRunForm(PasswordTwice):
    """The organisation, its first administrator, and which plan it carries out."""

    organisation_name = LineField(
        label="商工会の名称", max_length=100, help_text="例：高崎市群馬商工会"
    )
    corporate_number = LineField(
        label="法人番号",
        max_length=30,
        required=False,
        help_text="13桁。わからないときは空欄のままで始められます。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = name_field()
    email = forms.EmailField(
        label="メールアドレス",
        max_length=254,
        help_text="ログインのときに使います。メールは送りません。",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    plan = forms.ChoiceField(label="経営発達支援計画", required=False, choices=plan_choices)
    field_order = (
        "organisation_name",
        "corporate_number",
        "name",
        "email",
        "password",
        "again",
        "plan",
    )

    def clean_corporate_number(self) -> str:
        """Check the number's digits; blank stays blank."""
        typed = self.cleaned_data["corporate_number"]
        if not typed:
            return ""
        try:
            return check_corporate_number(typed)
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def organisation(self) -> Organisation:
        """The organisation as asked for, not saved."""
        asked = self.cleaned_data
        return Organisation(
            name=asked["organisation_name"], corporate_number=asked["corporate_number"]
        )

    def plan_source(self) -> str:
        """The text of the chosen plan file; "" for none."""
        chosen = self.cleaned_data["plan"]
        return _path(chosen).read_text(encoding="utf-8") if chosen else ""

    def office_fields(self) -> list[forms.BoundField]:
        """Fields about the organisation."""
        return [self["organisation_name"], self["corporate_number"]]

    def person_fields(self) -> list[forms.BoundField]:
        """Fields about the first administrator."""
        return [self["name"], self["email"], self["password"], self["again"]]
