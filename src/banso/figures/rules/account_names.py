"""What an account's name in files means among our lines（科目名と行の対応）."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from banso.core.japanese import fold
from banso.figures.rules.accounts import accounts
from banso.figures.rules.papers import names_on_papers

_LIKE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the line it means; ``is_settled`` is false for what is only a guess.

    ``is_the_offices`` says that a person of the office settled it, for whatever business.
    """

    name: str
    code: str
    is_settled: bool
    is_the_offices: bool = False


@cache
def shipped_names() -> Mapping[str, str]:
    """Our line's code by the folded name, as the three products name accounts."""
    listed = tomllib.loads(Path(__file__).with_name("account_names.toml").read_text("utf-8"))
    ours = {fold(account.ja): account.code for account in accounts().values()}
    ours |= {fold(ja): code for ja, code in names_on_papers().items()}
    theirs = {fold(name): code for code, names in listed.items() for name in names}
    return {**ours, **theirs}


def meanings(names: Iterable[str], settled: Mapping[str, str]) -> list[Named]:
    """What each name means: as the office settled it, as shipped, else a guess to be asked."""
    ours = {fold(name): code for name, code in settled.items()}
    known = {**shipped_names(), **ours}
    return [replace(_meaning(name, known), is_the_offices=fold(name) in ours) for name in names]


def _meaning(name: str, known: Mapping[str, str]) -> Named:
    folded = fold(name)
    if folded in known:
        return Named(name, known[folded], is_settled=True)
    close = get_close_matches(folded, list(known), n=1, cutoff=_LIKE_ENOUGH)
    return Named(name, known[close[0]] if close else "", is_settled=False)
