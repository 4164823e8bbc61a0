"""Reading numbers, years and names out of the plan's prose（本文）."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from banso.programme.rules.document import IndicatorLine, Number, ProgrammeDocument

YEAR = re.compile(r"(明治|大正|昭和|平成|令和)(元|\d{1,2})年度?")
HEADS = re.compile(r"(\d[\d,]*)(?:事業)?者(?!席)")
TIMES_A_YEAR = re.compile(r"(?:年(\d+)回|(\d+)回/年)(以上)?")
MONTHLY = re.compile(r"毎月")


def folded(text: str) -> str:
    """The text without the printer's spaces, with full-width letters made plain."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def number(text: str) -> int:
    """A printed number: 「1,322」 is 1322."""
    return int(text.replace(",", ""))


def counts_by_year(text: str) -> Iterator[tuple[str, int]]:
    """Each year the text names with the first count of businesses said of it."""
    plain = folded(text)
    years = list(YEAR.finditer(plain))
    ends = [*(match.start() for match in years[1:]), len(plain)]
    for match, end in zip(years, ends, strict=False):
        heads = HEADS.search(plain, match.end(), end)
        if heads:
            yield match.group().removesuffix("度"), number(heads.group(1))


def times_a_year(text: str) -> tuple[int, bool] | None:
    """「年1回」「1回/年」「毎月」 as times a year, and whether it says 「以上」."""
    plain = folded(text)
    found = TIMES_A_YEAR.search(plain)
    if found:
        return int(found.group(1) or found.group(2)), bool(found.group(3))
    return (12, False) if MONTHLY.search(plain) else None


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, folded(one), folded(other)).ratio()


def place_of(document: ProgrammeDocument, line: IndicatorLine) -> str:
    """Where an indicator stands: its section's target table and its row."""
    parent = document.indicator(line.parent) if line.parent else None
    above = f"{parent.printed_name} " if parent else ""
    return f"{line.section}. 目標の表「{above}{line.printed_name}」"


def amount(value: Number, unit: str = "") -> str:
    """A number as people write it: 「1,322者」."""
    return f"{value:,}{unit}"
