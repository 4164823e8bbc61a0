"""Counts of people, firms and cases（人数・社数・件数）, read as people write them."""

import re
import unicodedata

from banso.core.refusals import RuleViolation

_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[人名社件]?")


def parse_count(text: str, *, field: str | None = None) -> int:
    """Read a count: 3 / ３ / 2人 / 3名 / 1,200. Refuses fractions, signs and words."""
    found = _COUNT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise RuleViolation(
            "unreadable-count", "人数を数字で入力してください（例：3）。", field=field
        )
    return int(found[1].replace(",", ""))
