"""Terms of payment（回収サイト・支払サイト）: which part is paid how many months later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banso.core.refusals import RuleViolation

WHOLE = 100
LATEST = 12  # months
_DAYS_OF_A_MONTH = 30
_MONTHS = 12


def month_after(month: date, months: int) -> date:
    """The first day of the month so many months later（earlier when negative）."""
    number = month.year * _MONTHS + month.month - 1 + months
    return date(number // _MONTHS, number % _MONTHS + 1, 1)


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """Percent by months after: ``((0, 30), (2, 70))`` is 30% at once and 70% after two months.

    Refuses parts that do not add up to 100, the same month twice, and more than 12 months.
    """

    parts: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        months = [after for after, _ in self.parts]
        percents = [percent for _, percent in self.parts]
        if sum(percents) != WHOLE or any(percent < 0 for percent in percents):
            raise RuleViolation("not-a-whole", "回収・支払の割合は合計100%にしてください。")
        if len(set(months)) != len(months) or not all(0 <= after <= LATEST for after in months):
            message = f"回収・支払の月は当月から{LATEST}か月後までで、同じ月は1つにしてください。"
            raise RuleViolation("bad-months", message)

    @classmethod
    def at_once(cls) -> PaymentTerms:
        """Everything in the same month（現金）."""
        return cls(((0, WHOLE),))

    @classmethod
    def after_days(cls, days: int) -> PaymentTerms:
        """A month is 30 days; the rest is spread: 45 days is half after one month, half after two.

        Refuses fewer than 0 and more than 360 days.
        """
        if not 0 <= days <= LATEST * _DAYS_OF_A_MONTH:
            raise RuleViolation("bad-days", "日数は0日から360日までにしてください。", field="days")
        months, rest = divmod(days, _DAYS_OF_A_MONTH)
        later = round(rest * WHOLE / _DAYS_OF_A_MONTH)
        parts = ((months, WHOLE - later), (months + 1, later))
        return cls(tuple(part for part in parts if part[1]))

    def split(self, amount: int) -> Mapping[int, int]:
        """Whole yen by months after; the parts always add up to ``amount``."""
        done, percent, found = 0, 0, {}
        for after, part in self.parts:
            percent += part
            upto = amount * percent // WHOLE
            found[after] = upto - done
            done = upto
        return found

    @property
    def words(self) -> str:
        """「30%は当月、70%は2か月後」."""
        when = {0: "当月", 1: "翌月"}
        return "、".join(
            f"{percent}%は{when.get(after, f'{after}か月後')}" for after, percent in self.parts
        )
