"""A year of a plan beside the accounts of its days（計画の年と決算）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from banso.core.era import in_era_month
from banso.core.money import with_triangle
from banso.followup.rules.course import Span, shown


def matched(year: Span, periods: Sequence[Span]) -> int | None:
    """Which period stands beside a year of the plan: the one that shares most of its days.

    It must share more than half of the year; ``None`` where none does.
    """
    shared = [(year.days_shared(one), at) for at, one in enumerate(periods)]
    most, at = max(shared, default=(0, -1))
    return at if most * 2 > year.days else None


def match_words(year: Span, period: Span | None) -> str:
    """How a period of accounts fits the year of the plan that it stands beside."""
    if period is None:
        return "この年に当たる決算がない"
    if period == year:
        return "計画の年と同じ期間の決算"
    told = f"{in_era_month(period.starts_on)}〜{in_era_month(period.ends_on)}の決算"
    return f"{told}（計画の年と期間がちがう。金額はそのまま）"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a year in yen: planned, real, and how far apart."""

    ja: str
    planned: int | None
    real: int | None

    @property
    def gap(self) -> int | None:
        """Real − planned."""
        if self.planned is None or self.real is None:
            return None
        return self.real - self.planned

    @property
    def part(self) -> Decimal | None:
        """Real ÷ planned, where the plan is above 0 and there is no loss."""
        if self.real is None or self.planned is None or self.planned <= 0 or self.real < 0:
            return None
        return Decimal(self.real) / self.planned

    @property
    def shown_planned(self) -> str:
        """In thousand yen."""
        return thousands(self.planned)

    @property
    def shown_real(self) -> str:
        """In thousand yen."""
        return thousands(self.real)

    @property
    def shown_gap(self) -> str:
        """In thousand yen, 「＋120」「△1,200」."""
        gap = self.gap
        return thousands(gap) if gap is None or gap <= 0 else f"＋{thousands(gap)}"

    @property
    def shown_part(self) -> str:
        """「87%」."""
        return shown(self.part)


def thousands(amount: int | None, otherwise: str = "—") -> str:
    """Yen in thousands, half away from zero; what is not known in a word."""
    if amount is None:
        return otherwise
    return with_triangle(int((Decimal(amount) / 1_000).quantize(Decimal(1), ROUND_HALF_UP)))
