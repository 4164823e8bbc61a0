"""Fields of the room: money as one reads it, and titles with the spaces they were given."""

from __future__ import annotations

from django import forms

from banso.core.forms import LineField, WholeNumberField
from banso.core.japanese import normalise_input

WIDE_SPACE = "　"


class TitleField(LineField):
    """A title, normalised as any line, whose 「　」 between words stays as wide as it was."""

    def clean(self, value: object) -> object:
        """Normalise part by part, then check as Django does."""
        if isinstance(value, str):
            parts = map(normalise_input, value.strip().split(WIDE_SPACE))
            value = WIDE_SPACE.join(parts)
        return forms.CharField.clean(self, value)


class MoneyField(WholeNumberField):
    """Whole yen, shown with separators as one reads them."""

    def prepare_value(self, value: object) -> object:
        """「45,516,000」; what was typed stays as typed."""
        return f"{value:,}" if isinstance(value, int) else value
