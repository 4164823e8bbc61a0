"""The templates an office starts with（記録のひな形）, read from ``templates.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("templates.toml")


@dataclass(frozen=True, slots=True)
class DefaultTemplate:
    """One template as shipped; ``minutes`` is ``None`` where the length is not usual."""

    name: str
    kind: str = ""
    minutes: int | None = None
    topics: tuple[str, ...] = ()
    heard: str = ""
    advice: str = ""


@cache
def default_templates() -> tuple[DefaultTemplate, ...]:
    """The shipped templates in the order in which a form offers them."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["template"]
    return tuple(_template(row) for row in rows)


def _template(row: dict[str, object]) -> DefaultTemplate:
    minutes = row.get("minutes")
    topics = row.get("topics")
    return DefaultTemplate(
        name=str(row["name"]),
        kind=str(row.get("kind", "")),
        minutes=minutes if isinstance(minutes, int) else None,
        topics=tuple(map(str, topics)) if isinstance(topics, list) else (),
        heard=str(row.get("heard", "")).strip(),
        advice=str(row.get("advice", "")).strip(),
    )
