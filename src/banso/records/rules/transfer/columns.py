"""The template（転記のひな形）: which fields in which order, each with its form, length and codes.

It is kept as text that people can read in the history: a line for each column, its parts between
「｜」, codes between 「；」 with 「＝」. None of these three signs may stand within a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

INITIAL_NAME = "ひな形（初期値）"
FIXED = "固定の文字"
DAY_SOURCES = ("日付", "記録した日", "次回の予定日")
CODED_SOURCES = (
    "方法",
    "支援テーマ（1つ目）",
    "支援テーマ（すべて）",
    "対応した職員",
    "記録した職員",
)
TEXT_SOURCES = (
    "時間（分）",
    "事業者名",
    "フリガナ",
    "会員番号",
    "法人番号",
    "代表者名",
    "会員の別",
    "業種コード",
    "業種名",
    "担当指導員",
    "事業者側の出席者",
    "聞いたこと",
    "助言したこと",
    "聞いたことと助言したこと",
    "約束",
    "次回の用件",
)
SOURCES = (*DAY_SOURCES, *CODED_SOURCES, *TEXT_SOURCES, FIXED)
DAY_FORMATS = ("R8.11.20", "令和8年11月20日", "2026/11/20", "2026-11-20", "20261120")
BREAKS = ("空白にする", "残す", "「／」にする", "つめる")
SIGNS = "｜；＝"
_INITIAL = Path(__file__).with_name("initial.txt")
_LONGEST_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the other system: its heading there, and what of a record is written into it.

    ``longest`` is in characters（字）; ``None`` has no limit. ``codes`` map a word to its code.
    """

    heading: str
    source: str
    day_format: str = DAY_FORMATS[0]
    longest: int | None = None
    breaks: str = BREAKS[0]
    fixed: str = ""
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether a record still knows what the column asks for."""
        return self.source in SOURCES


def initial_columns() -> tuple[Column, ...]:
    """The columns of the template that comes with the product; it is not an official format."""
    return read_columns(_INITIAL.read_text(encoding="utf-8"))


def read_columns(text: str) -> tuple[Column, ...]:
    """The columns as they were kept; a source that is known no longer is read all the same."""
    return tuple(_read(line) for line in text.splitlines() if line.strip())


def write_columns(columns: Iterable[Column]) -> str:
    """The columns as they are kept, a line each."""
    return "\n".join(_written(column) for column in columns)


def _read(line: str) -> Column:
    heading, source, day_format, longest, breaks, fixed, codes, *_ = [*line.split("｜"), *[""] * 6]
    pairs = (pair.partition("＝") for pair in codes.split("；") if "＝" in pair)
    limit = int(longest) if longest.isascii() and longest.isdecimal() else 0
    return Column(
        heading=heading,
        source=source,
        day_format=day_format if day_format in DAY_FORMATS else DAY_FORMATS[0],
        longest=min(limit, _LONGEST_LIMIT) or None,
        breaks=breaks if breaks in BREAKS else BREAKS[0],
        fixed=fixed,
        codes=tuple((word, code) for word, _, code in pairs),
    )


def _written(column: Column) -> str:
    codes = "；".join(f"{word}＝{code}" for word, code in column.codes)
    day_format = column.day_format if column.source in DAY_SOURCES else ""
    parts = (
        column.heading,
        column.source,
        day_format,
        str(column.longest or ""),
        column.breaks,
        column.fixed,
        codes,
    )
    return "｜".join(parts).rstrip("｜")
