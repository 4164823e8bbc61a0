"""An investment（投資）: payback, net present value, with and without a subsidy, money by month.

回収期間 = 投資額 ÷ 年間の効果; 正味現在価値 NPV = Σ 効果 ÷ (1+率)^年 − 投資額. NPV says which
factors it used: exact, or those of a printed table（複利現価係数表）. Explained with an
example in docs/rules/investment.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.reading import Reading, Unit, unknown

NEVER = "期間中に回収できない"
NO_EFFECT = "年間の効果が0以下"
EXACT = "複利現価係数は丸めずに計算"
_FULL_YEAR = 12
_PERCENT = 100


def payback_years(outlay: Decimal, yearly: Decimal) -> Reading:
    """回収期間 in years when every year brings the same."""
    if yearly <= 0:
        return unknown(NO_EFFECT, Unit.YEARS)
    made_of = (("投資額", outlay), ("年間の効果", yearly))
    return Reading(max(outlay, Decimal(0)) / yearly, Unit.YEARS, "", (), made_of)


def payback_of(outlay: Decimal, effects: Sequence[Decimal]) -> Reading:
    """回収期間 in years when the years differ, the last year taken in proportion."""
    left = outlay
    if left <= 0:
        return Reading(Decimal(0), Unit.YEARS)
    for year, effect in enumerate(effects):
        if left <= effect:
            return Reading(year + left / effect, Unit.YEARS)
        left -= effect
    return unknown(NEVER, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class PresentValue:
    """NPV in the money of its inputs, and the factors（複利現価係数）it used, year by year."""

    value: Decimal
    factors: tuple[Decimal, ...]
    is_exact: bool

    @property
    def words(self) -> str:
        """Which factors were used."""
        if self.is_exact:
            return EXACT
        return f"複利現価係数は表の値（{'、'.join(str(factor) for factor in self.factors)}）"


def discount_factors(rate: Decimal, years: int) -> tuple[Decimal, ...]:
    """1 ÷ (1+rate)^year for the years from 1 on, not rounded; ``rate`` in percent.

    Refuses −100 % and below.
    """
    if rate <= -_PERCENT:
        raise RuleViolation("bad-rate", "割引率は−100%より大きくしてください。", field="rate")
    return tuple(1 / (1 + rate / _PERCENT) ** year for year in range(1, years + 1))


def net_present_value(outlay: Decimal, effects: Sequence[Decimal], rate: Decimal) -> PresentValue:
    """NPV of the effects at the end of each year, discounted at ``rate`` percent a year."""
    factors = discount_factors(rate, len(effects))
    return PresentValue(_present(effects, factors) - outlay, factors, is_exact=True)


def net_present_value_by_table(
    outlay: Decimal, effects: Sequence[Decimal], factors: Sequence[Decimal]
) -> PresentValue:
    """NPV with the factors of a printed table, one for each year. Refuses too few or too many."""
    if len(factors) != len(effects):
        message = f"複利現価係数を{len(effects)}年分入力してください。"
        raise RuleViolation("wrong-factors", message, field="factors")
    return PresentValue(_present(effects, factors) - outlay, tuple(factors), is_exact=False)


def _present(effects: Sequence[Decimal], factors: Sequence[Decimal]) -> Decimal:
    return sum((one * factor for one, factor in zip(effects, factors, strict=True)), Decimal(0))


@dataclass(frozen=True, slots=True)
class Investment:
    """Something to be bought: whole yen, what each month of use brings, and its years of use.

    ``subsidy`` comes ``subsidy_after`` months after the payment（補助金は後払い）; ``effect_after``
    is the month in which it begins to bring something in, 0 the month of the payment. Refuses
    amounts below 0 and no years.
    """

    outlay: int
    monthly_effect: int
    years: int
    subsidy: int = 0
    subsidy_after: int = _FULL_YEAR
    effect_after: int = 1

    def __post_init__(self) -> None:
        if self.outlay <= 0 or self.years <= 0:
            message = "投資額と使う年数は1以上で入力してください。"
            raise RuleViolation("no-investment", message)
        if not 0 <= self.subsidy <= self.outlay:
            message = "補助金は0円から投資額までで入力してください。"
            raise RuleViolation("bad-subsidy", message, field="subsidy")
        if self.subsidy_after < 0 or self.effect_after < 0:
            raise RuleViolation("bad-months", "月数は0以上で入力してください。")

    @property
    def last_month(self) -> int:
        """The number of the last month of use, or of the subsidy where it comes later."""
        last = self.years * _FULL_YEAR + self.effect_after - 1
        return max(last, self.subsidy_after if self.subsidy else 0)

    def moves(self, *, with_subsidy: bool = True) -> tuple[int, ...]:
        """Money by month from the payment on, in yen: −投資額, then effects and the subsidy."""
        return tuple(self._moved_in(month, with_subsidy) for month in range(self.last_month + 1))

    def _moved_in(self, month: int, with_subsidy: bool) -> int:  # noqa: FBT001 - passed on
        used = month - self.effect_after
        moved = self.monthly_effect if 0 <= used < self.years * _FULL_YEAR else 0
        if with_subsidy and month == self.subsidy_after:
            moved += self.subsidy
        return moved - self.outlay if month == 0 else moved

    def balance(self, *, with_subsidy: bool = True) -> tuple[int, ...]:
        """What has come back by the end of each month, in yen; below 0 it is still out."""
        return tuple(accumulate(self.moves(with_subsidy=with_subsidy)))

    def payback_month(self, *, with_subsidy: bool = True) -> int | None:
        """The first month from which on nothing is out any more; ``None``: never."""
        out = [at for at, one in enumerate(self.balance(with_subsidy=with_subsidy)) if one < 0]
        back = out[-1] + 1 if out else 0
        return back if back <= self.last_month else None

    def present_value(self, rate: Decimal, *, with_subsidy: bool = True) -> PresentValue:
        """NPV of the years after the payment, each taken at its end; ``rate`` in percent."""
        moves = self.moves(with_subsidy=with_subsidy)
        first, later = moves[0], moves[1:]
        years = [later[at : at + _FULL_YEAR] for at in range(0, len(later), _FULL_YEAR)]
        return net_present_value(Decimal(-first), [Decimal(sum(year)) for year in years], rate)

    @property
    def to_bridge(self) -> int:
        """The most that is out before the subsidy comes（つなぎに要る額）, in yen."""
        return -min(self.balance(), default=0)

    @property
    def words(self) -> str:
        """「補助金なしでは44か月後に回収、補助金ありでは16か月後に回収。…」."""
        alone = _months(self.payback_month(with_subsidy=False))
        if not self.subsidy:
            return f"{alone}。"
        return (
            f"補助金なしでは{alone}、補助金ありでは{_months(self.payback_month())}。"
            f"補助金が入るのは{self.subsidy_after}か月後で、"
            f"それまで最大{yen(self.to_bridge)}を立て替えます。"
        )


def _months(month: int | None) -> str:
    return "使う年数のうちに回収できない" if month is None else f"{month}か月後に回収"


def shortest(paybacks: Iterable[tuple[str, Reading]]) -> str | None:
    """The name of what is paid back first; ``None`` where nothing is."""
    known = [(read.value, name) for name, read in paybacks if read.value is not None]
    return min(known)[1] if known else None
