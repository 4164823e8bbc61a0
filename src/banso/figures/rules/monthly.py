"""The items of monthly figures（月次数値）: their names and units."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


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
