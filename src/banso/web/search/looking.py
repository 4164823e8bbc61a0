"""Looking: from a question to the page of hits, each seen by whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter, itemgetter

from banso.core.japanese import company_key
from banso.core.search import finding
from banso.core.search.entries import HIGHEST, Asked, Hit
from banso.core.search.marking import Part, excerpt, has_any, marked
from banso.core.search.models import IndexEntry
from banso.core.search.sources import Told
from banso.web.search.asking import Question
from banso.web.search.sources import seen_by, told_to

MOST_COUNTED = 1_000
PAGE = 30
MOST_NAMED, MOST_OTHERS = 8, 3  # businesses shown on top: so named, and found by something else
_MOST_RANKED = 200
_MOST_TEXTS = 2
_ELSEWHERE = 3
_Ranked = tuple[tuple[int, str], Hit]


@dataclass(frozen=True, slots=True)
class Count:
    """How many were found; beyond a thousand they are not counted."""

    number: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than counted."""
        return self.number > MOST_COUNTED

    @property
    def shown(self) -> str:
        """「12」 or 「1,000」; the counter comes behind, then ``beyond``."""
        return f"{MOST_COUNTED:,}" if self.is_more else f"{self.number:,}"

    @property
    def beyond(self) -> str:
        """What follows the counter: 「件以上」."""
        return "以上" if self.is_more else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One hit on the page: what it is, and the words marked where they stand."""

    told: Told
    title: tuple[Part, ...]
    kana: tuple[Part, ...]
    texts: tuple[tuple[str, tuple[Part, ...]], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of hits: how many there are, and those of the page."""

    count: Count
    lines: tuple[Line, ...]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.count.number > len(self.lines)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: businesses first, then everything else, newest on top."""

    question: Question
    leading: Group
    rest: Group
    page: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found."""
        return not (self.leading.count.number or self.rest.count.number)

    @property
    def paged(self) -> Group:
        """The group one pages through: businesses where only they are asked for."""
        return self.leading if self.question.to_index(leads=False) is None else self.rest

    @property
    def pages(self) -> int:
        """How many pages there are of what is counted."""
        counted = min(self.paged.count.number, MOST_COUNTED)
        return max(1, -(-counted // PAGE))

    @property
    def previous_page(self) -> int:
        """The page before this one."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The page after this one."""
        return self.page + 1


def look(question: Question, *, page: int = 1) -> Found:
    """Find what the question asks for, as far as whoever asks may see it."""
    leading, rest = question.to_index(leads=True), question.to_index(leads=False)
    alone = rest is None
    page = min(max(page, 1), MOST_COUNTED // PAGE + 1)
    return Found(
        question=question,
        leading=_leading(question, leading, page=page, alone=alone) if leading else _NONE,
        rest=_newest(question, rest, page=page) if rest else _NONE,
        page=page,
    )


def finds(question: Question) -> bool:
    """Whether there is anything to be seen."""
    asked = (question.to_index(leads=leads) for leads in (True, False))
    return any(next(_seen(question, one), None) for one in asked if one)


_NONE = Group(Count(0), ())


def _leading(question: Question, asked: Asked, *, page: int, alone: bool) -> Group:
    """The businesses: what is so named first, then what else fits; by their kana."""
    hits = _counted(question, asked)
    ranked = _ranked(question, asked, hits)
    start = (page - 1) * PAGE if alone else 0
    if page > 1 and not alone:
        return Group(Count(len(hits)), ())
    shown = ranked[start : start + PAGE] if alone else _few(ranked)
    return Group(Count(len(hits)), _lines(question, [hit for _, hit in shown]))


def _few(ranked: list[_Ranked]) -> list[_Ranked]:
    """Those so named, and where there are hardly any, some that are found by something else."""
    named = sum(1 for (nearness, _), _ in ranked if nearness < _ELSEWHERE)
    return ranked[: max(MOST_OTHERS, min(named, MOST_NAMED))]


def _ranked(question: Question, asked: Asked, hits: list[Hit]) -> list[_Ranked]:
    """The hits in the order they are shown in; of very many, those so named are sure to be in."""
    if len(hits) > MOST_COUNTED:
        so_named = finding.newest(_in_name(asked), limit=_MOST_RANKED)
        hits = list(dict.fromkeys([*seen_by(question.staff, so_named), *hits]))
    kept = IndexEntry.objects.filter(place__in=[hit.place for hit in hits])
    names = dict(kept.values_list("place", "names"))
    ranked = [(_rank(names[hit.place], question.words), hit) for hit in hits]
    return sorted(ranked, key=itemgetter(0))


def _in_name(asked: Asked) -> Asked:
    return Asked(asked.organisation, asked.words, asked.any_of, leads=True, in_name=True)


def _rank(names: str, words: tuple[str, ...]) -> tuple[int, str]:
    """0: the name begins with the first word; 1: the kana does; 2: the names hold every word."""
    name, _, kana = names.partition("\n")
    if company_key(name).startswith(words[0]):
        return 0, kana
    if kana.startswith(words[0]):
        return 1, kana
    return (2 if all(word in names for word in words) else _ELSEWHERE), kana


def _newest(question: Question, asked: Asked, *, page: int) -> Group:
    """One page of everything else."""
    hits = _counted(question, asked)
    start = (page - 1) * PAGE
    if len(hits) > MOST_COUNTED:
        shown = list(islice(_seen(question, asked), start, start + PAGE))
    else:
        hits.sort(key=attrgetter("place"), reverse=True)
        shown = hits[start : start + PAGE]
    return Group(Count(len(hits)), _lines(question, shown))


def _counted(question: Question, asked: Asked) -> list[Hit]:
    """The hits to be seen, or more than a thousand of them: no more than that is counted."""
    hits = finding.some(asked, limit=MOST_COUNTED + 1)
    seen = seen_by(question.staff, hits)
    if len(seen) < len(hits) and len(hits) > MOST_COUNTED:  # some were not theirs to see: ask on
        return list(islice(_seen(question, asked), MOST_COUNTED + 1))
    return seen


def _seen(question: Question, asked: Asked) -> Iterator[Hit]:
    """The hits to be seen, newest first, fetched as they are wanted."""
    before, most = HIGHEST, PAGE
    while True:
        hits = finding.newest(asked, limit=most, before=before)
        yield from seen_by(question.staff, hits)
        if len(hits) < most:
            return
        before, most = hits[-1].place, most * 4


def _lines(question: Question, hits: list[Hit]) -> tuple[Line, ...]:
    words = question.words
    return tuple(_line(told, words) for told in told_to(question.staff, hits))


def _line(told: Told, words: tuple[str, ...]) -> Line:
    """The texts in which words stand, two at most; without any, how the first begins."""
    fitting = [(label, text) for label, text in told.texts if has_any(text, words)]
    shown = fitting[:_MOST_TEXTS] or told.texts[:1]
    return Line(
        told=told,
        title=marked(told.title, words),
        kana=marked(told.kana, words) if has_any(told.kana, words) else (),
        texts=tuple((label, excerpt(text, words)) for label, text in shown),
    )
