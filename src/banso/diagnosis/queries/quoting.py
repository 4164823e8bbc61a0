"""What the firm said before（過去の記録から）, found for the headings of SWOT by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banso.accounts.models import Staff
from banso.core.japanese import fold
from banso.diagnosis.rules.swot import swot_cells
from banso.records.models import SupportRecord
from banso.registry.models import Business

MOST_RECORDS = 60
MOST_QUOTES = 3
LONGEST_QUOTE = 200
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence that was heard on a day, and the record it stands in."""

    on: date
    text: str
    record_id: UUID


def quotes_for(business: Business, staff: Staff) -> Mapping[str, tuple[Quote, ...]]:
    """Sentences heard from the firm, by the key of the SWOT heading they speak of. One query.

    Read are the latest sixty records that ``staff`` may read. Never one told in confidence（内密）,
    even to who may read it: what stands in a sheet is read by everyone who sees the analysis.
    """
    records = (
        SupportRecord.objects.readable_by(staff)
        .standing()
        .filter(business=business, confidence__isnull=True)
        .exclude(heard="")
        .order_by("-on", "-pk")
        .values_list("on", "heard", "public_id")[:MOST_RECORDS]
    )
    heard = [(Quote(*row), fold(row[1])) for row in _sentences(records)]
    words = {cell.key: tuple(map(fold, cell.words)) for cell in swot_cells()}
    return {key: tuple(_speaking(heard, wanted)) for key, wanted in words.items()}


def _sentences(
    records: Iterable[tuple[date, str, UUID]],
) -> Iterator[tuple[date, str, UUID]]:
    for on, text, record_id in records:
        for sentence in _SENTENCE.findall(text):
            said = sentence.strip()
            if said and len(said) <= LONGEST_QUOTE:
                yield on, said, record_id


def _speaking(heard: list[tuple[Quote, str]], words: tuple[str, ...]) -> Iterator[Quote]:
    """The first few sentences in which one of the words stands."""
    found = (quote for quote, folded in heard if any(word in folded for word in words))
    for _, quote in zip(range(MOST_QUOTES), found, strict=False):
        yield quote
