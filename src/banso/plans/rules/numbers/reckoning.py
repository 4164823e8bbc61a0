"""The figures of a plan（数値計画）from its assumptions: years, months, and what is odd in them.

What cannot be computed says why. Explained with an example in docs/rules/plan-numbers.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from banso.core.era import in_era_month
from banso.core.money import yen
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.figures.rules.statement import Statement
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions, month_gap_words
from banso.plans.rules.numbers.balance import Balance, start_of
from banso.plans.rules.numbers.income import Income, income_of
from banso.plans.rules.numbers.months import Earned, Month, Moved, earned_in, moved_in
from banso.plans.rules.numbers.spreading import number_of

NOT_WHOLE = "売上原価が、その中の労務費と減価償却費の合計より小さい"
_UNTIL = "{}年目：{}"


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One year of the plan. ``balance`` is that of its last day; ``reason`` why it is unknown."""

    number: int
    label: str
    income: Income
    months: tuple[Month, ...] = ()
    balance: Balance | None = None
    reason: str = ""

    def moved(self, name: str) -> int | None:
        """A row of the year's cash flow in yen, such as ``collected``; ``None`` when unknown."""
        known = [month.moved for month in self.months if month.moved]
        if len(known) != MONTHS:
            return None
        return sum(int(getattr(moved, name)) for moved in known)

    @property
    def operating_cash(self) -> int | None:
        """営業活動によるキャッシュ・フロー: trade, interest and taxes, without equipment."""
        known = [month.moved for month in self.months if month.moved]
        return sum(map(_operating, known)) if len(known) == MONTHS else None

    def owned(self, name: str) -> Reading:
        """A line of the balance sheet in yen, such as ``cash``, or 算出不可."""
        if self.balance is None:
            return unknown(self.reason, Unit.YEN)
        return Reading(Decimal(getattr(self.balance, name)), Unit.YEN)


def _operating(moved: Moved) -> int:
    earned = moved.collected + moved.other_income + moved.subsidies
    running = moved.purchases + moved.labour + moved.fixed_costs
    return earned - running - moved.interest - moved.other_expenses - moved.tax


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The whole: its years, where it begins, and remarks on assumptions that do not fit."""

    assumptions: Assumptions
    start: Balance | None
    years: tuple[PlanYear, ...]
    remarks: tuple[str, ...] = ()

    @property
    def months(self) -> tuple[Month, ...]:
        """All months that could be reckoned, in order."""
        return tuple(month for year in self.years for month in year.months)

    @property
    def short_months(self) -> tuple[Month, ...]:
        """The months at whose end money is short（資金不足）."""
        return tuple(month for month in self.months if month.shortage)

    @property
    def money_words(self) -> str:
        """「令和9年6月に120,000円足りません。」, and from when on it cannot be told."""
        short = [f"{month.label}に{yen(month.shortage)}足りません。" for month in self.short_months]
        untold = next((year for year in self.years if year.balance is None), None)
        if untold is not None:
            words = f"{untold.number}年目から先の現預金は算出不可です（{untold.reason}）。"
            return "".join((*short, words))
        return "".join(short) or "お金の足りなくなる月はありません。"


def reckon(given: Assumptions) -> Reckoned:
    """Years and months of the plan; a year that lacks something makes those after it unknown."""
    incomes = [income_of(given, year) for year in range(len(given.years))]
    reasons = [_why_not(given, year, income) for year, income in enumerate(incomes)]
    earned: list[Earned] = []
    for year, income in enumerate(incomes):
        if reasons[year]:
            break
        earned += earned_in(given, year, income)
    start = start_of(given.base, given.opening, is_new=given.is_new)
    months = tuple(map(Month, earned))
    if start.balance is not None and earned:
        months = tuple(moved_in(given, start.balance, earned))
    years = tuple(
        _year(given, number, incomes, months, (start.reason, *reasons))
        for number in range(1, len(incomes) + 1)
    )
    return Reckoned(given, start.balance, years, tuple(_remarks(given, start.balance, years)))


def _year(
    given: Assumptions,
    number: int,
    incomes: list[Income],
    months: tuple[Month, ...],
    reasons: tuple[str, ...],
) -> PlanYear:
    """A year with its months; ``reasons`` begin with why the opening balance is unknown."""
    own = months[(number - 1) * MONTHS : number * MONTHS]
    first = given.months_of(number - 1)[0]
    last = given.months_of(number - 1)[-1]
    why = next((reason for reason in reasons[: number + 1] if reason), "")
    return PlanYear(
        number=number,
        label=f"{number}年目（{in_era_month(first)}〜{in_era_month(last)}）",
        income=incomes[number - 1],
        months=own,
        balance=own[-1].closing if own else None,
        reason=why,
    )


def _why_not(given: Assumptions, year: int, income: Income) -> str:
    """Why a year has no months: what is not filled in, or months that do not add up."""
    plan, number = given.years[year], year + 1
    if income.reason:
        return _UNTIL.format(number, income.reason)
    if plan.month_gap:
        return month_gap_words(number, plan).rstrip("。")
    if (income.cost_of_sales or 0) < plan.labour_in_cost + plan.depreciation_in_cost:
        return _UNTIL.format(number, NOT_WHOLE)
    return ""


def _remarks(
    given: Assumptions, start: Balance | None, years: tuple[PlanYear, ...]
) -> Iterator[str]:
    yield from _on_the_base(given, given.base)
    owed = sum(one.loan.principal for one in given.loans if not one.is_new)
    if start is not None and owed != start.loans:
        yield (
            f"いまの借入の内訳の合計（{yen(owed)}）が、始まりの借入金（{yen(start.loans)}）と"
            f"{yen(abs(owed - start.loans))}違います。違う分は返さないものとして計算しました。"
        )
    for year in years:
        if year.balance and year.balance.fixed_assets < 0:
            yield (
                f"{year.number}年目に、減価償却費の累計が固定資産を"
                f"{yen(-year.balance.fixed_assets)}超えます。減価償却費を確かめてください。"
            )


def _on_the_base(given: Assumptions, base: Statement | None) -> Iterator[str]:
    if base is None:
        return
    if base.months != MONTHS:
        yield f"基準の決算は{base.months}か月の期です。伸びは年に直して比べます。"
    if not base.is_closed:
        yield "基準の決算は、まだ確定していません。"
    after = number_of(given.starts_on, base.ends_on) - 1
    if after > 0:
        yield f"基準の決算の期末から計画の始まりまで{after}か月あり、その間の動きは入っていません。"
    if after < 0:
        yield f"計画が、基準の決算の期末より{-after}か月前に始まっています。"
