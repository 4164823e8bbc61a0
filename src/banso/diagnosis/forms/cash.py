"""The form of a 資金繰り表: twelve months in thousand yen, days, a loan; and what if."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from banso.core.era import in_era_month
from banso.core.forms import PlainNumberField, WholeNumberField
from banso.diagnosis.rules.cash_flow.sheet import MONTHS, ROWS, CashChange, CashSheet
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after

THOUSAND = 1_000
_MOST = 10**9  # thousand yen
_LONGEST = 360  # days


def _in_thousands(amount: int | None) -> int | None:
    return None if amount is None else round(amount / THOUSAND)


def _in_yen(thousands: int | None) -> int | None:
    return None if thousands is None else thousands * THOUSAND


class CashForm(forms.Form):
    """Twelve months as one writes them down, in thousand yen; blank is unknown."""

    seen_version = WholeNumberField(lowest=1, highest=10**9)
    opening = WholeNumberField(
        label="いまの現預金（千円）", required=False, lowest=-_MOST, highest=_MOST
    )
    collection_days = PlainNumberField(label="回収サイト（日）", highest=_LONGEST)
    payment_days = PlainNumberField(label="支払サイト（日）", highest=_LONGEST)
    earlier_sales = WholeNumberField(
        label="これまでの月の売上（千円）", required=False, highest=_MOST
    )
    earlier_purchases = WholeNumberField(
        label="これまでの月の仕入（千円）", required=False, highest=_MOST
    )
    loan_left = WholeNumberField(label="借入の残り（千円）", required=False, highest=_MOST)
    loan_rate = forms.DecimalField(
        label="利率（年%）", required=False, min_value=0, max_value=20, decimal_places=3
    )
    loan_times = WholeNumberField(label="残りの返済回数", required=False, lowest=1, highest=600)

    def __init__(self, data: QueryDict | None, *, sheet: CashSheet, version: int) -> None:
        super().__init__(data, initial={**_first(sheet), "seen_version": version})
        self.sheet = sheet
        for name in ROWS:
            for at in range(MONTHS):
                label = f"{in_era_month(month_after(sheet.first_month, at))}の{ROWS[name]}"
                field = WholeNumberField(label=label, required=False, lowest=-_MOST, highest=_MOST)
                row = getattr(sheet, name)
                field.initial = _in_thousands(row[at]) if at < len(row) else None
                self.fields[f"{name}_{at}"] = field

    @property
    def facts(self) -> list[forms.BoundField]:
        """What is asked once."""
        return [self[name] for name in self.base_fields if name != "seen_version"]

    @property
    def months(self) -> list[tuple[date, list[forms.BoundField]]]:
        """Each month with its fields, in the order of the columns."""
        first = self.sheet.first_month
        return [
            (month_after(first, at), [self[f"{name}_{at}"] for name in ROWS])
            for at in range(MONTHS)
        ]

    def typed_sheet(self) -> CashSheet:
        """The sheet as typed, in yen."""
        typed: dict[str, Any] = self.cleaned_data
        facts: dict[str, Any] = {
            name: tuple(_in_yen(typed[f"{name}_{at}"]) for at in range(MONTHS)) for name in ROWS
        }
        for name in ("opening", "earlier_sales", "earlier_purchases"):
            facts[name] = _in_yen(typed[name])
        return CashSheet(
            first_month=self.sheet.first_month,
            **facts,
            collection_days=typed["collection_days"],
            payment_days=typed["payment_days"],
            loan_left=_in_yen(typed["loan_left"]) or 0,
            loan_rate=typed["loan_rate"] or Decimal(0),
            loan_times=typed["loan_times"] or 0,
        )


def _first(sheet: CashSheet) -> dict[str, object]:
    money = ("opening", "earlier_sales", "earlier_purchases", "loan_left")
    return {
        **{name: _in_thousands(getattr(sheet, name)) for name in money},
        "collection_days": sheet.collection_days,
        "payment_days": sheet.payment_days,
        "loan_rate": sheet.loan_rate,
        "loan_times": sheet.loan_times or None,
    }


class CashChangeForm(forms.Form):
    """What if（もし）: other days, more stock, one loan more."""

    collection = PlainNumberField(label="回収サイト（日）", required=False, highest=_LONGEST)
    payment = PlainNumberField(label="支払サイト（日）", required=False, highest=_LONGEST)
    stock = WholeNumberField(
        label="在庫を増やす（千円、減らすは△）", required=False, lowest=-_MOST, highest=_MOST
    )
    loan = WholeNumberField(label="新しい借入（千円）", required=False, highest=_MOST)
    rate = forms.DecimalField(label="利率（年%）", required=False, min_value=0, max_value=20)
    times = WholeNumberField(label="返済回数", required=False, lowest=1, highest=600)

    def change(self) -> CashChange:
        """What is changed; what cannot be read changes nothing and is said at its field."""
        typed = self.cleaned_data if self.is_valid() else {}
        return CashChange(
            collection_days=typed.get("collection"),
            payment_days=typed.get("payment"),
            stock=_in_yen(typed.get("stock")) or 0,
            loan=_in_yen(typed.get("loan")) or 0,
            loan_rate=typed.get("rate") or Decimal(0),
            loan_times=typed.get("times") or 60,
        )
