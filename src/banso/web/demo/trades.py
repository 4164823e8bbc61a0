"""What the made-up businesses do: buckets as large as the plan's, divided by 中分類.

The plan's 令和6年 total is 1,338, of which 930 small. Its prose gives three buckets of that year:
小売業 332, サービス業 326, 建設業 167; and says that 飲食店・宿泊業 grew a little (111 before).
卸売業 has 47 in the older table. Chosen here: 飲食店・宿泊業 115, 製造業 170 (173 before, and
falling), その他 181, which makes the sum 1,338.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOTAL = 1338
SMALL = 930
UNKNOWN = 9


@dataclass(frozen=True, slots=True)
class Bucket:
    """One of the plan's seven buckets: all of its businesses, and those not small in law."""

    name: str
    businesses: int
    not_small: int


BUCKETS = (
    Bucket("小売業", 332, 142),
    Bucket("サービス業", 326, 125),
    Bucket("建設業", 167, 14),
    Bucket("飲食店・宿泊業", 115, 28),
    Bucket("製造業", 170, 32),
    Bucket("卸売業", 47, 18),
    Bucket("その他", 181, 40),
)


@dataclass(frozen=True, slots=True)
class Trade:
    """A 中分類 as it is met in the district.

    ``weight`` is its share of the bucket; ``patterns`` are trade names with tallies, in which
    ``{s}`` is the owner's surname and ``{b}`` a made-up word.
    """

    bucket: str
    code: str
    weight: int
    line: str
    patterns: tuple[tuple[str, str], ...]
    goods: tuple[str, ...]


_TABLE = Path(__file__).with_name("trades.tsv")


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade, bucket by bucket."""
    _, *lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(map(_read, lines))


def _read(line: str) -> Trade:
    bucket, code, weight, what, patterns, goods = line.split("\t")
    return Trade(
        bucket=bucket,
        code=code,
        weight=int(weight),
        line=what,
        patterns=tuple(_pattern(pattern) for pattern in patterns.split("|")),
        goods=tuple(goods.split("|")),
    )


def _pattern(written: str) -> tuple[str, str]:
    text, kana = written.split("=")
    return text, kana


def in_bucket(name: str) -> tuple[Trade, ...]:
    """The trades of one bucket."""
    return tuple(trade for trade in trades() if trade.bucket == name)


def apportion(total: int, weights: list[int]) -> list[int]:
    """Divide a whole number by weights（最大剰余法）; the parts sum to ``total``."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts
