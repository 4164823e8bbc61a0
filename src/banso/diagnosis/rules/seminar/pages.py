"""The steps of a workbook（ワークブックの4つの歩み）, and how far someone has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from banso.diagnosis.rules.swot import Quarter, SwotCell, swot_cells

FIGURES, SWOT, NINETY_DAYS, SUMMARY = "figures", "swot", "ninety-days", "summary"
STEPS: Mapping[str, str] = {
    FIGURES: "数字",
    SWOT: "SWOT",
    NINETY_DAYS: "90日",
    SUMMARY: "まとめ",
}
CROSS_KEYS = ("cross_strength", "cross_opportunity", "cross_how")
AIMS = ("aim", "not_doing")
THIRDS: Mapping[str, str] = {"30": "0〜30日", "60": "31〜60日", "90": "61〜90日"}
PARTS: Mapping[str, str] = {
    "what": "何をしますか",
    "who": "だれが",
    "due": "いつまでに",
    "success": "どうなったら成功ですか",
}
LONGEST_LINE, LONGEST_TEXT = 180, 600  # three lines and their frame make one entry


@dataclass(frozen=True, slots=True)
class Quadrant:
    """One box of SWOT with the plan's headings as questions."""

    quarter: Quarter
    cells: tuple[SwotCell, ...]


@cache
def quadrants() -> tuple[Quadrant, ...]:
    """The four boxes, in the order of S, W, O, T."""
    return tuple(
        Quadrant(quarter, tuple(cell for cell in swot_cells() if cell.quarter is quarter))
        for quarter in Quarter
    )


@cache
def swot_names() -> tuple[str, ...]:
    """Everything that may be written on the SWOT page, by name."""
    return (*(cell.place for cell in swot_cells()), *CROSS_KEYS)


@cache
def ninety_days_names() -> tuple[str, ...]:
    """Everything that may be written on the page of the ninety days, by name."""
    grid = tuple(f"{part}{third}" for third in THIRDS for part in PARTS)
    return (*AIMS, *grid)


def cross_words(swot: Mapping[str, str]) -> str:
    """「強み「…」×機会「…」：…」; nothing where nothing was said of it."""
    strength, opportunity, how = (swot.get(key, "") for key in CROSS_KEYS)
    if not (strength or opportunity or how):
        return ""
    return f"強み「{strength or '—'}」×機会「{opportunity or '—'}」：{how or '—'}"


def said_lines(text: str) -> list[str]:
    """What was said in one cell, a line for each thing; blank lines are none."""
    return [line.strip() for line in text.splitlines() if line.strip()]
