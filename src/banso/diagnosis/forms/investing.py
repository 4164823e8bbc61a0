"""The form of an investment（投資）: what is bought, what it brings, and the subsidy."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from banso.core.forms import LineField, WholeNumberField
from banso.diagnosis.rules.investment import Investment

THOUSAND = 1_000
_MOST = 10**9  # thousand yen
DEFAULT_RATE = Decimal(3)


class InvestmentForm(forms.Form):
    """One investment in thousand yen; nothing of it is kept: the address says it all."""

    what = LineField(label="何に投資するか", required=False, max_length=60)
    outlay = WholeNumberField(label="投資額（千円）", lowest=1, highest=_MOST)
    monthly = WholeNumberField(
        label="1か月の効果（千円）", lowest=-_MOST, highest=_MOST,
        help_text="増える粗利や減る費用から、維持費を引いた額。",
    )  # fmt: skip
    years = WholeNumberField(label="使う年数", lowest=1, highest=50)
    effect_after = WholeNumberField(
        label="効果が出るまで（か月）", required=False, lowest=0, highest=60
    )
    subsidy = WholeNumberField(label="補助金（千円）", required=False, lowest=0, highest=_MOST)
    subsidy_after = WholeNumberField(
        label="補助金が入るまで（か月）", required=False, lowest=0, highest=60,
        help_text="支払ってから。後払いの補助金はふつう12か月ほど。",
    )  # fmt: skip
    rate = forms.DecimalField(
        label="割引率（年%）", required=False, min_value=0, max_value=30,
        help_text="ほかに使えば得られる率や借入の利率。空欄は3%。",
    )  # fmt: skip

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked or None)

    def investment(self) -> Investment:
        """What was typed, in yen."""
        typed: dict[str, Any] = self.cleaned_data
        later = {
            name: typed[name]
            for name in ("effect_after", "subsidy_after")
            if typed[name] is not None
        }
        return Investment(
            outlay=typed["outlay"] * THOUSAND,
            monthly_effect=typed["monthly"] * THOUSAND,
            years=typed["years"],
            subsidy=(typed["subsidy"] or 0) * THOUSAND,
            **later,
        )

    def rate_asked(self) -> Decimal:
        """The discount rate in percent; 3 where none was typed."""
        typed: Decimal | None = self.cleaned_data.get("rate")
        return DEFAULT_RATE if typed is None else typed
