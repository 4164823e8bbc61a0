"""Accounts（決算）of a handful of the made-up businesses: three periods each, plainly invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from banso.core.clock import TOKYO
from banso.core.workdays import next_working_day
from banso.figures.models import FinancialStatement, Unit
from banso.figures.rules.accounts import Form
from banso.registry.models import Business, LegalForm
from banso.web.demo.businesses import Enrolled
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import Span

_YEARS = 3
_TYPED_AFTER = timedelta(days=75)
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Story:
    """How a business goes: first sales in 千円, what changes each year, what is left of sales.

    ``debts`` are loans as a share of sales. ``first_month`` is the month in which the first period
    began; later than the closing month's next, it was a short one.
    """

    form: Form
    sales: int
    growth: tuple[int, int]  # percent, in the second and third year
    margins: tuple[int, int, int]  # operating profit in tenths of a percent of sales
    debts: int  # percent of sales
    equity: int = 15  # percent of sales, at the beginning
    unit: Unit = Unit.YEN
    first_month: int | None = None
    is_trial: bool = False

    @property
    def closes_in(self) -> int:
        """The closing month."""
        return 3 if self.form is Form.CORPORATION else 12


_STAR = Story(Form.CORPORATION, 92_000, (3, 6), (21, 18, 34), debts=45, unit=Unit.THOUSAND_YEN)
_OTHERS = (
    Story(Form.CORPORATION, 38_000, (-6, -9), (4, -38, -62), debts=70, equity=2),  # 債務超過へ
    Story(Form.CORPORATION, 24_000, (55, 8), (-12, 15, 22), debts=30, first_month=9),  # 設立の期
    Story(Form.CORPORATION, 61_000, (2, 1), (28, 30, 25), debts=25, is_trial=True),
    Story(Form.PROPRIETOR, 17_500, (4, -2), (160, 172, 150), debts=20),
    Story(Form.PROPRIETOR_SHORT, 6_200, (-3, 5), (210, 195, 220), debts=0),
)


def enter_accounts(rng: Random, entries: list[Enrolled], span: Span) -> None:
    """Keep three periods for the star and five others; one has no 貸借対照表, one is 債務超過."""
    steady = [
        entry.business
        for entry in sorted(entries, key=lambda one: str(one.business.public_id))
        if entry.small and entry.closed_on is None and not entry.is_new and entry.business.adviser
    ]
    star = next(business for business in steady if business.name == STAR)
    chosen = [(_STAR, star), *_matched(rng, [one for one in steady if one is not star])]
    keep(
        FinancialStatement,
        [
            signed
            for story, business in chosen
            for signed in _periods(rng, story, business, span.until)
        ],
    )


def _matched(rng: Random, businesses: list[Business]) -> Iterator[tuple[Story, Business]]:
    """A business of the right legal form for each story, each once."""
    left = rng.sample(businesses, len(businesses))
    for story in _OTHERS:
        is_corporation = story.form is Form.CORPORATION
        wanted = LegalForm.CORPORATION if is_corporation else LegalForm.SOLE_PROPRIETOR
        found = next(business for business in left if business.legal_form == wanted)
        left.remove(found)
        yield story, found


def _periods(
    rng: Random, story: Story, business: Business, until: date
) -> Iterator[Signed[FinancialStatement]]:
    last = _last_day(until, story.closes_in)
    sales, opening, equity = story.sales, 0, story.sales * story.equity // 100
    for place in range(_YEARS):
        if place:
            sales = sales * (100 + story.growth[place - 1]) // 100
        ends_on = _month_end(last.year - (_YEARS - 1 - place), story.closes_in)
        starts_on = _month_end(ends_on.year - 1, story.closes_in) + timedelta(days=1)
        if place == 0 and story.first_month:
            starts_on = date(starts_on.year, story.first_month, 1)
        lines = _income(rng, story, place, sales, opening)
        profit = sales * story.margins[place] // 1_000
        equity += profit
        if story.form.has_balance_sheet:
            lines |= _balance(story, sales, lines, equity=equity, profit=profit)
        opening = lines.get("closing_inventory", 0)
        statement = FinancialStatement(
            public_id=new_id(rng),
            business=business,
            starts_on=starts_on,
            ends_on=ends_on,
            form=story.form.value,
            amounts={code: amount * _THOUSAND for code, amount in lines.items() if amount},
            employees=_people(business),
            is_closed=not (story.is_trial and place == _YEARS - 1),
            typed_in=story.unit,
        )
        assert business.adviser is not None  # noqa: S101 - chosen so
        typed_on = next_working_day(min(ends_on + _TYPED_AFTER, until))
        at = datetime.combine(min(typed_on, until), time(15, 10), TOKYO)
        yield Signed(statement, business.adviser.person, at)


def _income(rng: Random, story: Story, place: int, sales: int, opening: int) -> dict[str, int]:
    """損益計算書 in 千円; 雑費 takes up what the wanted profit leaves."""
    share = rng.randint(36, 44)
    closing = sales * 3 // 100
    lines = {
        "sales": sales,
        "opening_inventory": opening or closing,
        "purchases": sales * share // 100,
        "closing_inventory": closing,
        "wages": sales * 16 // 100,
        "utilities": sales * 4 // 100,
        "supplies": sales * 2 // 100,
        "rent": sales * 3 // 100,
        "advertising": sales // 100,
    }
    if story.form is Form.CORPORATION:
        lines |= {"officers_pay": sales * 12 // 100, "social_insurance": sales * 3 // 100}
    if story.form.has_balance_sheet:
        lines["depreciation"] = sales * 2 // 100
    spent = sum(lines.values()) - sales - 2 * closing
    lines["other_selling_and_admin"] = sales - spent - sales * story.margins[place] // 1_000
    return lines


def _balance(
    story: Story, sales: int, income: dict[str, int], *, equity: int, profit: int
) -> dict[str, int]:
    """貸借対照表 in 千円; the deposits are what makes it balance, and never less than a little."""
    loans = sales * story.debts // 100
    payable = income["purchases"] // 10
    assets = {
        "cash_on_hand": 120,
        "accounts_receivable": sales // 14,
        "inventories": income["closing_inventory"],
        "machinery": sales * 12 // 100,
        "vehicles": sales * 3 // 100,
    }
    debts = {
        "accounts_payable": payable,
        "unpaid": sales // 60,
        "current_portion_of_loans": loans // 8,
        "long_term_loans": loans - loans // 8,
    }
    deposits = sum(debts.values()) + equity - sum(assets.values())
    lacking = max(0, sales // 40 - deposits)
    debts["long_term_loans"] += lacking
    return {**assets, "deposits": deposits + lacking, **debts, **_equity(story, equity, profit)}


def _equity(story: Story, equity: int, profit: int) -> dict[str, int]:
    if story.form is Form.CORPORATION:
        return {"capital": 3_000, "retained_earnings": equity - 3_000}
    return {"owners_capital": equity - profit, "owners_income": profit}


def _people(business: Business) -> Decimal:
    groups = (business.officers, business.family_workers, business.full_time, business.part_time)
    return Decimal(sum(group or 0 for group in groups) or 1)


def _last_day(until: date, month: int) -> date:
    """The last closing day whose accounts have been made by now."""
    day = _month_end(until.year, month)
    return day if day + _TYPED_AFTER <= until else _month_end(until.year - 1, month)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
