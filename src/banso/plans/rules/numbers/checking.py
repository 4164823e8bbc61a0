"""What assumptions are refused for, each at the field it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from banso.core.era import in_era_month
from banso.core.money import LARGEST
from banso.core.refusals import RuleViolation
from banso.plans.rules.numbers.assumptions import (
    FEWEST_YEARS,
    MONTHS,
    MOST_YEARS,
    Assumptions,
    How,
    YearPlan,
    month_gap_words,
)

LONGEST_NAME = 60
MOST_LINES = 30
_WHOLE = Decimal(100)
_LONGEST_LIFE = 50
_MOST_DAYS = 360
_WEIGHTS = "月の割合は、0以上の整数を12か月分（合計が1以上）にしてください。"


def refuse_assumptions(given: Assumptions) -> None:
    """Refuse what no plan can be made of; blanks are not refused, they are 算出不可."""
    if not FEWEST_YEARS <= len(given.years) <= MOST_YEARS:
        raise RuleViolation("bad-years", "数値計画は3年から5年です。", field="years")
    if given.starts_on.day != 1:
        raise RuleViolation("bad-start", "計画は月の初日から始めてください。", field="starts_on")
    weights = given.weights
    if len(weights) != MONTHS or min(weights) < 0 or sum(weights) <= 0:
        raise RuleViolation("bad-weights", _WEIGHTS, field="weights")
    for number, plan in enumerate(given.years, start=1):
        _refuse_year(number, plan)
    for check in (_equipment, _loans, _subsidies):
        check(given)


def _refuse_year(number: int, plan: YearPlan) -> None:
    _lines(number, plan)
    _rates(number, plan)
    if plan.months and len(plan.months) != MONTHS:
        words = f"{number}年目の月別の売上は12か月分にしてください。"
        raise RuleViolation("bad-months", words, field="months")
    if plan.month_gap:
        raise RuleViolation("months-differ", month_gap_words(number, plan), field="months")
    if plan.depreciation is not None and plan.depreciation_in_cost > plan.depreciation:
        words = f"{number}年目の減価償却費のうち売上原価の分が、減価償却費の全体を超えています。"
        raise RuleViolation("too-much-in-cost", words, field="depreciation_in_cost")


def _lines(number: int, plan: YearPlan) -> None:
    for name, ja, lines in (("sales", "売上", plan.sales), ("costs", "固定費", plan.costs)):
        if len(lines) > MOST_LINES:
            raise RuleViolation("too-many", f"{ja}の行は{MOST_LINES}行までです。", field=name)
        if any(not line.ja.strip() or len(line.ja) > LONGEST_NAME for line in lines):
            words = f"{number}年目の{ja}の行に、{LONGEST_NAME}字までの名前を付けてください。"
            raise RuleViolation("no-name", words, field=name)
        if len({line.key for line in lines}) != len(lines):
            raise RuleViolation("twice", f"{number}年目に同じ{ja}の行が2つあります。", field=name)
    sold = [
        part
        for line in plan.sales
        for part in ((line.amount,) if line.how is How.AMOUNT else (line.quantity, line.price))
    ]
    _amounts(number, "売上", "sales", [*sold, *(line.sales for line in plan.sales)])
    _amounts(number, "固定費", "costs", [cost.amount for cost in plan.costs])
    further = (plan.depreciation, plan.labour_in_cost, plan.depreciation_in_cost)
    _amounts(number, "減価償却費・労務費", "depreciation", further)
    others = (plan.other_income, plan.other_expenses, plan.drawings, plan.tax_minimum)
    _amounts(number, "そのほかの金額", "others", others)
    _amounts(number, "月別の売上", "months", plan.months)


def _amounts(number: int, ja: str, name: str, amounts: Sequence[int | None]) -> None:
    """Whole yen from 0 up; blanks pass."""
    for amount in amounts:
        if amount is not None and not 0 <= amount < LARGEST:
            words = f"{number}年目の{ja}は0以上で入力してください。"
            raise RuleViolation("bad-amount", words, field=name)


def _rates(number: int, plan: YearPlan) -> None:
    margins = [plan.margin, *(line.margin for line in plan.sales)]
    if any(margin is not None and not -_WHOLE <= margin <= _WHOLE for margin in margins):
        words = f"{number}年目の粗利率は−100%から100%までで入力してください。"
        raise RuleViolation("bad-margin", words, field="margin")
    if not 0 <= plan.tax_rate <= _WHOLE:
        words = f"{number}年目の税率は0%から100%までで入力してください。"
        raise RuleViolation("bad-rate", words, field="tax_rate")
    days = {
        "collection_days": ("回収の日数", plan.collection_days),
        "stock_days": ("在庫の日数", plan.stock_days),
        "payment_days": ("支払の日数", plan.payment_days),
    }
    for name, (ja, value) in days.items():
        if value is not None and not 0 <= value <= _MOST_DAYS:
            words = f"{number}年目の{ja}は0日から{_MOST_DAYS}日までにしてください。"
            raise RuleViolation("bad-days", words, field=name)
    if plan.employees is not None and plan.employees < 0:
        words = f"{number}年目の従業員数は0以上で入力してください。"
        raise RuleViolation("bad-people", words, field="employees")


def _refuse(code: str, field: str, words: str, *, when: bool) -> None:
    if when:
        raise RuleViolation(code, words, field=field)


def _outside(given: Assumptions, month: date) -> str:
    """「月（令和9年4月）を、計画の期間（…）の中にしてください。」."""
    period = f"{in_era_month(given.months[0])}〜{in_era_month(given.months[-1])}"
    return f"月（{in_era_month(month)}）を、計画の期間（{period}）の中にしてください。"


def _equipment(given: Assumptions) -> None:
    for one in given.equipment:
        _named("equipment", "設備", one.name)
        words = f"設備「{one.name}」を買う{_outside(given, one.bought_in)}"
        _refuse("outside", "equipment", words, when=one.bought_in not in given.months)
        words = (
            f"設備「{one.name}」の金額は1円以上、"
            f"使う年数は1年から{_LONGEST_LIFE}年までにしてください。"
        )
        bad = not 0 < one.cost < LARGEST or not 0 < one.life <= _LONGEST_LIFE
        _refuse("bad-equipment", "equipment", words, when=bad)


def _loans(given: Assumptions) -> None:
    for one in given.loans:
        _named("loans", "借入", one.name)
        first = one.loan.drawn_on or one.loan.first_repayment
        what = "を借りる月" if one.is_new else "の最初の返済"
        mend = (
            "もう借りているときは、借りる月を「いまある借入」にしてください。"
            if one.is_new
            else "もう返しているときは、計画の始まる月にしてください。"
        )
        words = (
            f"借入「{one.name}」{what}（{in_era_month(first)}）が、"
            f"計画の始まる月（{in_era_month(given.starts_on)}）より前です。{mend}"
        )
        _refuse("outside", "loans", words, when=first < given.starts_on)
        words = f"借入「{one.name}」の月は、月の1日で決めてください。"
        in_a_month = first.day != 1 or one.loan.first_repayment.day != 1
        _refuse("not-first", "loans", words, when=in_a_month)


def _subsidies(given: Assumptions) -> None:
    for one in given.subsidies:
        _named("subsidies", "補助金", one.name)
        words = f"補助金「{one.name}」は1円以上にしてください。"
        _refuse("bad-amount", "subsidies", words, when=one.amount <= 0)
        words = f"補助金「{one.name}」の入る{_outside(given, one.received_in)}"
        _refuse("outside", "subsidies", words, when=one.received_in not in given.months)
    if given.own_money < 0:
        words = "元手は0以上で入力してください。"
        raise RuleViolation("bad-amount", words, field="own_money")


def _named(field: str, ja: str, name: str) -> None:
    words = f"{ja}に、{LONGEST_NAME}字までの名前を付けてください。"
    _refuse("no-name", field, words, when=not name.strip() or len(name) > LONGEST_NAME)
