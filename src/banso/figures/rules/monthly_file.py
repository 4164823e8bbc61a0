"""A table of monthly figures: months down, items across, by the names of the items."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from banso.core.era import parse_year
from banso.core.japanese import fold
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet
from banso.figures.rules.monthly import monthly_items

_MONTH = re.compile(r"^(?P<year>[^年/.\-]{1,8}|[RHrh]\d{1,2})[年/.\-](?P<month>\d{1,2})(?:\D.*)?$")
_MOST_MONTHS = 12


def read_months(sheet: Sheet) -> dict[tuple[date, str], str]:
    """What the table says by month and item, as it is written there.

    Refuses a table without 「月」 or any item, months that cannot be read, and more than twelve.
    """
    names = {fold(item.ja): item.key for item in monthly_items().values()}
    head = sheet.rows[0]
    items = {at: names[fold(cell)] for at, cell in enumerate(head.cells) if fold(cell) in names}
    if not items or fold(head.cells[0]) not in {"月", "年月"}:
        listed = "」「".join(item.ja for item in monthly_items().values())
        words = f"1行目の左端を「月」にし、項目を「{listed}」の名前で並べてください。"
        raise RuleViolation("no-headings", words, field="file")
    found = {}
    for row in sheet.rows[1:]:
        month = _month(row.cells[0], row.number)
        for at, key in items.items():
            if at < len(row.cells) and row.cells[at]:
                found[month, key] = row.cells[at]
    return _checked(found)


def _checked(found: dict[tuple[date, str], str]) -> dict[tuple[date, str], str]:
    if not found:
        raise RuleViolation("nothing", "数字が1つも入っていません。", field="file")
    months = sorted({month for month, _ in found})
    span = (months[-1].year - months[0].year) * 12 + months[-1].month - months[0].month
    if span >= _MOST_MONTHS:
        words = "12か月より長い表です。12か月ずつに分けて選んでください。"
        raise RuleViolation("too-many-months", words, field="file")
    return found


def _month(text: str, number: int) -> date:
    found = _MONTH.match(unicodedata.normalize("NFKC", text).strip())
    try:
        if found:
            return date(parse_year(found["year"]), int(found["month"]), 1)
    except (RuleViolation, ValueError):
        pass
    words = f"{number}行目の「{text[:20]}」は月として読めません。2026年4月 のように書いてください。"
    raise RuleViolation("unreadable-month", words, field="file")
