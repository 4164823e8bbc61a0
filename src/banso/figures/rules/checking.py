"""What is odd in a business's accounts（決算の確かめ）: said to a person, never corrected.

What cannot be right is refused (``rules.periods``, ``rules.cells``); what may be right but mostly
isn't is a remark. Each remark is explained in ``docs/rules/statement-checks.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from banso.core.era import in_era_day
from banso.figures.rules.accounts import ASSET_PARTS, CLAIM_PARTS, accounts, marked
from banso.figures.rules.cells import shown_amount
from banso.figures.rules.papers import name_on
from banso.figures.rules.statement import MONTHS_OF_A_YEAR, Statement

MOST_GROWTH = 10  # times the sales of the year before, or a tenth of them
_UNIT_MISTAKEN = 300  # from here on it is rather 千円 for 円
_WHOLE_TIMES = 100  # a cost or the assets beside the sales: beyond this it is the unit
_DEPRECIABLE = ("buildings", "machinery", "vehicles", "tools", "other_tangibles")


@dataclass(frozen=True, slots=True)
class Remark:
    """One odd thing in one period; ``needs_yes`` asks a person to confirm it before saving."""

    code: str
    ends_on: date
    words: str
    needs_yes: bool = False

    @property
    def in_words(self) -> str:
        """The remark with its period."""
        return f"{in_era_day(self.ends_on)}期：{self.words}"


def remarks_on(statements: Sequence[Statement]) -> list[Remark]:
    """All that is odd in the periods of one business, the earliest period first.

    Forecasts are looked at by themselves; only what happened is compared with the period before.
    """
    rows = sorted(statements, key=lambda one: (one.ends_on, one.is_forecast))
    found = [remark for one in rows for check in _ALONE for remark in check(one)]
    actual = [one for one in rows if not one.is_forecast]
    for before, one in pairwise(actual):
        found += [remark for check in _IN_PAIRS for remark in check(before, one)]
    return sorted(found, key=lambda remark: (remark.ends_on, not remark.needs_yes))


def _remark(one: Statement, code: str, words: str, *, needs_yes: bool = False) -> Remark:
    return Remark(code, one.ends_on, words, needs_yes)


# ── one period by itself ──


def _balance(one: Statement) -> Iterator[Remark]:
    gap = one.balance_gap
    if gap:
        words = f"貸借が{_yen(gap)}合いません（総資産 −（負債 + 純資産））。"
        words += "".join(_doubled(one, abs(gap)))
        yield _remark(one, "balance-gap", words, needs_yes=True)


def _doubled(one: Statement, gap: int) -> Iterator[str]:
    """A line that was added instead of taken off makes a gap of twice its amount."""
    sides = {*ASSET_PARTS, *CLAIM_PARTS}
    for code, amount in one.amounts.items():
        account = accounts().get(code)
        if account and account.part in sides and 2 * abs(amount) == gap:
            name = name_on(one.form, code)
            yield f"「{name}」{_yen(abs(amount))}の2倍と同じです。足すか引くかを確かめてください。"


def _below_zero(one: Statement) -> Iterator[Remark]:
    """Lines that are never below zero on paper; cash has words of its own."""
    lines = [
        f"「{name_on(one.form, code)}」{_yen(amount)}"
        for code, amount in one.amounts.items()
        if amount < 0 and (account := accounts().get(code))
        if not account.signed and "cash" not in account.marks
    ]
    if lines:
        words = f"マイナスにならない行がマイナスです（{'、'.join(lines)}）。"
        yield _remark(one, "line-below-zero", words, needs_yes=True)


def _cash(one: Statement) -> Iterator[Remark]:
    lines = [one.amounts.get(line.code, 0) for line in marked("cash")]
    if min([*lines, one.cash or 0]) < 0:
        words = "現金か預金がマイナスです。当座借越なら短期借入金に入れます。"
        yield _remark(one, "negative-cash", words, needs_yes=True)


def _cost(one: Statement) -> Iterator[Remark]:
    if one.sales is not None and one.cost_of_sales is not None and one.cost_of_sales > one.sales:
        yield _remark(one, "cost-above-sales", "売上原価が売上高より大きくなっています。")


def _scale_alone(one: Statement) -> Iterator[Remark]:
    """Costs, wages or assets a hundred times the sales: one line in 円 among others in 千円."""
    if not one.sales or one.sales < 0:
        return
    found = {name: Decimal(amount or 0) / one.sales for name, amount in _scaled(one).items()}
    large = [f"{name}が{_times(much)}倍" for name, much in found.items() if much >= _WHOLE_TIMES]
    if large:
        words = (
            f"売上高に比べて大きすぎます（{'、'.join(large)}）。円と千円を取り違えていませんか。"
        )
        yield _remark(one, "out-of-scale", words, needs_yes=True)


def _scaled(one: Statement) -> dict[str, int | None]:
    """What is looked at beside the sales, by its name."""
    return {"売上原価": one.cost_of_sales, "人件費": one.personnel, "総資産": one.total_assets}


def _depreciation(one: Statement) -> Iterator[Remark]:
    has_assets = any(one.amounts.get(code, 0) > 0 for code in _DEPRECIABLE)
    if has_assets and not one.is_outline and not one.depreciation:
        words = "償却する資産があるのに、減価償却費がありません。"
        yield _remark(one, "no-depreciation", words)


def _employees(one: Statement) -> Iterator[Remark]:
    if one.employees == 0:
        words = "従業員数が0人です。代表者・役員・専従者も数えます。1人あたりの数字が出せません。"
        yield _remark(one, "nobody-works", words)


def _length(one: Statement) -> Iterator[Remark]:
    if not one.is_whole_year:
        words = f"{one.months}か月の期です。"
        if one.sales is not None:
            year = one.annualised(one.sales).quantize(Decimal(1), rounding=ROUND_HALF_UP)
            words += (
                f"年に直すと売上高は{_yen(int(year))}です（×{MONTHS_OF_A_YEAR}÷{one.months}）。"
            )
        is_long = one.months > MONTHS_OF_A_YEAR
        yield _remark(one, "not-a-year", words, needs_yes=is_long)


def _closed(one: Statement) -> Iterator[Remark]:
    if not one.is_closed and not one.is_forecast:
        yield _remark(one, "not-closed", "確定していない数字（試算）です。")


# ── a period and the one before it ──


def _scale(before: Statement, one: Statement) -> Iterator[Remark]:
    """Sales ten times those of the year before, or a tenth: rather the unit than the trade."""
    if not before.sales or not one.sales or before.sales < 0 or one.sales < 0:
        return
    ratio = one.annualised(one.sales) / before.annualised(before.sales)
    times = max(ratio, 1 / ratio)
    if times >= MOST_GROWTH:
        much = f"前の期の{_times(times)}倍" if ratio > 1 else f"前の期の{_times(times)}分の1"
        why = "円と千円" if times >= _UNIT_MISTAKEN else "桁や、円と千円"
        words = f"売上高が{much}です。{why}を取り違えていませんか。"
        yield _remark(one, "sales-out-of-scale", words, needs_yes=True)


def _scale_of_the_rest(before: Statement, one: Statement) -> Iterator[Remark]:
    """Costs, wages or assets some thousand times those of the year before, or a thousandth."""
    earlier = _scaled(before)
    for name, amount in _scaled(one).items():
        then = earlier[name]
        if not amount or not then or amount < 0 or then < 0:
            continue
        ratio = Decimal(amount) / then
        times = max(ratio, 1 / ratio)
        if times >= _UNIT_MISTAKEN:
            much = f"前の期の{_times(times)}倍" if ratio > 1 else f"前の期の{_times(times)}分の1"
            words = f"{name}が{much}です。円と千円を取り違えていませんか。"
            yield _remark(one, "out-of-scale-of-before", words, needs_yes=True)


def _inventories(before: Statement, one: Statement) -> Iterator[Remark]:
    closing = before.amounts.get("closing_inventory", before.amounts.get("inventories"))
    opening = one.amounts.get("opening_inventory")
    follows = one.starts_on == before.ends_on + timedelta(days=1)
    if follows and closing is not None and opening is not None and closing != opening:
        words = f"期首棚卸高{_yen(opening)}が、前の期の期末棚卸高{_yen(closing)}と違います。"
        yield _remark(one, "inventory-jumps", words)


def _gap(before: Statement, one: Statement) -> Iterator[Remark]:
    first_missing = before.ends_on + timedelta(days=1)
    if one.starts_on > first_missing:
        last = in_era_day(one.starts_on - timedelta(days=1))
        words = f"前の期との間（{in_era_day(first_missing)}〜{last}）の決算がありません。"
        yield _remark(one, "missing-period", words)


def _month(before: Statement, one: Statement) -> Iterator[Remark]:
    months = [(each.ends_on + timedelta(days=1)).month for each in (before, one)]
    if months[0] != months[1]:
        words = f"決算月が{before.ends_on.month}月から{one.ends_on.month}月に変わっています。"
        yield _remark(one, "other-closing-month", words)


_ALONE: tuple[Callable[[Statement], Iterator[Remark]], ...] = (
    _balance, _cash, _below_zero, _scale_alone, _cost, _depreciation, _employees, _length, _closed,
)  # fmt: skip
_IN_PAIRS: tuple[Callable[[Statement, Statement], Iterator[Remark]], ...] = (
    _scale, _scale_of_the_rest, _inventories, _gap, _month,
)  # fmt: skip


def _times(times: Decimal) -> str:
    return f"{times.quantize(Decimal(1), rounding=ROUND_HALF_UP):,}"


def _yen(amount: int) -> str:
    return f"{shown_amount(amount)}円"
