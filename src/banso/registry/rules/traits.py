"""What of a business is compared with another（見比べる内容）, read once and folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from banso.core.japanese import digits, fold
from banso.registry.rules.sites import Site, read_site
from banso.registry.rules.trade_names import TradeName, person_key, read_trade_name, reading_key

LOCAL_PHONE = 6  # a number without its area code has six digits or more
_SEVERAL_PHONES = re.compile(r"[/／、,，;；\n]|\s{2,}|または")
_EXTENSION = re.compile(r"(?:内線|ext\.?)\s*\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entered:
    """A business as it was entered or stands in a file; what is unknown stays empty.

    ``phones`` are telephone, FAX and mobile in any form; ``address`` is one line, with or without
    the prefecture.
    """

    name: str
    kana: str = ""
    corporate_number: str = ""
    phones: tuple[str, ...] = ()
    postcode: str = ""
    address: str = ""
    owner: str = ""
    owner_kana: str = ""
    member_number: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one business, read once. Made by :func:`traits_of`."""

    name: TradeName
    written: str
    number: str
    member_number: str
    phones: frozenset[str]
    postcode: str
    site: Site
    owner: str
    surname: str
    owner_reading: str


def traits_of(entered: Entered) -> Traits:
    """Read what is compared of a business; nothing is refused, what can't be read counts as empty.

    A surname is told apart only where the owner's name has a space in it.
    """
    surname, _, given = entered.owner.replace("\u3000", " ").strip().partition(" ")
    return Traits(
        name=read_trade_name(entered.name, entered.kana, entered.owner),
        written=entered.name.strip(),
        number=digits(entered.corporate_number),
        member_number=fold(entered.member_number),
        phones=frozenset(_plain_phones(entered.phones)),
        postcode=digits(entered.postcode),
        site=read_site(entered.address),
        owner=person_key(entered.owner),
        surname=person_key(surname) if given else "",
        owner_reading=reading_key(entered.owner_kana),
    )


def _plain_phones(phones: Iterable[str]) -> Iterator[str]:
    """Digits with +81 read as 0; an extension, and what is too short to tell, is left out."""
    for typed in phones:
        for phone in _SEVERAL_PHONES.split(_EXTENSION.sub("", typed)):
            number = digits(phone)
            if number.startswith("81"):
                number = f"0{number[2:].lstrip('0')}"
            if len(number) >= LOCAL_PHONE:
                yield number
