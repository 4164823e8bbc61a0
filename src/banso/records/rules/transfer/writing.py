"""A record written in the order of the template: codes, days, line breaks, limits of length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from banso.core.era import in_era_day, in_era_short
from banso.records.rules.transfer.columns import (
    CODED_SOURCES,
    DAY_SOURCES,
    FIXED,
    Column,
)

_BREAKS = {"空白にする": " ", "「／」にする": "／", "つめる": ""}
_LINE_ENDS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What a record knows, by the names of the sources: days, words that have codes, texts."""

    days: dict[str, date | None] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field as it is to be entered, and what has to be said about it: cut, no code."""

    heading: str
    text: str
    remarks: tuple[str, ...] = ()


def write_row(columns: Sequence[Column], facts: RecordFacts) -> tuple[Cell, ...]:
    """The record in the order of the template."""
    return tuple(_cell(column, facts) for column in columns)


def codes_missing(columns: Iterable[Column], sources: dict[str, Iterable[str]]) -> tuple[str, ...]:
    """Words of the office（by source）that have no code where others have one, as sentences."""
    return tuple(
        f"「{column.heading}」：「{word}」のコードがありません。"
        for column in columns
        if column.codes
        for word in sources.get(column.source, ())
        if word not in dict(column.codes)
    )


def _cell(column: Column, facts: RecordFacts) -> Cell:
    if not column.is_known:
        remark = f"ひな形の項目「{column.source}」は、いまの記録にはありません。空欄にしました。"
        return Cell(column.heading, "", (remark,))
    text, remarks = _text(column, facts)
    if column.breaks in _BREAKS:
        text = _LINE_ENDS.sub(_BREAKS[column.breaks], text)
    if column.longest and len(text) > column.longest:
        remarks = (*remarks, f"{len(text):,}字のため、{column.longest:,}字で切りました。")
        text = text[: column.longest]
    return Cell(column.heading, text, remarks)


def _text(column: Column, facts: RecordFacts) -> tuple[str, tuple[str, ...]]:
    if column.source == FIXED:
        return column.fixed, ()
    if column.source in DAY_SOURCES:
        return _day(facts.days.get(column.source), column.day_format), ()
    if column.source in CODED_SOURCES:
        return _coded(column, facts.words.get(column.source, ()))
    return facts.texts.get(column.source, ""), ()


def _day(day: date | None, day_format: str) -> str:
    if day is None:
        return ""
    written = {
        "R8.11.20": in_era_short(day),
        "令和8年11月20日": in_era_day(day),
        "2026/11/20": f"{day:%Y/%m/%d}",
        "2026-11-20": f"{day:%Y-%m-%d}",
        "20261120": f"{day:%Y%m%d}",
    }
    return written[day_format]


def _coded(column: Column, words: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The codes of the words; a word without one stays, and that is said."""
    codes = dict(column.codes)
    words = tuple(words)
    missing = [word for word in words if codes and word not in codes]
    remarks = tuple(f"「{word}」のコードがありません。言葉のまま入れました。" for word in missing)
    return "、".join(codes.get(word, word) for word in words), remarks
