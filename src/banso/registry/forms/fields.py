"""Fields that the register's forms have in common."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from banso.core.era import in_era_year
from banso.core.forms import LineField, YearField
from banso.core.japanese import normalise_input, to_katakana
from banso.core.refusals import RuleViolation
from banso.registry.rules.phone import parse_phone
from banso.registry.rules.postcodes import normalise_postcode

_BORN = re.compile(r"(?:生まれ|生れ|うまれ|生)$")


class EraYearField(YearField):
    """A year typed in either era and shown in its own: 昭和43年."""

    def prepare_value(self, value: object) -> object:
        """Show a stored year in era words."""
        return in_era_year(value) if isinstance(value, int) else value


class BirthYearField(EraYearField):
    """The year someone was born（生年）: 昭和40年生まれ, S40生 and whatever names a year."""

    def to_python(self, value: object) -> int | None:
        """Leave 「生まれ」 out, then read the year."""
        typed = _BORN.sub("", value.strip()) if isinstance(value, str) else value
        return super().to_python(typed)


class KanaField(LineField):
    """A reading, kept in katakana however it is typed."""

    def clean(self, value: object) -> object:
        """Normalise, then turn hiragana into katakana."""
        cleaned = super().clean(value)
        return to_katakana(cleaned) if isinstance(cleaned, str) else cleaned


class PhoneField(LineField):
    """A telephone number in any form people type, kept with hyphens; an extension stays."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def clean(self, value: object) -> object:
        """Read the number; letters and impossible lengths are refused in words."""
        typed = str(super().clean(value))
        if not typed:
            return typed
        try:
            phone = parse_phone(typed)
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        has_extension = "内線" in typed
        return typed if has_extension else phone.readable


class PostcodeField(LineField):
    """A postcode in any width, with or without 〒 and hyphen, kept as 370-3511."""

    def clean(self, value: object) -> object:
        """Normalise the postcode; anything but seven digits is refused in words."""
        typed = str(super().clean(value))
        try:
            return normalise_postcode(typed) if typed else typed
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal


class MailField(forms.EmailField):
    """An e-mail address; full width typed by mistake is mended."""

    def clean(self, value: object) -> object:
        """Normalise, then check as Django does."""
        return super().clean(normalise_input(value) if isinstance(value, str) else value)
