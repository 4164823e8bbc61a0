"""How long something must be kept（保存期間）before it may be erased."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date

from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation

STARTS = ("day", "fiscal-year-end")
ROWS = ("dispatches", "disclosures", "closure")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One obligation to keep: for how many years, counted from what, by which source.

    ``verified`` says that somebody read the source itself; ``advice`` is what to do before erasing.
    """

    key: str
    title: str
    years: int
    counted_from: str
    rows: str
    source: str
    verified: bool
    advice: str

    def kept_until(self, day: date) -> date:
        """The last day on which what dates from ``day`` must still be kept.

        Counted from the day or from the end of its fiscal year; 29 February becomes the 28th.
        """
        start = FiscalYear.of(day).last_day if self.counted_from == "fiscal-year-end" else day
        year = start.year + self.years
        return date(year, start.month, min(start.day, monthrange(year, start.month)[1]))


def read_retention(text: str) -> tuple[RetentionRule, ...]:
    """The rules of a retention file. Refuses, in words, one that cannot be read as such."""
    try:
        tables = tomllib.loads(text).get("rule", [])
        rules = tuple(RetentionRule(**table) for table in tables)
    except (tomllib.TOMLDecodeError, TypeError) as trouble:
        raise _refusal(f"書き方が違います（{trouble}）。") from trouble
    for rule in rules:
        _check(rule)
    if len({rule.key for rule in rules}) != len(rules):
        raise _refusal("同じ key が2つあります。")
    return rules


def _check(rule: RetentionRule) -> None:
    kinds = {"years": int, "verified": bool}
    for each in fields(rule):
        wanted = kinds.get(each.name, str)
        if type(getattr(rule, each.name)) is not wanted:
            raise _refusal(f"「{rule.key}」の {each.name} の値が違います。")
    if rule.counted_from not in STARTS or rule.rows not in ROWS or rule.years < 0:
        raise _refusal(f"「{rule.key}」の counted_from・rows・years を確かめてください。")


def _refusal(words: str) -> RuleViolation:
    return RuleViolation(
        "bad-retention-file", f"保存期間の文書（retention.toml）を読めません。{words}"
    )
