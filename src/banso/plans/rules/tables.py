"""Reading the room's tables（toml）: what a file of rules is refused for, said with the place."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from banso.core.refusals import RuleViolation

Row = Mapping[str, Any]


def read_table(text: str, file: str) -> Row:
    """The file as written. Refuses what is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise unreadable(file, f"書き方の誤りがあります（{fault}）。") from fault


def unreadable(file: str, fault: str) -> RuleViolation:
    """The refusal of a file of rules."""
    return RuleViolation("unreadable-rules", f"{file}：{fault}")


def keyed(rows: Collection[Row], file: str, fields: Collection[str]) -> Mapping[str, Row]:
    """Rows by their key, each with these fields filled. Refuses a blank field and a key twice."""
    found: dict[str, Row] = {}
    for place, row in enumerate(rows, start=1):
        name = row.get("key") or f"{place}番目"
        blank = [one for one in fields if one not in row or row[one] in ("", [])]
        if blank:
            raise unreadable(file, f"「{name}」に {'・'.join(blank)} がありません。")
        if name in found:
            raise unreadable(file, f"「{name}」が2度あります。")
        found[name] = row
    return found


def refuse_strangers(row: Row, known: Collection[str], file: str) -> None:
    """Refuse a field nobody reads: a mistyped one would be ignored without a word."""
    strange = sorted(set(row) - set(known))
    if strange:
        raise unreadable(file, f"「{row.get('key', '')}」の {'・'.join(strange)} は使えません。")
