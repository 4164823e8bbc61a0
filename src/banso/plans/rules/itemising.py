"""What a plan keeps as JSON, thing by thing in words, for a history that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banso.core.money import yen
from banso.plans.rules.content import RESULT_ROWS, results_of
from banso.plans.rules.numbers.keeping import assumptions_from_json
from banso.plans.rules.numbers.reckoning import reckon
from banso.plans.rules.succession_table import SuccessionTable, table_rows


def numbers_in_words(kept: Mapping[str, Any]) -> dict[str, str]:
    """The figures that follow from the assumptions kept: 「1年目の売上高」, 「48,000,000円」."""
    if not kept:
        return {}
    results = results_of(reckon(assumptions_from_json(kept)))
    return {
        f"{number}年目の{ja}": "算出不可" if year[name] is None else yen(year[name] or 0)
        for number, year in enumerate(results, start=1)
        for name, ja in RESULT_ROWS.items()
    }


def succession_in_words(kept: Mapping[str, Any]) -> dict[str, str]:
    """The table's cells that are filled, and who succeeds."""
    if not kept:
        return {}
    table = SuccessionTable.from_json(kept)
    cells = {
        f"{row.name}（{year + 1}年目）": table.cell(key, year)
        for key, row in table_rows().items()
        for year in range(len(table.cells.get(key, ())))
        if table.cell(key, year)
    }
    return {"後継者": table.successor or "未定", "承継の道": table.route.ja, **cells}
