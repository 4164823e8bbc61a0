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


def still_lacking(standing: Standing) -> tuple[str, ...]:
    """What is still to be done before it may be called finished, in words; nothing when done."""
    return tuple(_lacking(standing))


def _lacking(standing: Standing) -> Iterator[str]:
    if not standing.periods:
        yield "売上高と営業利益のわかる決算が1期もありません。決算を入れてください。"
    empty = [one.ja for one in Quarter if one.value not in standing.quarters]
    if empty:
        yield f"SWOTの{'・'.join(empty)}に、まだ何も書かれていません。"
    if not standing.owners_words:
        yield "事業者自身の言葉が1つもありません。話したことを「事業者」として書いてください。"
    if standing.undecided:
        yield f"取り上げるか決めていない課題が{standing.undecided}件あります。"
    if not standing.accepted:
        yield "取り上げた課題がありません。1つ以上選ぶか、書き足してください。"
