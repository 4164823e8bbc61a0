"""The checks as written in ``quality.toml``, and what a file of checks is refused for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from banso.plans.rules.concerns import Concern, Place
from banso.plans.rules.tables import Row, keyed, read_table, refuse_strangers, unreadable

_FILE = "quality.toml"
_FIELDS = ("key", "says", "mend")
_LIMITS = ("growth_alone", "growth_with")
# Every check that the rules make: the file must say the words of each, and of no other.
KEYS = frozenset(
    {
        "no-owner-words", "section-empty", "too-long", "empty-phrase", "no-measures",
        "measure-who", "measure-when", "measure-outside", "measure-cost", "funding-differs",
        "costs-not-in-numbers", "loans-differ", "subsidies-differ", "no-kpi", "kpi-blank",
        "kpi-outside", "kpi-differs",
        "no-numbers", "numbers-blank", "money-unknown", "months-differ", "numbers-period",
        "growth-unexplained", "cash-short", "numbers-odd", "innovation-missed",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it says, with names and figures put in, and how to mend it."""

    key: str
    says: str
    mend: str

    def at(self, place: Place, **told: object) -> Concern:
        """The concern at a place."""
        return Concern(self.key, place, self.says.format(**told), self.mend.format(**told))


@dataclass(frozen=True, slots=True)
class Checks:
    """All checks by key, the phrases that say nothing, and how much sales may grow, in percent."""

    every: Mapping[str, Check]
    phrases: tuple[str, ...]
    growth_alone: Decimal
    growth_with: Decimal

    def __getitem__(self, key: str) -> Check:
        return self.every[key]


@cache
def shipped_checks() -> Checks:
    """The checks that come with the product."""
    return read_checks(Path(__file__).with_name(_FILE).read_text("utf-8"))


def read_checks(text: str) -> Checks:
    """Checks as a file has them. Refuses blanks, checks nobody makes, lacking ones and limits."""
    table = read_table(text, _FILE)
    rows = keyed(table.get("check", []), _FILE, _FIELDS)
    for row in rows.values():
        refuse_strangers(row, _FIELDS, _FILE)
    if set(rows) != KEYS:
        wrong = "・".join(sorted(set(rows) ^ KEYS))
        raise unreadable(_FILE, f"点検の {wrong} が、製品にないか、ファイルにありません。")
    limits = table.get("limits", {})
    return Checks(
        every={key: Check(**row) for key, row in rows.items()},
        phrases=tuple(table.get("phrases", {}).get("words", ())),
        **{name: _percent(limits, name) for name in _LIMITS},
    )


def _percent(limits: Row, name: str) -> Decimal:
    try:
        percent = Decimal(limits[name])
    except (KeyError, InvalidOperation, TypeError) as fault:
        raise unreadable(_FILE, f'limits の {name} を "15" のように書いてください。') from fault
    if not percent.is_finite() or percent < 0:
        raise unreadable(_FILE, f"limits の {name} は0以上にしてください。")
    return percent
