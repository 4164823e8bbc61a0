"""Fields of the room: numbers with decimals as people write them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Unpack

from django import forms
from django.core.exceptions import ValidationError

from banso.core.forms import FieldOptions, WholeNumberField


class MoneyField(WholeNumberField):
    """Whole yen, shown with separators as one reads them."""

    def prepare_value(self, value: object) -> object:
        """「45,516,000」; what was typed stays as typed."""
        return f"{value:,}" if isinstance(value, int) else value


class DecimalLineField(forms.Field):
    """A number with at most two places: 12.5, １２．５, 1,200, △3, 30%; blank is unknown."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(
        self, *, lowest: int = 0, highest: int = 100, **options: Unpack[FieldOptions]
    ) -> None:
        super().__init__(**options)
        self.lowest, self.highest = Decimal(lowest), Decimal(highest)

    def to_python(self, value: object) -> Decimal | None:
        """Read the number; blank stays ``None``."""
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values:
            return None
        number = _read(str(value))
        if number is None:
            words = f"「{str(value)[:20]}」は数として読めません。12.5 のように入力してください。"
            raise ValidationError(words, code="unreadable-number")
        if not self.lowest <= number <= self.highest:
            words = f"{self.lowest:,}以上{self.highest:,}以下の数を入力してください。"
            raise ValidationError(words, code="out-of-range")
        if number != round(number, 2):
            raise ValidationError("小数は2桁までにしてください。", code="too-fine")
        return number

    def prepare_value(self, value: object) -> object:
        """A number without idle zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _read(text: str) -> Decimal | None:
    tidy = unicodedata.normalize("NFKC", text).strip().rstrip("%").replace(",", "")
    tidy = tidy.replace("△", "-").replace("▲", "-").replace("−", "-")
    try:
        number = Decimal(tidy)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
