"""The quoted prose against targets, lists and the calendar（本文の点検）."""

import re
from collections.abc import Iterator
from datetime import date

from banso.core.era import parse_date
from banso.core.refusals import RuleViolation
from banso.programme.rules.area import Quote
from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import folded, place_of, times_a_year
from banso.programme.rules.document import IndicatorLine, ProgrammeDocument

SELECTED = re.compile(r"(\d+)(?:事業者|者|社)を選定")
DATED = re.compile(
    r"((?:(?:令和|平成|昭和)(?:元|\d{1,2})|\d{4})年\d{1,2}月\d{1,2}日)\(([月火水木金土日])"
)
SECTION_NAMED = re.compile(r"「(\d+(?:-\d+)?)\.([^」]+)」")
LISTED = re.compile(r"(\d+)(?:商工会|団体|機関|市町村)\(([^)]*、[^)]*)\)")
DISTRICTS = re.compile(r"(\d+)地区に分け")
WEEKDAYS = "月火水木金土日"


def check_prose(document: ProgrammeDocument) -> Iterator[Finding]:
    """Every passage against what it speaks of."""
    for quote in document.quotes:
        lines = [line for key in quote.about if (line := document.indicator(key))]
        for line in lines:
            yield from _times(document, quote, line)
            yield from _selected(document, quote, line)
        yield from _as_many(document, quote, lines)
        yield from _meeting_times(document, quote)
        yield from _weekdays(quote)
        yield from _sections_named(document, quote)
        yield from _lists(quote)
        yield from _districts(document, quote)
        yield from _posts(document, quote)


def _differing(line: IndicatorLine, said: int, *, at_least: bool = False) -> str:
    """The years whose target is not what the prose says, as a list in words."""
    return "、".join(
        f"{year.label}{target}{line.unit}"
        for year, target in sorted(line.targets.items())
        if not isinstance(target, str) and (target < said if at_least else target != said)
    )


def _times(document: ProgrammeDocument, quote: Quote, line: IndicatorLine) -> Iterator[Finding]:
    said = times_a_year(quote.text)
    if said is None or line.unit != "回":
        return
    times, at_least = said
    differing = _differing(line, times, at_least=at_least)
    if differing:
        sentence = (
            f"「{line.name}」は、本文では年{times}回{'以上' if at_least else ''}ですが、"
            f"目標は{differing}です。"
        )
        places = (quote.place, place_of(document, line))
        yield Finding("矛盾", "times-a-year", places, sentence, (line.key,))


def _selected(document: ProgrammeDocument, quote: Quote, line: IndicatorLine) -> Iterator[Finding]:
    said = SELECTED.search(folded(quote.text))
    if said is None:
        return
    differing = _differing(line, int(said.group(1)))
    if differing:
        sentence = (
            f"本文は{said.group(1)}事業者を選定するとしていますが、"
            f"「{line.name}」の目標は{differing}です。"
        )
        places = (quote.place, place_of(document, line))
        yield Finding("矛盾", "number-selected", places, sentence, (line.key,))


def _as_many(
    document: ProgrammeDocument, quote: Quote, lines: list[IndicatorLine]
) -> Iterator[Finding]:
    """「同数」 said of indicators whose targets differ."""
    if "同数" not in quote.text or not lines:
        return
    for other in lines[1:]:
        if other.targets != lines[0].targets:
            sentence = (
                f"本文は「{lines[0].name}」と「{other.name}」を同数としますが、目標が違います。"
            )
            places = (quote.place, place_of(document, lines[0]), place_of(document, other))
            yield Finding("矛盾", "not-as-many", places, sentence, (lines[0].key, other.key))


def _meeting_times(document: ProgrammeDocument, quote: Quote) -> Iterator[Finding]:
    said = times_a_year(quote.text)
    for meeting in document.meetings:
        times = meeting.frequency.per_year
        if said is None or times is None or meeting.key not in quote.about or said[1]:
            continue
        if said[0] != times:
            sentence = (
                f"「{meeting.name}」は、本文では年{said[0]}回、会議の一覧では年{times}回です。"
            )
            yield Finding("矛盾", "meeting-times", (quote.place,), sentence, (meeting.key,))


def _weekdays(quote: Quote) -> Iterator[Finding]:
    """Dates whose weekday is not the calendar's, or that no calendar has."""
    for written, weekday in DATED.findall(folded(quote.text)):
        day = _day(written)
        if day is None:
            sentence = f"「{written}」は暦にない日付です。"
            yield Finding("矛盾", "no-such-day", (quote.place,), sentence)
        elif WEEKDAYS[day.weekday()] != weekday:
            right = WEEKDAYS[day.weekday()]
            sentence = f"「{written}({weekday})」とありますが、この日は{right}曜日です。"
            yield Finding("矛盾", "weekday", (quote.place,), sentence)


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except RuleViolation:
        return None


def _sections_named(document: ProgrammeDocument, quote: Quote) -> Iterator[Finding]:
    """A section cited by a number it does not bear."""
    for cited, title in SECTION_NAMED.findall(folded(quote.text)):
        for section in document.sections:
            if folded(section.title) == title and section.number != cited:
                sentence = (
                    f"本文は「{cited}. {section.title}」を引きますが、{section.number}章です。"
                )
                places = (quote.place, f"{section.number}. {section.title}")
                yield Finding("矛盾", "section-number", places, sentence)


def _lists(quote: Quote) -> Iterator[Finding]:
    """「8商工会（…、…）」 with more or fewer names than it says."""
    for said, names in LISTED.findall(folded(quote.text)):
        listed = len([name for name in names.split("、") if name])
        if listed != int(said):
            sentence = f"本文は{said}とし、挙げた名は{listed}です。"
            yield Finding("矛盾", "list-length", (quote.place,), sentence)


def _districts(document: ProgrammeDocument, quote: Quote) -> Iterator[Finding]:
    said = DISTRICTS.search(folded(quote.text))
    if said and document.districts and int(said.group(1)) != len(document.districts):
        listed = len(document.districts)
        sentence = f"本文は{said.group(1)}地区に分けるとし、地区の一覧には{listed}つあります。"
        yield Finding("矛盾", "districts", (quote.place,), sentence)


def _posts(document: ProgrammeDocument, quote: Quote) -> Iterator[Finding]:
    """Head-counts in the prose against the table of staff; the longest post's name first."""
    plain = folded(quote.text)
    for line in sorted(document.staff, key=lambda one: -len(one.post)):
        found = re.search(rf"{re.escape(line.post)}(\d+)名", plain)
        if found is None:
            continue
        plain = plain.replace(found.group(), "")
        if int(found.group(1)) != line.count:
            sentence = (
                f"{line.post}は、本文では{found.group(1)}名、実施体制の表では{line.count}名です。"
            )
            yield Finding("矛盾", "head-count", (quote.place, "別表2 実施体制"), sentence)
