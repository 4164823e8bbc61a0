"""What may still tell who it was after every name is gone: a rare trade, a rare product."""

from __future__ import annotations

import re
from collections.abc import Iterable

SMALLEST_GROUP = 3  # fewer than so many firms are not told apart from one another by anyone
_SHORTEST_WORD = 2
_PARTS = re.compile(r"[、。・,，/／\s（）()「」]+|(?:および|及び)")
_TAILS = re.compile(
    r"(?:の?(?:製造|販売|卸売|卸|小売|加工|修理|施工|工事|製作|企画|運営|経営|店|業|など|等))+$"
)
_EVERYDAY = frozenset({"食品", "製造", "販売", "小売", "卸", "工事", "修理", "飲食", "サービス"})


def rare_words(text: str, line_of_business: str, every_line: Iterable[str]) -> tuple[str, ...]:
    """Words of the firm's own line of business in the text that fewer than three firms use.

    ``every_line`` are the lines of business of the whole register, the firm's own among them.
    """
    words = {word for word in _words(line_of_business) if word in text}
    if not words:
        return ()
    lines = list(every_line)
    rare = (word for word in words if sum(word in line for line in lines) < SMALLEST_GROUP)
    return tuple(sorted(rare))


def _words(line: str) -> set[str]:
    parts = {_TAILS.sub("", part) for part in _PARTS.split(line)}
    return {part for part in parts if len(part) >= _SHORTEST_WORD and part not in _EVERYDAY}


def is_told_apart(firms_of_the_trade: int) -> bool:
    """Whether a trade has so few firms in the register that its name alone gives one away."""
    return firms_of_the_trade < SMALLEST_GROUP


def cautions(trade: str, firms_of_the_trade: int | None, rare: Iterable[str]) -> tuple[str, ...]:
    """What the writer and the person who confirms are told; ``None`` firms: trade unknown."""
    told = []
    if firms_of_the_trade is None:
        told.append("業種が登録されていないため、同じ業種が何者あるか数えられません。")
    elif is_told_apart(firms_of_the_trade):
        told.append(
            f"「{trade}」は台帳に{firms_of_the_trade}者しかありません。業種の名前だけで、どの事業者か"
            "分かるおそれがあります。画面と紙では業種を出しません。本文の言葉も確かめてください。"
        )
    told += [
        f"「{word}」は、台帳の「事業の内容」でこの言葉を使う事業者が{SMALLEST_GROUP}者より少ないため、"
        "どの事業者か分かるおそれがあります。広い言葉に直せないか確かめてください。"
        for word in rare
    ]
    return tuple(told)
