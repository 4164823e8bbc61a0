"""Form fields that read what Japanese people type, and the ground every form stands on."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypedDict, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from banso.core import clock
from banso.core.counts import parse_count
from banso.core.era import in_era_day, parse_date, parse_year
from banso.core.japanese import normalise_input
from banso.core.money import parse_yen, read_yen
from banso.core.refusals import RuleViolation


class FieldOptions(TypedDict, total=False):
    """What any field of ours may be told, as Django names it."""

    required: bool
    label: str
    help_text: str
    initial: object
    widget: forms.Widget


class LineField(forms.CharField):
    """One line of text, NFKC-normalised once on the way in.

    The browser is told no ``maxlength``: it would cut pasted text without a word, and count an
    emoji twice. What is too long is kept and refused in words.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Django's own attributes without ``maxlength``."""
        attributes: dict[str, object] = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes

    def clean(self, value: object) -> object:  # Django's own signature
        """Normalise, then check as Django does."""
        return super().clean(normalise_input(value) if isinstance(value, str) else value)


class ProseField(LineField):
    """Several lines of text; emoji and line breaks stay."""

    widget = forms.Textarea(attrs={"rows": 5})


class DayField(forms.Field):
    """A day in either era: 令和8年11月20日, R8.11.20, 2026/11/20, 20261120, 11月20日."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})

    def to_python(self, value: object) -> date | None:
        """Read the day; an unreadable or impossible one is refused in words."""
        if isinstance(value, date):
            return value
        if value in self.empty_values:
            return None
        try:
            return parse_date(str(value), near=clock.today())
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def prepare_value(self, value: object) -> object:
        """Show a stored day in era words."""
        return in_era_day(value) if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another day was typed."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class YearField(forms.Field):
    """A year in either era: 昭和40年, S40, 1965."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: object) -> int | None:
        """Read the year as a Western one."""
        if isinstance(value, int):
            return value
        if value in self.empty_values:
            return None
        try:
            return parse_year(str(value))
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal


class WholeNumberField(forms.Field):
    """A whole number as written on paper: 1,234 １２３４ △12; blank is unknown, not zero."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(
        self, *, lowest: int = 0, highest: int = 2_000_000_000, **options: Unpack[FieldOptions]
    ) -> None:
        super().__init__(**options)
        self.lowest = lowest
        self.highest = highest

    def to_python(self, value: object) -> int | None:
        """Read the number; blank stays ``None``."""
        if isinstance(value, int):
            return value
        if value in self.empty_values:
            return None
        try:
            number = self.read(str(value))
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        if number is not None and not self.lowest <= number <= self.highest:
            words = f"{self.lowest:,}以上{self.highest:,}以下の数を入力してください。"
            raise ValidationError(words, code="out-of-range")
        return number

    def read(self, typed: str) -> int:
        """The number that was typed, read as whole yen."""
        return parse_yen(typed)


class PlainNumberField(WholeNumberField):
    """A whole number that is no money（日数・回数）: 30, ３０, 1,200; blank is unknown."""

    def read(self, typed: str) -> int:
        """The number that was typed; what is none is refused as a number, not as an amount."""
        try:
            return super().read(typed)
        except RuleViolation as refusal:
            words = f"「{typed.strip()}」は数として読めません。30 のように入力してください。"
            raise RuleViolation("not-a-number", words) from refusal


class CountField(WholeNumberField):
    """How many people（人数）: 3, ２人, 3名; blank is unknown, not zero."""

    def read(self, typed: str) -> int:
        """The number that was typed, read as a count."""
        return parse_count(typed)


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
        number = _decimal(str(value))
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


class YenLineField(DecimalLineField):
    """Yen, with at most two places: 980.5, 1,200円, 1040万円, １.２億円; blank is unknown."""

    def to_python(self, value: object) -> Decimal | None:
        """Read the number, or the amount as ``read_yen`` does."""
        if not isinstance(value, str) or _decimal(value) is not None:
            return super().to_python(value)
        try:
            amount = read_yen(value)
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        return None if amount is None else super().to_python(str(amount))

    def prepare_value(self, value: object) -> object:
        """「10,400,000」; what was typed stays as typed."""
        return f"{value.normalize():,f}" if isinstance(value, Decimal) else value


def _decimal(text: str) -> Decimal | None:
    tidy = unicodedata.normalize("NFKC", text).strip().rstrip("%").replace(",", "")
    tidy = tidy.replace("△", "-").replace("▲", "-").replace("−", "-")
    try:
        number = Decimal(tidy)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def posted(request: HttpRequest, kept: QueryDict | None = None) -> QueryDict | None:
    """What a form should be bound to: what was just posted, or text kept from an ended session."""
    return request.POST if request.method == "POST" else kept


def add_refusal(form: forms.BaseForm, refusal: RuleViolation) -> None:
    """Show a refusal at its field, or above the form when the form has no such field."""
    at_field = refusal.field if refusal.field in form.fields else None
    form.add_error(at_field, ValidationError(refusal.message, code=refusal.code))
