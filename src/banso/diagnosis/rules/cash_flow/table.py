"""資金繰り表: 前月繰越A, 売上回収B, 支出C, 経常収支D, 設備・決算E, 財務収支G, 翌月繰越.

D = B − C; G = 借入 − 返済; 翌月繰越 = A + D − E + G. What is not known makes the months after it
unknown too, and says why. A month with 翌月繰越 below 0 is short of money by that amount.
Explained with an example in docs/rules/cash-flow.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from banso.core.era import in_era_month
from banso.core.money import yen

NO_OPENING = "最初の繰越（現預金）がわからない"
LABELS: Mapping[str, str] = {
    "collected": "売上回収",
    "purchases": "仕入支払",
    "expenses": "営業費",
    "interest": "支払利息",
    "equipment": "設備支出",
    "settlement": "決算支出（税金・配当）",
    "borrowed": "借入",
    "repaid": "返済",
}


@dataclass(frozen=True, slots=True)
class Flows:
    """What comes in and goes out in a month, in whole yen; ``None`` is unknown.

    ``reason`` says why something of it is unknown.
    """

    collected: int | None = None
    purchases: int | None = None
    expenses: int | None = None
    interest: int | None = 0
    equipment: int | None = 0
    settlement: int | None = 0
    borrowed: int | None = 0
    repaid: int | None = 0
    reason: str = ""

    @property
    def costs(self) -> int | None:
        """C: 仕入・営業費・利息."""
        return _sum(self.purchases, self.expenses, self.interest)

    @property
    def ordinary(self) -> int | None:
        """D = B − C, 経常収支."""
        return _difference(self.collected, self.costs)

    @property
    def capital(self) -> int | None:
        """E: 設備・決算支出."""
        return _sum(self.equipment, self.settlement)

    @property
    def financial(self) -> int | None:
        """G = 借入 − 返済, 財務収支."""
        return _difference(self.borrowed, self.repaid)

    @property
    def balance(self) -> int | None:
        """D − E + G: by how much the money grows in the month."""
        return _sum(_difference(self.ordinary, self.capital), self.financial)

    @property
    def why_unknown(self) -> str:
        """The reason given, else what is blank: 「仕入支払がわからない」."""
        blank = next((ja for name, ja in LABELS.items() if getattr(self, name) is None), "")
        return (self.reason or f"{blank}がわからない") if blank else ""


@dataclass(frozen=True, slots=True)
class CashColumn:
    """One month of one column（予定 or 実績）: what is carried in, and its flows."""

    opening: int | None
    flows: Flows
    carried_reason: str = ""

    @property
    def closing(self) -> int | None:
        """翌月繰越 = A + D − E + G, in yen."""
        return _sum(self.opening, self.flows.balance)

    @property
    def reason(self) -> str:
        """Why 翌月繰越 is unknown; empty when it is known."""
        return self.carried_reason or self.flows.why_unknown


@dataclass(frozen=True, slots=True)
class CashMonth:
    """One month: as planned, and as recorded where it has passed. The recorded one is carried."""

    month: date
    planned: CashColumn | None
    recorded: CashColumn | None

    @property
    def label(self) -> str:
        """「令和8年4月」."""
        return in_era_month(self.month)

    @property
    def column(self) -> CashColumn:
        """The recorded column, else the planned; a month with neither is unknown."""
        return self.recorded or self.planned or CashColumn(None, Flows(), "予定も実績もない")

    @property
    def closing(self) -> int | None:
        """翌月繰越 in yen."""
        return self.column.closing

    @property
    def shortage(self) -> int:
        """By how many yen the month is short; 0 when it is not, or not known."""
        return max(-(self.closing or 0), 0)

    @property
    def difference(self) -> int | None:
        """実績 − 予定 of the month's own balance, in yen."""
        if self.planned is None or self.recorded is None:
            return None
        return _difference(self.recorded.flows.balance, self.planned.flows.balance)


@dataclass(frozen=True, slots=True)
class CashTable:
    """Months in a row."""

    months: tuple[CashMonth, ...]

    @property
    def short_months(self) -> tuple[CashMonth, ...]:
        """The months with less than nothing at their end（資金ショート）."""
        return tuple(month for month in self.months if month.shortage)

    @property
    def closing(self) -> int | None:
        """翌月繰越 of the last month."""
        return self.months[-1].closing if self.months else None

    @property
    def most_short(self) -> int:
        """The largest shortage in yen: what must be found beforehand; 0 when none is known."""
        return max((month.shortage for month in self.months), default=0)

    @property
    def words(self) -> str:
        """「令和8年8月に120,000円足りません。…」, and from when on it cannot be told."""
        short = [f"{month.label}に{yen(month.shortage)}足りません。" for month in self.short_months]
        untold = next((month for month in self.months if month.closing is None), None)
        if untold is not None:
            short.append(f"{untold.label}から先は算出不可です（{untold.column.reason}）。")
        return "".join(short) or "足りなくなる月はありません。"


def cash_table(
    opening: int | None,
    months: Sequence[date],
    planned: Mapping[date, Flows],
    recorded: Mapping[date, Flows] | None = None,
) -> CashTable:
    """The table from what is in hand at first（whole yen）, month by month.

    A month that has been recorded carries its recorded 翌月繰越 on; the others the planned one.
    """
    carried, reason = opening, "" if opening is not None else NO_OPENING
    rows = []
    for month in months:
        columns = [_column(one, month, carried, reason) for one in (planned, recorded or {})]
        row = CashMonth(month, *columns)
        rows.append(row)
        carried, reason = row.closing, row.column.reason
    return CashTable(tuple(rows))


def _column(
    flows: Mapping[date, Flows], month: date, carried: int | None, reason: str
) -> CashColumn | None:
    return CashColumn(carried, flows[month], reason) if month in flows else None


def _sum(*amounts: int | None) -> int | None:
    """The sum; ``None`` unless every amount is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _difference(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other
