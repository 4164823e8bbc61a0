"""Which cases（事例）are like a record being written: trade, topics and words, with the reason.

Points, so that anybody can follow them: the same 中分類 3, else the same bucket 2; each shared
topic 3; each shared word 1, at most 4. Words that more than half of the cases use say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_SHOWN = 3
_SAME_TRADE, _SAME_BUCKET, _SAME_TOPIC, _MOST_WORDS = 3, 2, 3, 4
_WORDS_TOLD = 4
_FEW_CASES = 4  # among fewer cases no word is called usual
_RUN = re.compile(r"[一-龥々]{2,}|[ァ-ヴー]{2,}|[A-Za-zＡ-Ｚａ-ｚ]{2,}")
_KANJI = re.compile(r"[一-龥々]+")
_SAID_OF_ALL = (
    "事業,事業者,代表,代表者,職員,担当,担当者,今回,前回,次回,相談,支援,確認,必要,商工会,地区内,市内,地区,"
    "数名,十数名,数十名,対応,状況,内容,訪問,面談,場合,実施,予定,説明,助言,検討,毎月,以前,現在"
)
_EMPTY = frozenset(_SAID_OF_ALL.split(","))


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of the record being written so far; any of it may be missing."""

    industry_code: str = ""
    bucket: str = ""
    topics: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case to compare with; ``topics`` are pairs of key and name."""

    key: int
    industry_code: str
    bucket: str
    topics: tuple[tuple[str, str], ...]
    text: str
    is_success: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a case is: its points, and why in words."""

    key: int
    points: int
    reason: str
    is_success: bool


@lru_cache(maxsize=2048)
def words_of(text: str) -> frozenset[str]:
    """The words two texts can share: runs of kanji and pairs within them, katakana, letters."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.add(run.lower())
        if _KANJI.fullmatch(run):
            found |= {run[place : place + 2] for place in range(len(run) - 1)}
    return frozenset(found - _EMPTY)


def most_alike(written: Written, candidates: Sequence[Candidate]) -> tuple[Likeness, ...]:
    """The three most alike, the most alike first; those sharing nothing are left out.

    If all three went well, the last gives way to the case most alike that did not.
    """
    usual = _usual([words_of(candidate.text) for candidate in candidates])
    spoken = words_of(written.text) - usual
    found = [_likeness(written, spoken, candidate) for candidate in candidates]
    alike = sorted((one for one in found if one.points), key=lambda one: (-one.points, -one.key))
    shown = alike[:MOST_SHOWN]
    warning = next((one for one in alike[MOST_SHOWN:] if not one.is_success), None)
    if warning and all(one.is_success for one in shown):
        shown[-1] = warning
    return tuple(shown)


def _usual(texts: Sequence[frozenset[str]]) -> frozenset[str]:
    """Words that more than half of the cases use."""
    if len(texts) < _FEW_CASES:
        return frozenset()
    counted = Counter(word for words in texts for word in words)
    return frozenset(word for word, times in counted.items() if times * 2 > len(texts))


def _likeness(written: Written, spoken: frozenset[str], candidate: Candidate) -> Likeness:
    trade, trade_points = _trade(written, candidate)
    topics = [name for key, name in candidate.topics if key in written.topics]
    words = _longest(spoken & words_of(candidate.text))
    reasons = (
        trade,
        f"テーマ：{'、'.join(topics)}" if topics else "",
        f"ことば：{'、'.join(words[:_WORDS_TOLD])}" if words else "",
    )
    points = trade_points + _SAME_TOPIC * len(topics) + min(len(words), _MOST_WORDS)
    reason = "・".join(reason for reason in reasons if reason)
    return Likeness(candidate.key, points, reason, candidate.is_success)


def _trade(written: Written, candidate: Candidate) -> tuple[str, int]:
    if written.industry_code and written.industry_code == candidate.industry_code:
        return "同じ業種", _SAME_TRADE
    if written.bucket and written.bucket == candidate.bucket:
        return f"同じ業種区分（{candidate.bucket}）", _SAME_BUCKET
    return "", 0


def _longest(words: frozenset[str]) -> list[str]:
    """The shared words, longest first, without those that are part of a longer one."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if not any(word in longer for longer in kept):
            kept.append(word)
    return kept
