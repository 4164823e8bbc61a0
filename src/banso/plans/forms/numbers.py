"""The form of the assumptions（数値計画の前提）: years across, the base year beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from banso.core.forms import WholeNumberField
from banso.core.money import LARGEST, with_triangle
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.plans.forms.fields import MoneyField
from banso.plans.forms.number_drawn import AcrossYears, CostRow, SalesRows, Thing
from banso.plans.forms.number_rows import (
    OPENING,
    YEAR_ROWS,
    cost_fields,
    initial_of,
    sales_fields,
    season_fields,
    thing_fields,
    year_field,
)
from banso.plans.rules.numbers.assumptions import (
    MONTHS,
    Assumptions,
    Equipment,
    FixedCost,
    How,
    Nature,
    PlannedLoan,
    SalesLine,
    Subsidy,
    YearPlan,
)
from banso.plans.rules.numbers.balance import Balance, start_of
from banso.plans.rules.numbers.base import propose
from banso.plans.rules.numbers.checking import MOST_LINES

_ZERO_WHERE_BLANK = {
    "labour_in_cost", "depreciation_in_cost", "other_income", "other_expenses", "tax_minimum",
    "drawings",
}  # fmt: skip
_MOST_NAMED = 3
_ROWS_OF = {"s": "売上", "c": "固定費", "e": "設備", "l": "借入", "g": "補助金"}


class NumbersForm(forms.Form):
    """All assumptions. A line without a name and figures is no line; one stands empty at the end.

    ``refused_at`` is the part that was refused as a whole, such as ``months``.
    """

    seen_version = WholeNumberField(lowest=1, highest=10**9, widget=forms.HiddenInput())
    own_money = MoneyField(label="元手（円）", required=False, highest=LARGEST)
    is_new = forms.BooleanField(label="これから始める（始まりの残高は0）", required=False)
    is_proprietor = forms.BooleanField(label="個人事業（法人税等がない）", required=False)

    def __init__(self, posted: QueryDict | None, *, given: Assumptions, version: int) -> None:
        first = {**initial_of(given), "seen_version": version}
        super().__init__(posted, initial=first)
        self.given, self.refused_at = given, ""
        self.years = len(given.years)
        self.counts = _counts(posted, given)
        for at in range(self.counts["s"]):
            self.fields.update(sales_fields(at, self.years))
        for at in range(self.counts["c"]):
            self.fields.update(cost_fields(at, self.years))
        for name, row in YEAR_ROWS.items():
            self.fields.update(
                {f"{name}-{year}": year_field(row, year) for year in range(self.years)}
            )
        self.fields.update(season_fields(given))
        self.fields.update(thing_fields(given, self.counts))
        for name, ja in OPENING.items():
            lowest = -LARGEST if name == "net_assets" else 0
            self.fields[f"opening-{name}"] = MoneyField(
                label=f"始まりの{ja}（円）", required=False, lowest=lowest, highest=LARGEST
            )
        self._base = _base_of(given)

    @property
    def unread(self) -> str:
        """The names of the boxes that cannot be read, the first few: 「1年目の粗利率（%）」."""
        names = [str(self[name].label) for name in self.errors if name in self.fields]
        names = names or [str(error) for error in self.non_field_errors()]
        more = f"、ほか{len(names) - _MOST_NAMED}つ" if len(names) > _MOST_NAMED else ""
        return "、".join(names[:_MOST_NAMED]) + more

    # ── what is drawn ──

    def _across(self, pattern: str, ja: str, base: object = None) -> AcrossYears:
        cells = [self[pattern.format(year)] for year in range(self.years)]
        return AcrossYears(ja, _in_words(base), cells)

    @property
    def sales(self) -> list[SalesRows]:
        """The lines of sales."""
        rows = []
        for at in range(self.counts["s"]):
            key = str(self[f"s{at}-key"].value() or "")
            old = next((one for one in self._base.sales if one.key == key), None)
            rows.append(
                SalesRows(
                    self[f"s{at}-key"],
                    self[f"s{at}-ja"],
                    self[f"s{at}-how"],
                    (
                        self._across(f"s{at}-quantity-{{}}", "客数・数量（年）"),
                        self._across(f"s{at}-price-{{}}", "単価（円）"),
                    ),
                    self._across(f"s{at}-amount-{{}}", "金額（年、円）", old and old.amount),
                    self._across(f"s{at}-margin-{{}}", "この行だけの粗利率（%）"),
                )
            )
        return rows

    @property
    def costs(self) -> list[CostRow]:
        """The lines of fixed costs."""
        old = {one.key: one.amount for one in self._base.costs}
        return [
            CostRow(
                self[f"c{at}-key"],
                self[f"c{at}-ja"],
                self[f"c{at}-nature"],
                self._across(f"c{at}-amount-{{}}", "", old.get(self[f"c{at}-key"].value())),
            )
            for at in range(self.counts["c"])
        ]

    def _rows(self, names: Sequence[str]) -> list[AcrossYears]:
        return [
            self._across(f"{name}-{{}}", YEAR_ROWS[name].ja, getattr(self._base, name))
            for name in names
        ]

    @property
    def margin_rows(self) -> list[AcrossYears]:
        """粗利率 and what is in the cost of sales."""
        return self._rows(("margin", "labour_in_cost"))

    @property
    def cost_rows(self) -> list[AcrossYears]:
        """減価償却費."""
        return self._rows(("depreciation", "depreciation_in_cost"))

    @property
    def day_rows(self) -> list[AcrossYears]:
        """How long money and goods stay out."""
        return self._rows(("collection_days", "stock_days", "payment_days"))

    @property
    def tax_rows(self) -> list[AcrossYears]:
        """People, taxes and what stands beside the business itself."""
        names = ("employees", "tax_rate", "tax_minimum", "drawings")
        return self._rows((*names, "other_income", "other_expenses"))

    def _things(self, mark: str, names: Sequence[str], heads: Sequence[str]) -> list[Thing]:
        return [
            Thing([(head, self[f"{mark}{at}-{n}"]) for n, head in zip(names, heads, strict=True)])
            for at in range(self.counts[mark])
        ]

    @property
    def equipment(self) -> list[Thing]:
        """Things to buy."""
        return self._things("e", ("name", "cost", "bought_in", "life"), self.equipment_heads)

    @property
    def loans(self) -> list[Thing]:
        """Loans owed and to be drawn."""
        return self._things("l", _LOAN, self.loan_heads)

    @property
    def subsidies(self) -> list[Thing]:
        """Subsidies."""
        return self._things("g", ("name", "amount", "received_in"), self.subsidy_heads)

    equipment_heads = ("設備", "金額（円）", "買う月", "使う年数")
    loan_heads = ("借入", "金額（円）", "利率（年%）", "借りる月", "最初の返済", "返済回数")
    subsidy_heads = ("補助金", "金額（円）", "入る月")

    @property
    def opening(self) -> list[forms.BoundField]:
        """The balance to begin from, where the base does not tell it."""
        return [self[f"opening-{name}"] for name in OPENING]

    @property
    def asks_opening(self) -> bool:
        """Whether the balance to begin from must be typed, or was."""
        known = start_of(self.given.base, None, is_new=self.given.is_new)
        return self.given.opening is not None or known.balance is None

    @property
    def year_numbers(self) -> range:
        """1 and on."""
        return range(1, self.years + 1)

    # ── what was typed ──

    def assumptions(self) -> Assumptions:
        """The assumptions as typed. Refuses, naming the part, what cannot be made of them."""
        typed = self.cleaned_data
        return replace(
            self.given,
            years=tuple(self.year_plan(year) for year in range(self.years)),
            opening=self._opening(),
            is_new=typed["is_new"],
            is_proprietor=typed["is_proprietor"],
            own_money=typed["own_money"] or 0,
            equipment=tuple(
                Equipment(f"e{at}", row["name"], row["cost"], _day(row["bought_in"]), row["life"])
                for at, row in self._typed("e", ("name", "cost", "bought_in", "life"))
            ),
            loans=tuple(
                self._loan(at, row) for at, row in self._typed("l", _LOAN, may_lack=_LOAN_MAY)
            ),
            subsidies=tuple(
                Subsidy(f"g{at}", row["name"], row["amount"], _day(row["received_in"]))
                for at, row in self._typed("g", ("name", "amount", "received_in"))
            ),
            weights=tuple(typed[f"weight-{at}"] for at in range(MONTHS)),
        )

    def year_plan(self, year: int) -> YearPlan:
        """One year as typed, the first 0."""
        typed = self.cleaned_data
        facts: dict[str, Any] = {
            name: 0 if typed[f"{name}-{year}"] is None and name in _ZERO_WHERE_BLANK
            else typed[f"{name}-{year}"]
            for name in YEAR_ROWS
        }  # fmt: skip
        months = [typed[f"month-{year}-{at}"] for at in range(MONTHS)]
        known = tuple(amount for amount in months if amount is not None)
        return YearPlan(
            sales=tuple(self._sold(at, year) for at in self._named("s", ("quantity", "amount"))),
            costs=tuple(self._paid(at, year) for at in self._named("c", ("amount",))),
            months=known,
            **facts,
        )

    def _named(self, mark: str, figures: Sequence[str]) -> list[int]:
        """The lines that are lines: with a name, or with a figure in some year."""
        typed = self.cleaned_data
        return [
            at
            for at in range(self.counts[mark])
            if typed[f"{mark}{at}-ja"]
            or any(
                typed[f"{mark}{at}-{name}-{year}"] is not None
                for name in figures
                for year in range(self.years)
            )
        ]

    def _sold(self, at: int, year: int) -> SalesLine:
        typed, how = self.cleaned_data, How(self.cleaned_data[f"s{at}-how"])
        told = {
            name: typed[f"s{at}-{name}-{year}"]
            for name in ("quantity", "price", "amount", "margin")
        }
        unused = ("quantity", "price") if how is How.AMOUNT else ("amount",)
        told |= dict.fromkeys(unused)
        return SalesLine(typed[f"s{at}-key"] or f"s{at}", typed[f"s{at}-ja"], how, **told)

    def _paid(self, at: int, year: int) -> FixedCost:
        typed = self.cleaned_data
        nature = Nature(typed[f"c{at}-nature"])
        key = typed[f"c{at}-key"] or f"c{at}"
        return FixedCost(key, typed[f"c{at}-ja"], nature, typed[f"c{at}-amount-{year}"])

    def _typed(
        self, mark: str, names: Sequence[str], may_lack: Sequence[str] = ()
    ) -> list[tuple[int, dict[str, Any]]]:
        """The things of which anything is filled in; refuses one of which something is lacking."""
        rows = []
        for at in range(self.counts[mark]):
            row = {name: self.cleaned_data[f"{mark}{at}-{name}"] for name in names}
            if not any(value not in (None, "") for value in row.values()):
                continue
            lacking = [n for n in names if row[n] in (None, "") and n not in may_lack]
            if lacking:
                label = self.fields[f"{mark}{at}-{lacking[0]}"].label
                raise RuleViolation("lacking", f"{label}を入力してください。", field=_PART[mark])
            rows.append((at, row))
        return rows

    def _loan(self, at: int, row: Mapping[str, Any]) -> PlannedLoan:
        """A loan; one there is already, without a first month, is paid back from the first on."""
        drawn = _day(row["drawn_on"]) if row["drawn_on"] else None
        if drawn and not row["first_repayment"]:
            label = self.fields[f"l{at}-first_repayment"].label
            raise RuleViolation("lacking", f"{label}の月を選んでください。", field="loans")
        first = _day(row["first_repayment"]) if row["first_repayment"] else self.given.starts_on
        rate, times = row["rate"] or Decimal(0), row["instalments"]
        try:
            loan = Loan(row["principal"], rate, first, times, drawn)
        except RuleViolation as refusal:
            words = f"借入「{row['name']}」：{refusal.message}"
            raise RuleViolation(refusal.code, words, field="loans") from refusal
        return PlannedLoan(f"l{at}", row["name"], loan)

    def _opening(self) -> Balance | None:
        typed = {name: self.cleaned_data[f"opening-{name}"] for name in OPENING}
        if all(amount is None for amount in typed.values()):
            return None
        return Balance(**{name: amount or 0 for name, amount in typed.items()})

    def refuse(self, refusal: RuleViolation) -> None:
        """Show a refusal above the form and at the part it belongs to."""
        self.refused_at = refusal.field or ""
        self.add_error(None, refusal.message)


_LOAN = ("name", "principal", "rate", "drawn_on", "first_repayment", "instalments")
_LOAN_MAY = ("rate", "drawn_on", "first_repayment")
_PART = {"e": "equipment", "l": "loans", "g": "subsidies"}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _counts(posted: QueryDict | None, given: Assumptions) -> dict[str, int]:
    """How many lines of each there are on the page, an empty one at the end."""
    if posted is None:
        year = given.years[0]
        kept = {"s": year.sales, "c": year.costs, "e": given.equipment, "l": given.loans}
        rows: dict[str, Sequence[object]] = {**kept, "g": given.subsidies}
        return {mark: min(len(known) + 1, MOST_LINES + 1) for mark, known in rows.items()}
    found = dict.fromkeys(_ROWS_OF, 0)
    for name in posted:
        line = re.fullmatch(r"([scelg])(\d{1,2})-(?:ja|name)", name)
        if line and int(line[2]) <= MOST_LINES:
            found[line[1]] = max(found[line[1]], int(line[2]) + 1)
    return found


def _base_of(given: Assumptions) -> YearPlan:
    """The base year in the words of the form; empty where there is none."""
    if given.base is None:
        return YearPlan((), (), depreciation=None)
    return propose(given.base, given.starts_on, 1).years[0]


def _in_words(base: object) -> str:
    if base is None:
        return "—"
    return with_triangle(base) if isinstance(base, int) else f"{base}"
