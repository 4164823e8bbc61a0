"""Accounts（決算）of some of the made-up businesses: three periods or four, plainly invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from random import Random

from banso.core.clock import TOKYO
from banso.core.workdays import next_working_day
from banso.figures.models import FinancialStatement, Unit
from banso.figures.rules.accounts import Form
from banso.registry.models import Business, LegalForm
from banso.registry.rules.industries import bucket_of
from banso.web.demo.businesses import Enrolled
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import Span

_TYPED_AFTER = timedelta(days=75)
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Story:
    """How a business goes: first sales in 千円, what changes each year, what is left of sales.

    There are as many periods as ``margins``. ``debts`` are loans as a share of sales.
    ``first_month`` is the month in which the first period began; later than the closing month's
    next, it was a short one.
    """

    form: Form
    sales: int
    growth: tuple[int, ...]  # percent, from the second year on
    margins: tuple[int, ...]  # operating profit in tenths of a percent of sales
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


class When(Enum):
    """In which years a business was analysed, beside the handful whose analyses are shown."""

    BOTH = "both"
    BEFORE = "before"
    NOW = "now"


_CORPORATION, _PROPRIETOR = Form.CORPORATION, Form.PROPRIETOR
# For the region（地域の課題）: enough of two industries that something may be shown.
_MORE = (
    (When.BOTH, "製造業", Story(_CORPORATION, 52_000, (-3, -4, -6), (12, -15, -30, -42), 60, 2)),
    (When.BOTH, "小売業", Story(_CORPORATION, 33_000, (2, 3, 4), (25, 22, 28, 30), 20)),
    (When.BOTH, "小売業", Story(_PROPRIETOR, 14_000, (-2, -3, 1), (150, 140, 120, 130), 40)),
    (When.NOW, "製造業", Story(_CORPORATION, 47_000, (-4, -5), (2, -25, -44), 70, 3)),
    (When.NOW, "小売業", Story(_CORPORATION, 30_000, (-3, -8), (-8, -20, -33), 60, 4)),
    (When.NOW, "製造業", Story(_CORPORATION, 58_000, (3, 2), (26, 24, 29), 25)),
    (When.NOW, "小売業", Story(_PROPRIETOR, 9_800, (-1, -4), (140, 120, 110), 30)),
    (When.NOW, "製造業", Story(_CORPORATION, 36_000, (5, 4), (18, 21, 24), 45)),
    (When.BEFORE, "製造業", Story(_CORPORATION, 41_000, (-5, -7), (-20, -35, -40), 75, 4)),
    (When.BEFORE, "小売業", Story(_CORPORATION, 28_000, (-4, -6), (5, -10, -22), 65, 1)),
    (When.BEFORE, "製造業", Story(_CORPORATION, 66_000, (4, 5), (30, 32, 35), 20)),
    (When.BEFORE, "小売業", Story(_PROPRIETOR, 11_000, (1, -1), (180, 170, 160), 10)),
    (When.BEFORE, "小売業", Story(_CORPORATION, 22_000, (-2, 3), (10, 12, 15), 35)),
)


@dataclass(frozen=True, slots=True)
class Entered:
    """Whose accounts were entered: the handful, and those analysed in a year or in both."""

    handful: list[Business]
    more: list[tuple[When, Business]]


def enter_accounts(rng: Random, entries: list[Enrolled], span: Span) -> Entered:
    """Keep periods for the star and five others, and for those analysed in two years.

    Of the six, one has no 貸借対照表 and one is 債務超過.
    """
    steady = [
        entry.business
        for entry in sorted(entries, key=lambda one: str(one.business.public_id))
        if entry.small and entry.closed_on is None and not entry.is_new and entry.business.adviser
    ]
    star = next(business for business in steady if business.name == STAR)
    left = [one for one in steady if one is not star]
    chosen = [(_STAR, star), *_matched(rng, left)]
    known = {business.pk for _, business in chosen}
    more = list(_found([one for one in left if one.pk not in known]))
    told = [(story, business, span.until) for story, business in chosen]
    told += [(story, business, _known_by(when, span)) for when, story, business in more]
    keep(FinancialStatement, [signed for one in told for signed in _periods(rng, *one)])
    return Entered(
        [business for _, business in chosen], [(when, business) for when, _, business in more]
    )


# Of those who are followed up: how a firm goes, in turn, and one that is 債務超過.
_FOLLOWED = (
    Story(_CORPORATION, 31_000, (3, 4), (18, 22, 34), 30),
    Story(_PROPRIETOR, 12_500, (2, -3), (140, 150, 148), 25),
    Story(_PROPRIETOR, 8_600, (4, 5), (120, 135, 160), 15),
    Story(_CORPORATION, 26_000, (-2, 1), (20, 15, 17), 40),
    Story(_PROPRIETOR, 15_200, (1, 3), (130, 126, 139), 30),
)
_IN_TROUBLE = Story(_CORPORATION, 29_000, (-4, 3), (-25, -48, -12), debts=75, equity=3)
_IN_TROUBLE_ALONE = Story(_PROPRIETOR, 10_400, (-6, 2), (-60, -80, -20), debts=70, equity=4)


def periods_of(
    rng: Random, business: Business, until: date, *, is_in_trouble: bool
) -> Iterator[Signed[FinancialStatement]]:
    """Three periods of a firm that is followed up, the oldest first."""
    form = _CORPORATION if business.legal_form == LegalForm.CORPORATION else _PROPRIETOR
    fits = [story for story in _FOLLOWED if story.form is form]
    story = rng.choice(fits)
    if is_in_trouble:
        story = _IN_TROUBLE if form is _CORPORATION else _IN_TROUBLE_ALONE
    yield from _periods(rng, story, business, until)


def _found(businesses: list[Business]) -> Iterator[tuple[When, Story, Business]]:
    """A business of the right legal form for each, of its industry if there is one left.

    The districts come in turn. A small office may have too few: then there are fewer.
    """
    left = list(businesses)
    districts = sorted({one.district_id or 0 for one in left})
    for place, (when, bucket, story) in enumerate(_MORE):
        fits = [
            one
            for one in left
            if (one.legal_form == LegalForm.CORPORATION) == _is_incorporated(story)
        ]
        turn = districts[place % len(districts)]
        fits.sort(key=lambda one: _misfit(one, bucket, turn))
        if fits:
            left.remove(fits[0])
            yield when, story, fits[0]


def _is_incorporated(story: Story) -> bool:
    return story.form is Form.CORPORATION


def _misfit(business: Business, bucket: str, district: int) -> tuple[bool, bool]:
    """How far a business is from what is wanted: the industry first, then the district."""
    return bucket_of(business.industry_code) != bucket, (business.district_id or 0) != district


def _known_by(when: When, span: Span) -> date:
    """The last day on which accounts came in: a year ago for those analysed only then."""
    return span.until - timedelta(days=365) if when is When.BEFORE else span.until


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
    years = len(story.margins)
    for place in range(years):
        if place:
            sales = sales * (100 + story.growth[place - 1]) // 100
        ends_on = _month_end(last.year - (years - 1 - place), story.closes_in)
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
            is_closed=not (story.is_trial and place == years - 1),
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
