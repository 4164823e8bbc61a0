"""The items of monthly figures（月次数値）: their names and units."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from banso.core.refusals import RuleViolation
from banso.figures.rules.cells import read_amount, shown_amount


@dataclass(frozen=True, slots=True)
class MonthlyItem:
    """One thing asked each month: its unit, and whether it may be below zero（利益）.

    ``owner`` says whether the owner's own page asks it: few, so that it takes half a minute.
    """

    key: str
    ja: str
    unit: str
    signed: bool = False
    owner: bool = False

    @property
    def decimals(self) -> int:
        """How many places after the point a value may have: none for money."""
        return 0 if self.unit == "円" else 1


@cache
def monthly_items() -> Mapping[str, MonthlyItem]:
    """Every item by its key, in the order a page shows them."""
    rows = tomllib.loads(Path(__file__).with_name("monthly.toml").read_text("utf-8"))["item"]
    return {row["key"]: MonthlyItem(**row) for row in rows}


UNKNOWN = "不明"
CASHLESS = "cashless_sales"
SALES = ("sales_store", "sales_online", "sales_other")
UNKNOWN_WORDS = frozenset({"不明", "ふめい", "?", "わからない", "分からない"})
_NUMBER = re.compile(r"(?P<number>\d{1,7}(?:\.\d)?)(?:人|名|日|円|%)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one item in one month: a value, or 不明."""

    value: Decimal | None = None
    is_unknown: bool = False

    @property
    def text(self) -> str:
        """The answer as a cell shows it."""
        if self.is_unknown:
            return UNKNOWN
        if self.value is None:
            return ""
        whole = self.value == self.value.to_integral_value()
        if whole:
            return shown_amount(int(self.value))
        return f"{self.value.normalize():f}"


def read_answer(text: str, item: MonthlyItem) -> Answer | None:
    """What a cell says: a number in the item's unit, or 「不明」; ``None`` for a blank one.

    Refuses words, fractions of a yen, numbers below zero where there are none, 15 digits and more.
    """
    tidy = unicodedata.normalize("NFKC", text).strip()
    if not tidy:
        return None
    if tidy in UNKNOWN_WORDS:
        return Answer(is_unknown=True)
    value = _money(tidy) if item.unit == "円" else _count(tidy, item)
    if value < 0 and not item.signed:
        raise RuleViolation("below-zero", f"「{item.ja}」は0以上の数にしてください。")
    return Answer(value)


def cashless_above_sales(answers: Mapping[str, Answer | None]) -> str:
    """What to ask when more was paid without cash than was sold; "" when there is nothing to ask.

    Sales left blank count as none; where one of them is 不明 the sum is unknown, and nothing is
    asked.
    """
    cashless, sales = answers.get(CASHLESS), [answers.get(key) for key in SALES]
    if cashless is None or cashless.value is None or any(one and one.is_unknown for one in sales):
        return ""
    known = [one.value for one in sales if one and one.value is not None]
    if not known or cashless.value <= sum(known):
        return ""
    return (
        f"売上の合計（{shown_amount(int(sum(known)))}円）より多くなっています。"
        "違っていたら直し、このままでよければ、もう一度「送る」を押してください。"
    )


def _money(text: str) -> Decimal:
    return Decimal(read_amount(text) or 0)


def _count(text: str, item: MonthlyItem) -> Decimal:
    found = _NUMBER.fullmatch(text.replace(",", ""))
    if found is None:
        words = f"「{text[:20]}」は{item.unit}の数として読めません。5 や 3.5 か、不明と入れます。"
        raise RuleViolation("unreadable-count", words)
    return Decimal(found["number"])


def months_to(last: date, number: int = 12) -> tuple[date, ...]:
    """The first days of so many months, the last of them the month of ``last``."""
    ordinal = last.year * 12 + last.month - 1
    return tuple(
        date(place // 12, place % 12 + 1, 1) for place in range(ordinal - number + 1, ordinal + 1)
    )
