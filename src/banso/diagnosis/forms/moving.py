"""Forms of the break-even page: the sliders of a what-if, and the split of costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from banso.core.forms import WholeNumberField
from banso.diagnosis.rules.break_even import Moves

SLIDERS = {"price": "価格", "volume": "数量", "unit_cost": "変動費（1個当たり）", "fixed": "固定費"}
_REACH = 30  # percent, either way


class MovesForm(forms.Form):
    """What if（もし）: four changes in percent, and the profit one wants, in thousand yen."""

    price = forms.DecimalField(label=SLIDERS["price"], required=False)
    volume = forms.DecimalField(label=SLIDERS["volume"], required=False)
    unit_cost = forms.DecimalField(label=SLIDERS["unit_cost"], required=False)
    fixed = forms.DecimalField(label=SLIDERS["fixed"], required=False)
    target = WholeNumberField(
        label="目標利益（千円）", required=False, lowest=-(10**9), highest=10**9
    )

    def __init__(self, asked: QueryDict) -> None:
        nothing = dict.fromkeys(SLIDERS, "0")
        super().__init__({**nothing, **asked.dict()})
        for name in SLIDERS:
            attributes = {"type": "range", "min": -_REACH, "max": _REACH, "step": 1}
            self.fields[name].widget = forms.NumberInput(attrs=attributes)
            self.fields[name].widget.input_type = "range"
        self.is_valid()

    def moves(self) -> Moves:
        """The changes; one that cannot be read, or is beyond the slider, moves nothing."""
        return Moves(**{name: self._percent(name) for name in SLIDERS})

    def _percent(self, name: str) -> Decimal:
        typed = self.cleaned_data.get(name)
        return typed if typed is not None and abs(typed) <= _REACH else Decimal(0)

    def target_yen(self) -> Decimal:
        """The profit one wants, in yen; 0 when none is named."""
        return Decimal(self.cleaned_data.get("target") or 0) * 1_000

    @property
    def sliders(self) -> list[forms.BoundField]:
        """The four changes."""
        return [self[name] for name in SLIDERS]


class SharesForm(forms.Form):
    """The variable part of each cost, in percent; a row for every account with an amount."""

    seen_version = WholeNumberField(lowest=1, highest=10**9)

    def __init__(self, data: QueryDict | None, *, lines: list[tuple[str, str, int]]) -> None:
        super().__init__(data)
        self.presets = {code: percent for code, _, percent in lines}
        for code, label, percent in lines:
            field = WholeNumberField(label=label, lowest=0, highest=100)
            field.initial = percent
            self.fields[code] = field

    def rows(self) -> list[forms.BoundField]:
        """The fields of the accounts, in the order of the paper."""
        return [self[code] for code in self.presets]

    def shares(self) -> dict[str, int]:
        """What was typed, by account."""
        typed: dict[str, Any] = self.cleaned_data
        return {code: typed[code] for code in self.presets}
