"""Sales typed month by month, brought to the year's: what is lacking, and where it is put.

Explained with an example in docs/rules/plan-numbers.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.reading import rounded
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.numbers.spreading import spread

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class TypedMonths:
    """The twelve months of one year as they stand in the form, in yen; ``None`` is a blank box.

    ``wanted`` is the year's sales, ``None`` while they cannot be reckoned.
    """

    months: tuple[int | None, ...]
    wanted: int | None

    @property
    def blanks(self) -> int:
        """How many months have no figure."""
        return self.months.count(None)

    @property
    def total(self) -> int:
        """The months that have a figure, in yen."""
        return sum(month or 0 for month in self.months)

    @property
    def gap(self) -> int | None:
        """Year − months in yen, positive while the months fall short; ``None`` when unknown."""
        return None if self.wanted is None else self.wanted - self.total

    @property
    def may_settle(self) -> bool:
        """Whether one press brings the months to the year."""
        is_known = self.wanted is not None and self.wanted >= 0
        return bool(self.blanks or self.gap) and is_known and not self._is_over

    @property
    def _is_over(self) -> bool:
        return bool(self.blanks) and self.gap is not None and self.gap < 0

    @property
    def words(self) -> str:
        """How the months add up to the year, and by how much they do not."""
        if self.blanks == MONTHS:
            return "月の金額は入っていません。年の売上を割合で分けます。"
        told = f"合計{yen(self.total)}"
        if self.blanks:
            told = f"{MONTHS - self.blanks}か月分の{told}（{self.blanks}か月が空欄）"
        if self.gap is None or self.wanted is None:
            return f"{told}。年の売上がまだ計算できないので、比べられません。"
        if not self.gap and not self.blanks:
            return f"{told}。年の売上と合っています。"
        side = "少ない" if self.gap > 0 else "多い"
        return f"{told}。年の売上（{yen(self.wanted)}）より{yen(abs(self.gap))}{side}です。"

    def shares(self, weights: Sequence[int]) -> tuple[Decimal | None, ...]:
        """Each month's percent of the year, one decimal: of what is typed, else of the weights."""
        parts: Sequence[int | None] = self.months
        whole = self.wanted
        if self.blanks == MONTHS:
            parts, whole = weights, sum(weights)
        return tuple(
            None if part is None or not whole else rounded(Decimal(part * _PERCENT) / whole, 1)
            for part in parts
        )


def settled(typed: TypedMonths, weights: Sequence[int]) -> tuple[int, ...]:
    """The twelve months in yen, adding up to the year: the difference is put by ``weights``.

    Blank months take all of it where there are any; else every month takes its part, and none goes
    below 0. Refuses a year whose sales are unknown or below 0, and months that are over it with
    blanks left.
    """
    if typed.wanted is None or typed.wanted < 0:
        raise RuleViolation("no-year", "年の売上がまだ計算できません。先に売上を入れてください。")
    gap = typed.wanted - typed.total
    open_to_it = [month is None or not typed.blanks for month in typed.months]
    if typed.blanks and gap < 0:
        words = (
            f"入っている月だけで年の売上を{yen(-gap)}超えています。空欄の月に入れる分がありません。"
        )
        raise RuleViolation("over", words, field="months")
    months = [month or 0 for month in typed.months]
    while gap:
        parts = spread(gap, _among(open_to_it, weights))
        months = [month + part for month, part in zip(months, parts, strict=True)]
        gap = sum(month for month in months if month < 0)
        months = [max(month, 0) for month in months]
        open_to_it = [month > 0 for month in months]
    return tuple(months)


def _among(is_open: Sequence[bool], weights: Sequence[int]) -> tuple[int, ...]:
    """The weights of the months that take a part; even ones where none of those has a weight."""
    found = tuple(w if one else 0 for w, one in zip(weights, is_open, strict=True))
    return found if sum(found) else tuple(map(int, is_open))


def is_even(weights: Sequence[int]) -> bool:
    """Whether no month is heavier than another."""
    return len(set(weights)) == 1
