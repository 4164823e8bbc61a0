"""Usual reasons to choose a firm for the year（よくある理由）: ``choice_reasons.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("choice_reasons.toml")


@cache
def usual_reasons() -> tuple[str, ...]:
    """The reasons in the order of the file."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["reasons"])
