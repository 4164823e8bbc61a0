"""The fields of the assumptions, row by row: a line across the years, a thing on one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from banso.core.era import in_era_month
from banso.core.forms import DecimalLineField, LineField, WholeNumberField
from banso.core.money import LARGEST
from banso.plans.forms.fields import MoneyField
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions, How, Nature

Fields = dict[str, forms.Field]
_LONGEST_DAYS = 360
_MOST_PEOPLE = 10_000
NOW = "いまある借入"
REPAYING = "返済中"  # paid back from the first month of the plan on


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row asked of every year: its name, and how it is read."""

    ja: str
    reads: str = "yen"
    is_needed: bool = False


YEAR_ROWS: Mapping[str, YearRow] = {
    "margin": YearRow("粗利率（%）", "margin"),
    "labour_in_cost": YearRow("売上原価のうち労務費（円）"),
    "depreciation": YearRow("減価償却費（いまある設備、円）"),
    "depreciation_in_cost": YearRow("そのうち売上原価の分（円）"),
    "other_income": YearRow("営業外収益（円）"),
    "other_expenses": YearRow("営業外費用（利息を除く、円）"),
    "tax_rate": YearRow("法人税等の率（%）", "rate", is_needed=True),
    "tax_minimum": YearRow("法人税等の下限（均等割、円）"),
    "drawings": YearRow("事業主貸（円）"),
    "collection_days": YearRow("売上を回収するまで（日）", "days", is_needed=True),
    "stock_days": YearRow("在庫（日分、空欄はいまのまま）", "days"),
    "payment_days": YearRow("仕入を払うまで（日）", "days", is_needed=True),
    "employees": YearRow("従業員（人、役員・家族を含む）", "people"),
}
OPENING = {
    "cash": "現預金",
    "receivables": "売上債権",
    "stock": "棚卸資産",
    "other_assets": "その他の資産",
    "fixed_assets": "固定資産",
    "payables": "買入債務",
    "taxes": "未払の税金",
    "loans": "借入金",
    "other_liabilities": "その他の負債",
    "net_assets": "純資産",
}


def money(label: str) -> forms.Field:
    """Whole yen; blank is not filled in."""
    return MoneyField(label=label, required=False, highest=LARGEST)


def year_field(row: YearRow, year: int) -> forms.Field:
    """The field of a row in a year, the first 0."""
    label = f"{year + 1}年目の{row.ja}"
    options = {"label": label, "required": row.is_needed}
    if row.reads == "days":
        return WholeNumberField(highest=_LONGEST_DAYS, **options)  # type: ignore[arg-type]
    if row.reads == "people":
        return DecimalLineField(highest=_MOST_PEOPLE, **options)  # type: ignore[arg-type]
    if row.reads in {"rate", "margin"}:
        lowest = -100 if row.reads == "margin" else 0
        return DecimalLineField(lowest=lowest, **options)  # type: ignore[arg-type]
    return money(label)


def sales_fields(at: int, years: int) -> Iterator[tuple[str, forms.Field]]:
    """One line of sales: its name, how it is reckoned, and its figures year by year."""
    yield f"s{at}-key", LineField(required=False, widget=forms.HiddenInput())
    yield f"s{at}-ja", LineField(label=f"売上{at + 1}行目の名前", required=False)
    how = forms.ChoiceField(label=f"売上{at + 1}行目の計算", choices=[(h.value, h.ja) for h in How])
    how.initial = How.CUSTOMERS.value
    yield f"s{at}-how", how
    for year in range(years):
        named = f"{year + 1}年目の売上{at + 1}行目の"
        yield f"s{at}-quantity-{year}", money(f"{named}客数・数量")
        yield f"s{at}-price-{year}", money(f"{named}単価")
        yield f"s{at}-amount-{year}", money(f"{named}金額")
        margin = DecimalLineField(label=f"{named}粗利率", required=False, lowest=-100)
        yield f"s{at}-margin-{year}", margin


def cost_fields(at: int, years: int) -> Iterator[tuple[str, forms.Field]]:
    """One line of fixed costs: its name, its nature, and its amounts."""
    yield f"c{at}-key", LineField(required=False, widget=forms.HiddenInput())
    yield f"c{at}-ja", LineField(label=f"固定費{at + 1}行目の名前", required=False)
    natures = [(nature.value, nature.ja) for nature in Nature]
    nature = forms.ChoiceField(label=f"固定費{at + 1}行目の性質", choices=natures)
    nature.initial = Nature.OTHER.value
    yield f"c{at}-nature", nature
    for year in range(years):
        yield f"c{at}-amount-{year}", money(f"{year + 1}年目の固定費{at + 1}行目")


def month_field(label: str, months: Sequence[date], kept: date | None, blank: str) -> forms.Field:
    """A month of the plan, or the one that was kept, by its first day."""
    known = sorted({*months, *([kept] if kept else [])})
    choices = [("", blank), *((one.isoformat(), in_era_month(one)) for one in known)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def thing_fields(
    given: Assumptions, counts: Mapping[str, int]
) -> Iterator[tuple[str, forms.Field]]:
    """Equipment, loans and subsidies, a line each."""
    months = given.months
    for at in range(counts["e"]):
        kept = given.equipment[at].bought_in if at < len(given.equipment) else None
        named = f"設備{at + 1}行目の"
        yield f"e{at}-name", LineField(label=f"{named}名前", required=False)
        yield f"e{at}-cost", money(f"{named}金額")
        yield f"e{at}-bought_in", month_field(f"{named}買う月", months, kept, "—")
        yield f"e{at}-life", WholeNumberField(label=f"{named}使う年数", required=False, highest=50)
    for at in range(counts["l"]):
        loan = given.loans[at].loan if at < len(given.loans) else None
        named = f"借入{at + 1}行目の"
        yield f"l{at}-name", LineField(label=f"{named}名前", required=False)
        yield f"l{at}-principal", money(f"{named}金額")
        yield f"l{at}-rate", DecimalLineField(label=f"{named}利率", required=False, highest=20)
        drawn = loan.drawn_on if loan else None
        yield f"l{at}-drawn_on", month_field(f"{named}借りる月", months, drawn, NOW)
        first = loan.first_repayment if loan else None
        yield f"l{at}-first_repayment", month_field(f"{named}最初の返済", months, first, REPAYING)
        times = WholeNumberField(label=f"{named}返済回数", required=False, highest=600)
        yield f"l{at}-instalments", times
    for at in range(counts["g"]):
        got = given.subsidies[at].received_in if at < len(given.subsidies) else None
        named = f"補助金{at + 1}行目の"
        yield f"g{at}-name", LineField(label=f"{named}名前", required=False)
        yield f"g{at}-amount", money(f"{named}金額")
        yield f"g{at}-received_in", month_field(f"{named}入る月", months, got, "—")


def season_fields(given: Assumptions) -> Iterator[tuple[str, forms.Field]]:
    """The share of each month, and the sales of each month where they are typed."""
    for at, month in enumerate(given.months_of(0)):
        named = f"{month.month}月"
        yield f"weight-{at}", WholeNumberField(label=f"{named}の割合", highest=LARGEST)
        for year in range(len(given.years)):
            yield f"month-{year}-{at}", money(f"{year + 1}年目の{named}の売上")


def initial_of(given: Assumptions) -> dict[str, object]:
    """What the fields show of assumptions there are."""
    first: dict[str, object] = {
        "own_money": given.own_money or None,
        "is_new": given.is_new,
        "is_proprietor": given.is_proprietor,
    }
    for year, plan in enumerate(given.years):
        first |= {f"{name}-{year}": getattr(plan, name) for name in YEAR_ROWS}
        months = plan.months or (None,) * MONTHS
        first |= {f"month-{year}-{at}": amount for at, amount in enumerate(months)}
    first |= {f"weight-{at}": weight for at, weight in enumerate(given.weights)}
    if given.opening is not None:
        first |= {f"opening-{name}": getattr(given.opening, name) for name in OPENING}
    return {**first, **_lines(given), **_things(given)}


def _lines(given: Assumptions) -> dict[str, object]:
    first: dict[str, object] = {}
    for at, sold in enumerate(given.years[0].sales):
        first |= {f"s{at}-key": sold.key, f"s{at}-ja": sold.ja, f"s{at}-how": sold.how.value}
        for year, plan in enumerate(given.years):
            line = next((one for one in plan.sales if one.key == sold.key), None)
            for name in ("quantity", "price", "amount", "margin"):
                first[f"s{at}-{name}-{year}"] = getattr(line, name) if line else None
    for at, cost in enumerate(given.years[0].costs):
        first |= {f"c{at}-key": cost.key, f"c{at}-ja": cost.ja, f"c{at}-nature": cost.nature.value}
        for year, plan in enumerate(given.years):
            paid = next((one for one in plan.costs if one.key == cost.key), None)
            first[f"c{at}-amount-{year}"] = paid.amount if paid else None
    return first


def _things(given: Assumptions) -> dict[str, object]:
    first: dict[str, object] = {}
    for at, bought in enumerate(given.equipment):
        first |= {f"e{at}-name": bought.name, f"e{at}-cost": bought.cost}
        first |= {f"e{at}-bought_in": bought.bought_in.isoformat(), f"e{at}-life": bought.life}
    for at, owed in enumerate(given.loans):
        loan = owed.loan
        first |= {f"l{at}-name": owed.name, f"l{at}-principal": loan.principal}
        first |= {f"l{at}-rate": loan.rate, f"l{at}-instalments": loan.instalments}
        first[f"l{at}-drawn_on"] = loan.drawn_on.isoformat() if loan.drawn_on else ""
        is_repaid = not owed.is_new and loan.first_repayment == given.starts_on
        first[f"l{at}-first_repayment"] = "" if is_repaid else loan.first_repayment.isoformat()
    for at, subsidy in enumerate(given.subsidies):
        first |= {f"g{at}-name": subsidy.name, f"g{at}-amount": subsidy.amount}
        first[f"g{at}-received_in"] = subsidy.received_in.isoformat()
    return first
