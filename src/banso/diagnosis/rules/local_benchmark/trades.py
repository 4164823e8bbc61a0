"""Which row of the table a business is held against: trade（小分類）and size（事業規模）."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from banso.core.japanese import digits
from banso.diagnosis.rules.local_benchmark.standards import MEDIUM, SMALL
from banso.registry.rules.industries import industry

_EXACT = 3  # digits of a 小分類


@cache
def trades() -> Mapping[str, str]:
    """The 小分類 of the table by code of 日本標準産業分類; the assignment is ours（未確認）."""
    rows = tomllib.loads(Path(__file__).with_name("trades.toml").read_text("utf-8"))
    return {code: trade for trade, codes in rows.items() for code in codes}


def trade_for(industry_code: str) -> str | None:
    """The row for a code of two to four digits; ``None`` where the table has none（公務など）.

    Refuses unknown codes.
    """
    group = industry(industry_code).code
    return trades().get(digits(industry_code)[:_EXACT], trades().get(group))


def size_for(small: bool | None) -> str | None:  # noqa: FBT001 - a judgement, not a switch
    """事業規模 from the judgement of 小規模事業者; ``None`` while it is not known."""
    return None if small is None else SMALL if small else MEDIUM
