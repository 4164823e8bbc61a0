"""What is odd in the words of a plan: nothing written, not the owner's, too long, empty."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from banso.plans.rules.concerns import Concern, Part, Place
from banso.plans.rules.content import OWNER, Content
from banso.plans.rules.kinds import Section, characters
from banso.plans.rules.quality.checks import Checks

_SENTENCE = re.compile(r"[^。！？!?\n]+")
# A figure or a day: digits, or a Chinese numeral before something that is counted.
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+[年月日人件回円割名個店社]")


def on_words(content: Content, checks: Checks) -> Iterator[Concern]:
    """Concerns about the sections, in their order; whose words they are comes first."""
    if not any(one.said_by == OWNER and one.text.strip() for one in content.sections):
        yield checks["no-owner-words"].at(Place(Part.PLAN))
    for section in content.kind.sections:
        yield from _on_section(section, content.text_of(section.key), checks)


def _on_section(section: Section, text: str, checks: Checks) -> Iterator[Concern]:
    place = Place(Part.SECTION, section.key, section.ja)
    if not text.strip():
        if section.is_needed:
            yield checks["section-empty"].at(place, what=section.ja, ask=section.ask)
        return
    length = characters(text)
    if section.limit is not None and length > section.limit:
        over = length - section.limit
        told = {"length": length, "limit": section.limit, "over": over}
        yield checks["too-long"].at(place, what=section.ja, **told)
    for phrase in empty_phrases(text, checks.phrases):
        yield checks["empty-phrase"].at(place, what=section.ja, phrase=phrase)


def empty_phrases(text: str, phrases: tuple[str, ...]) -> list[str]:
    """Which of the phrases stand in a sentence without any figure or day; each once."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(unicodedata.normalize("NFKC", text)):
        if not _FIGURE.search(sentence):
            found += [one for one in phrases if one in sentence and one not in found]
    return found
