"""Text and filters as the tokens of the index: pairs of signs, so that two-character words work.

Plain Python. Every token carries its organisation, so that each office searches in lists of its
own and another office's words cannot be met. After the office's number comes what is meant:
``o`` a pair (or a single sign) of all the text, ``t`` one of the name, ``m`` a mark to filter by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from banso.core.japanese import fold, pairs, search_terms

VERSION = 3  # raised whenever the index would hold something else: it is then built anew
MOST_TYPED = 200
MOST_WORDS = 10
_GAP = "gap"  # stands between two texts, so that no word is found across their border
_HYPHENS = "-‐‑‒–—―−─━~〜"  # they fold to ー, which inside a word is a sign like any other
_TEXT, _NAME, _MARK = "o", "t", "m"
# Letters and digits that no tokeniser takes apart or drops; any other sign is written as a number.
_TEXTS_IN_MEMORY, _TOKENS_IN_MEMORY = 1 << 10, 1 << 16
_folded = lru_cache(maxsize=_TEXTS_IN_MEMORY)(fold)
_PLAIN = re.compile(r"[0-9a-z\u30a1-\u30fa\u30fc\u3005\u3006\u4e00-\u9fff]+")
_UNUSUAL = re.compile(r"[^0-9a-z\u30a1-\u30fa\u30fc\u3005\u3006\u4e00-\u9fff]")


def words_of(typed: str) -> tuple[str, ...]:
    """The folded words of what someone typed, each once; all of them must occur.

    Signs of query languages（" * ( ) : and a hyphen before a word）are punctuation like any other
    and fall away. Read are the first 200 characters, of these the first ten words.
    """
    bare = " ".join(word.strip(_HYPHENS) for word in typed[:MOST_TYPED].split())
    words = (word for word in search_terms(bare) if word.strip("ー"))
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def text_tokens(organisation: int, texts: Iterable[str]) -> Iterator[str]:
    """Tokens of folded texts in their order: pairs that adjoin, then every sign once."""
    return _tokens(f"{organisation}{_TEXT}", texts)


def name_tokens(organisation: int, texts: Iterable[str]) -> Iterator[str]:
    """The same for names, which can be searched apart from the rest of the text."""
    return _tokens(f"{organisation}{_NAME}", texts)


def mark_token(organisation: int, mark: str) -> str:
    """The token of a mark such as ``kind=record``."""
    return f"{organisation}{_MARK}{_written(mark)}"


def word_tokens(organisation: int, word: str, *, in_name: bool = False) -> tuple[str, ...]:
    """The tokens that stand side by side wherever the folded word occurs."""
    prefix = f"{organisation}{_NAME if in_name else _TEXT}"
    return tuple(_token(prefix, pair) for pair in pairs(word))


def folded(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts folded for matching, those that have no words left out."""
    return tuple(filter(None, map(_folded, texts)))


def _tokens(prefix: str, texts: Iterable[str]) -> Iterator[str]:
    signs: dict[str, None] = {}
    for text in texts:
        yield from _pairs_of(prefix, text)
        signs.update(dict.fromkeys(text))
    yield from [_token(prefix, sign) for sign in signs]


@lru_cache(maxsize=_TEXTS_IN_MEMORY)
def _pairs_of(prefix: str, text: str) -> tuple[str, ...]:
    """The pairs of a text and the gap behind it; names come again with every record."""
    if len(text) <= 1:
        return ()
    return (*[_token(prefix, pair) for pair in pairs(text)], prefix + _GAP)


@lru_cache(maxsize=_TOKENS_IN_MEMORY)
def _token(prefix: str, text: str) -> str:
    return prefix + _written(text)


def _written(text: str) -> str:
    """The text in signs that survive every tokeniser."""
    if _PLAIN.fullmatch(text):
        return text
    return _UNUSUAL.sub(lambda sign: f"x{ord(sign[0]):x}x", text)
