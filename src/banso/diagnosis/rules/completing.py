"""When an analysis may be called finished（完了）: accounts and conversation, both.

The plan counts 個別経営分析 as 財務分析 and 非財務分析 together（第5章）. What each takes at
least is ours; docs/rules/completing.md says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from banso.diagnosis.rules.swot import Quarter


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an analysis has come, counted.

    ``periods`` are those whose sales and operating profit are known; ``quarters`` the fields of
    SWOT in which something was said; ``owners_words`` how many entries are the owner's own.
    """

    periods: int
    quarters: Collection[str]
    owners_words: int
    accepted: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing still to be done: in words, and in which part of the analysis（``ACCOUNTS`` …）."""

    words: str
    part: str


ACCOUNTS, TALK, FINDINGS = "accounts", "talk", "findings"


def still_lacking(standing: Standing) -> tuple[Lacking, ...]:
    """What is still to be done before it may be called finished; nothing when done."""
    return tuple(_lacking(standing))


def _lacking(standing: Standing) -> Iterator[Lacking]:
    if not standing.periods:
        words = "売上高と営業利益のわかる決算が1期もありません。決算を入れてください。"
        yield Lacking(words, ACCOUNTS)
    empty = [one.ja for one in Quarter if one.value not in standing.quarters]
    if empty:
        yield Lacking(f"SWOTの{'・'.join(empty)}に、まだ何も書かれていません。", TALK)
    if not standing.owners_words:
        words = "事業者自身の言葉が1つもありません。話したことを「事業者」として書いてください。"
        yield Lacking(words, TALK)
    if standing.undecided:
        words = f"取り上げるか決めていない課題が{standing.undecided}件あります。"
        yield Lacking(words, FINDINGS)
    if not standing.accepted:
        words = "取り上げた課題がありません。1つ以上選ぶか、書き足してください。"
        yield Lacking(words, FINDINGS)
