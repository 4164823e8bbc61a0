"""A loan（借入）and its repayment in equal parts of the principal（元金均等）, by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banso.core.refusals import RuleViolation

_MONTHS = 12
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Loan:
    """``principal`` yen at ``rate`` percent a year, paid back in ``instalments`` months.

    Months are first days. ``drawn_on`` is ``None`` for one already owed, whose principal is what
    is left. Interest of a month is on what is owed at its beginning, parts of a yen dropped.
    Refuses nothing lent, no instalment, and a repayment before the loan.
    """

    principal: int
    rate: Decimal
    first_repayment: date
    instalments: int
    drawn_on: date | None = None

    def __post_init__(self) -> None:
        if self.principal <= 0 or self.instalments <= 0 or self.rate < 0:
            message = "借入額と返済回数は1以上、利率は0以上で入力してください。"
            raise RuleViolation("not-a-loan", message)
        if self.drawn_on is not None and self.first_repayment < self.drawn_on:
            message = "最初の返済が借入より前です。"
            raise RuleViolation("repaid-too-early", message, field="first_repayment")

    def borrowed_in(self, month: date) -> int:
        """What comes in."""
        return self.principal if month == self.drawn_on else 0

    def repaid_in(self, month: date) -> int:
        """The part of the principal that is paid back; all parts add up to it."""
        return self._repaid_upto(self._number(month) + 1) - self._repaid_upto(self._number(month))

    def interest_in(self, month: date) -> int:
        """The interest of the month, none in the month it is drawn."""
        if self.drawn_on is not None and month <= self.drawn_on:
            return 0
        owed = self.principal - self._repaid_upto(self._number(month))
        return int(owed * self.rate / _PERCENT / _MONTHS)

    def _number(self, month: date) -> int:
        """How many months after the first repayment."""
        first = self.first_repayment
        return (month.year - first.year) * _MONTHS + month.month - first.month

    def _repaid_upto(self, times: int) -> int:
        return self.principal * min(max(times, 0), self.instalments) // self.instalments
