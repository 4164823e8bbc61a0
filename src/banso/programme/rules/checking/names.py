"""Names that vary（表記ゆれ）, bodies nobody set up, and plans that end too early."""

import re
from collections.abc import Iterator
from itertools import combinations

from banso.core.era import in_era_day
from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import folded, likeness
from banso.programme.rules.document import ProgrammeDocument

BRACKETED = re.compile(r"「([^「」]+)」")
YEARLY_BODY = re.compile(r"年\d+回開催される「([^」]*?会議?)(?:\([^)]*\))?」")
SHORTEST_NAME = 8
ALIKE = 0.8


def check_names(document: ProgrammeDocument) -> Iterator[Finding]:
    """Spellings of one name, meetings that are not on the list, upper plans that run out."""
    yield from _variants(document)
    yield from _unknown_bodies(document)
    yield from _upper_plans(document)


def _variants(document: ProgrammeDocument) -> Iterator[Finding]:
    names = _names(document)
    fixed = {folded(meeting.name) for meeting in document.meetings}
    for one, other in combinations(names, 2):
        if {folded(one), folded(other)} <= fixed or not ALIKE < likeness(one, other) < 1:
            continue
        sentence = f"「{one}」と「{other}」は、同じものの書き方が揺れているようです。"
        yield Finding("参考", "name-varies", (names[one], names[other]), sentence)


def _names(document: ProgrammeDocument) -> dict[str, str]:
    """Proper names long enough to compare, with the place each is first met."""
    found = {meeting.name: f"{meeting.section}. 会議の一覧" for meeting in document.meetings}
    for quote in document.quotes:
        for name in BRACKETED.findall(quote.text):
            found.setdefault(name, quote.place)
    return {name: place for name, place in found.items() if len(folded(name)) >= SHORTEST_NAME}


def _unknown_bodies(document: ProgrammeDocument) -> Iterator[Finding]:
    known = {folded(meeting.name) for meeting in document.meetings}
    for quote in document.quotes:
        for name in YEARLY_BODY.findall(folded(quote.text)):
            if name not in known:
                sentence = f"本文に「{name}」が毎年開かれるとありますが、会議の一覧にありません。"
                yield Finding("参考", "unlisted-meeting", (quote.place,), sentence)


def _upper_plans(document: ProgrammeDocument) -> Iterator[Finding]:
    end = document.period.last_day
    for plan in document.area.upper_plans:
        if plan.last_day < end:
            sentence = (
                f"引用された「{plan.name}」は{in_era_day(plan.last_day)}に終わり、"
                f"この計画の終わり（{in_era_day(end)}）より前です。次の計画を確かめてください。"
            )
            place = f"1. 地域の現状「{plan.name}」からの引用"
            yield Finding("参考", "upper-plan-ends", (place,), sentence)
