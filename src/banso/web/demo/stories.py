"""The words of a support record: what was heard, advised and promised（聞いたこと・助言・約束）."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TypedDict

from banso.web.demo.luck import chance
from banso.web.demo.trades import Trade

_TABLE = Path(__file__).with_name("stories.toml")
_FOOD_MAKERS = {"09", "10"}


class Bucket(TypedDict):
    """What is usual in one of the plan's buckets."""

    customers: list[str]
    inputs: list[str]
    opening: list[str]


class Topic(TypedDict):
    """Talks about one topic, what either side promises, and reasons to come again."""

    talks: list[str]
    ours: list[str]
    theirs: list[str]
    next: list[str]


class _Stories(TypedDict):
    buckets: dict[str, Bucket]
    topics: dict[str, Topic]


@dataclass(frozen=True, slots=True)
class Story:
    """What one contact was about, in words."""

    heard: str
    advice: str


@cache
def _stories() -> _Stories:
    written = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return _Stories(buckets=written["buckets"], topics=written["topics"])


def topic_keys() -> frozenset[str]:
    """Every topic there are sentences for."""
    return frozenset(_stories()["topics"])


def tell(rng: Random, trade: Trade, topics: tuple[str, ...], month: int) -> Story:
    """What was heard, now and then with how business goes, and what was advised."""
    talks = [_parted(rng.choice(_in_season(topic, month))) for topic in topics]
    words = _words(rng, trade)
    opening = rng.choice(_usual(trade)["opening"]) if chance(rng, 55) else ""
    heard = opening + "".join(heard for heard, _ in talks)
    advice = "".join(advice for _, advice in talks)
    return Story(heard.format_map(words), advice.format_map(words))


def _in_season(topic: str, month: int) -> list[str]:
    """The talks about a topic that come up in that month."""
    found = []
    for talk in _stories()["topics"][topic]["talks"]:
        months, mark, rest = talk.partition("|")
        if not mark:
            found.append(talk)
        elif str(month) in months.split():
            found += [rest, rest]  # in season, heard oftener
    return found


def _parted(talk: str) -> tuple[str, str]:
    heard, _, advice = talk.partition("→")
    return heard, advice


def promises(rng: Random, topic: str, count: int) -> list[tuple[bool, str]]:
    """What was promised, each thing once: whether the office promised it, and what."""
    about = _stories()["topics"][topic]
    ours = [(True, what) for what in about["ours"]]
    theirs = [(False, what) for what in about["theirs"]]
    return rng.sample([*ours, *theirs], min(count, len(ours) + len(theirs)))


def next_reason(rng: Random, topic: str) -> str:
    """Why to come again（次回の用件）."""
    return rng.choice(_stories()["topics"][topic]["next"])


def _usual(trade: Trade) -> Bucket:
    is_food = trade.code in _FOOD_MAKERS
    return _stories()["buckets"]["食品の製造" if is_food else trade.bucket]


def _words(rng: Random, trade: Trade) -> dict[str, str]:
    """What the sentences leave open, for one contact."""
    usual = _usual(trade)
    goods, others = rng.sample(trade.goods, 2)
    return {
        "g": goods,
        "h": others,
        "c": rng.choice(usual["customers"]),
        "m": rng.choice(usual["inputs"]),
        "p": str(rng.randint(3, 18)),
        "q": str(rng.randint(58, 112)),
        "y": f"{rng.choice((30, 50, 80, 120, 150, 200, 300, 450, 600, 800)):,}",
        "n": str(rng.randint(1, 4)),
        "k": str(rng.randint(5, 8)),
        "d": f"{rng.randint(3, 28) / 10:.1f}",
        "e": str(rng.randint(42, 168)),
    }
