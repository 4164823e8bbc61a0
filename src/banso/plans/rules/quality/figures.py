"""What is odd in the figures: lacking, beside the measures, growing by itself, short of money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from banso.core.era import in_era_day
from banso.core.money import yen
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.diagnosis.rules.reading import Unit
from banso.plans.rules.concerns import Concern, Part, Place
from banso.plans.rules.content import Content
from banso.plans.rules.innovation import Verdict, standings
from banso.plans.rules.measures import Funding, funding_of
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions, month_gap_words
from banso.plans.rules.numbers.base import BaseYear
from banso.plans.rules.numbers.reckoning import Reckoned, reckon
from banso.plans.rules.quality.checks import Checks

_PERCENT = 100
_WHOLE = Place(Part.NUMBERS, "", Part.NUMBERS.ja)


def on_numbers(content: Content, checks: Checks) -> Iterator[Concern]:
    """Concerns about the figures; without any there is one, and no more."""
    if not content.kind.has("numbers"):
        return
    if content.numbers is None:
        yield checks["no-numbers"].at(_WHOLE)
        return
    found = reckon(content.numbers)
    yield from _period(content, content.numbers, checks)
    yield from _lacking(found, checks)
    yield from _beside_measures(content, found, checks)
    yield from _growth(content, found, checks)
    yield from _money(found, checks)
    yield from (checks["numbers-odd"].at(_WHOLE, reason=one) for one in found.remarks)
    if content.kind_key == "innovation":
        yield from _innovation(found, checks)


def _year(number: int) -> Place:
    return Place(Part.NUMBERS, str(number), f"{number}年目")


def _period(content: Content, numbers: Assumptions, checks: Checks) -> Iterator[Concern]:
    if (numbers.starts_on, len(numbers.years)) != (content.starts_on, content.years):
        reckoned = f"{in_era_day(numbers.starts_on)}から{len(numbers.years)}年"
        period = f"{in_era_day(content.starts_on)}から{content.years}年"
        yield checks["numbers-period"].at(_WHOLE, reckoned=reckoned, period=period)


def _lacking(found: Reckoned, checks: Checks) -> Iterator[Concern]:
    """Months that do not add up, year by year; else the first reason why there is no result.

    Where the profit of every year is known and only the money is not, that is what is said.
    """
    years = list(enumerate(found.assumptions.years, start=1))
    gaps = [(number, words) for number, plan in years if (words := month_gap_words(number, plan))]
    for number, words in gaps:
        yield checks["months-differ"].at(_year(number), reason=words)
    blank = next((year for year in found.years if year.income.reason), None)
    first = next((year for year in found.years if year.reason), None)
    if gaps or first is None:
        return
    if blank is not None:
        reason = f"{blank.number}年目：{blank.income.reason}"
        yield checks["numbers-blank"].at(_year(blank.number), reason=reason)
    elif found.start is None:
        yield checks["money-unknown"].at(_WHOLE, reason=first.reason)
    else:
        yield checks["numbers-blank"].at(_year(first.number), reason=first.reason)


def _beside_measures(content: Content, found: Reckoned, checks: Checks) -> Iterator[Concern]:
    """Costs, loans and subsidies of the measures against those of the figures."""
    funding = funding_of(one.money for one in content.open_measures)
    yield from _costs(funding, found, checks)
    numbers = found.assumptions
    reckoned = {
        "loans-differ": (
            funding.loan,
            sum(one.loan.principal for one in numbers.loans if one.is_new),
        ),
        "subsidies-differ": (funding.subsidy, sum(one.amount for one in numbers.subsidies)),
    }
    for key, (written, amount) in reckoned.items():
        if written != amount:
            told = {"written": yen(written), "reckoned": yen(amount)}
            yield checks[key].at(_WHOLE, gap=yen(abs(written - amount)), **told)


def _costs(funding: Funding, found: Reckoned, checks: Checks) -> Iterator[Concern]:
    equipment = found.assumptions.new_equipment_yen
    more = more_fixed_costs(found)
    gap = funding.cost - equipment - (more or 0)
    if more is not None and gap > 0:
        told = {"cost": yen(funding.cost), "equipment": yen(equipment), "more": yen(more)}
        yield checks["costs-not-in-numbers"].at(_WHOLE, gap=yen(gap), **told)


def more_fixed_costs(found: Reckoned) -> int | None:
    """By how much fixed costs are above the base's, all years together, in yen; years below it
    count as nothing. A new business had none. ``None`` is unknown.
    """
    costs = [year.income.fixed_costs for year in found.years]
    known = [cost for cost in costs if cost is not None]
    base = 0 if found.assumptions.is_new else _base_fixed_costs(found.assumptions)
    if len(known) != len(costs) or base is None:
        return None
    return sum(max(cost - base, 0) for cost in known)


def _base_fixed_costs(given: Assumptions) -> int | None:
    """販管費 of the base a year without the depreciation in it, in yen."""
    base = given.base
    if base is None or base.selling_and_admin is None:
        return None
    written_off = (base.depreciation or 0) - base.amounts.get("factory_depreciation", 0)
    return int(base.annualised(base.selling_and_admin - written_off))


def _growth(content: Content, found: Reckoned, checks: Checks) -> Iterator[Concern]:
    sales = [year.income.sales for year in found.years]
    base = BaseYear(found.assumptions.base).reading("sales").value
    before = None if base is None else int(base)
    for number, amount in enumerate(sales, start=1):
        if amount is not None and before is not None and before > 0:
            yield from _jump(content, number, Decimal(amount) / before - 1, checks)
        before = amount


def _jump(content: Content, number: int, growth: Decimal, checks: Checks) -> Iterator[Concern]:
    """A year's growth beyond what may be without measures, or with those begun by its end."""
    last = month_after(content.starts_on, number * MONTHS)
    count = sum(
        (one.starts_on or one.ends_on or content.ends_on) < last for one in content.open_measures
    )
    limit = (checks.growth_with if count else checks.growth_alone) / _PERCENT
    if growth > limit:
        told: Mapping[str, object] = {
            "number": number,
            "growth": Unit.RATE.write(growth),
            "count": count,
            "limit": Unit.RATE.write(limit),
        }
        yield checks["growth-unexplained"].at(_year(number), **told)


def _money(found: Reckoned, checks: Checks) -> Iterator[Concern]:
    short = found.short_months
    if short:
        first = short[0]
        told = {"month": first.label, "short": yen(first.shortage), "count": len(short)}
        yield checks["cash-short"].at(_WHOLE, **told)


def _innovation(found: Reckoned, checks: Checks) -> Iterator[Concern]:
    for one in standings(found):
        if one.verdict is not Verdict.MET:
            yield checks["innovation-missed"].at(_WHOLE, words=one.words)
