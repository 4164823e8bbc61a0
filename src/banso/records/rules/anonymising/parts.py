"""What the rules of anonymising（匿名化）share: what is known of a firm, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from banso.core.japanese import fold

# Numbers in full width are read like others; every sign keeps its place in the text.
_NARROW = str.maketrans("０１２３４５６７８９，．／－＠：（）", "0123456789,./-@:()")


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows that would give a firm away, as it is written there.

    ``people`` are contact people of the firm; ``other_owners`` the owners of the other firms.
    ``towns`` are the town names of every address in the register.
    """

    name: str = ""
    owners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    other_owners: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    building: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the text, from ``start`` up to ``end``, and the words to put there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, what it does in one sentence, and how it finds.

    Of a rule that ``must`` hold, nothing may be left when a person confirms the case.
    """

    key: str
    label: str
    says: str
    find: Callable[[str, Known], Iterator[Found]]
    must: bool = False


def narrow(text: str) -> str:
    """The text with digits and their signs in half width, sign for sign."""
    return text.translate(_NARROW)


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign as it is compared: nothing for punctuation, several signs for ㈱."""
    return fold(sign)


def level(text: str) -> str:
    """The text in half-width digits and with the usual form of each kanji（髙 as 高）."""
    return "".join(_usual(sign) for sign in narrow(text))


def _usual(sign: str) -> str:
    return fold_sign(sign) if "\u3400" <= sign <= "\U0003ffff" and sign.isalpha() else sign
