"""Form fields that read what Japanese people type, and the ground every form stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.choices import flatten_choices

from banso.core import clock
from banso.core.era import in_era_day, parse_date, parse_year
from banso.core.japanese import normalise_input
from banso.core.money import parse_yen
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
            number = parse_yen(str(value))
        except RuleViolation as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal
        if number is not None and not self.lowest <= number <= self.highest:
            words = f"{self.lowest:,}以上{self.highest:,}以下の数を入力してください。"
            raise ValidationError(words, code="out-of-range")
        return number


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two people's edits differ: label, the other's text, one's own."""

    label: str
    theirs: str
    yours: str


def posted(request: HttpRequest, kept: QueryDict | None = None) -> QueryDict | None:
    """What a form should be bound to: what was just posted, or text kept from an ended session."""
    return request.POST if request.method == "POST" else kept


def add_refusal(form: forms.BaseForm, refusal: RuleViolation) -> None:
    """Show a refusal at its field, or above the form when the form has no such field."""
    at_field = refusal.field if refusal.field in form.fields else None
    form.add_error(at_field, ValidationError(refusal.message, code=refusal.code))


def differences(form: forms.BaseForm, theirs: Mapping[str, object]) -> list[Difference]:
    """Fields in which the bound form's typed text differs from ``theirs``, the row as it stands."""
    found = []
    for name, field in form.fields.items():
        bound = form[name]
        if bound.is_hidden or name not in theirs:
            continue
        now, mine = _words(field, theirs[name]), _words(field, _typed(form, name))
        if now != mine:
            found.append(Difference(str(bound.label), now or "（空欄）", mine or "（空欄）"))
    return found


def _typed(form: forms.BaseForm, name: str) -> object:
    """What was typed, read where the form could read it: 「11/25」 is the day it means."""
    typed = form[name].data
    if hasattr(form.fields[name], "choices"):
        return typed
    return getattr(form, "cleaned_data", {}).get(name, typed)


def _words(field: forms.Field, value: object) -> str:
    """A field's value as the words a person reads, whether stored or typed."""
    if value in (None, "", [], ()):
        return ""
    choices = getattr(field, "choices", None)
    values = value if isinstance(value, list | tuple) else [value]
    if choices is None:
        return str(field.prepare_value(value)).replace("\r\n", "\n").strip()
    pairs: list[tuple[object, object]] = list(flatten_choices(choices))
    labels = {str(key): str(name) for key, name in pairs}
    keys = (str(getattr(item, "pk", item)) for item in values)
    return "、".join(sorted(labels.get(key, key) for key in keys))
