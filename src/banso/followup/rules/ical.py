"""An adviser's visits as an iCalendar feed (RFC 5545): whole days, no secrets unless chosen.

The same visit keeps its UID when it moves, so that calendars move it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line, without its end
DISCREET = "巡回訪問"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """One visit, or one promise, of one day; ``discreet`` is its title where no names are wanted.

    ``name``, ``details`` and ``address`` are shown only where names were chosen.
    """

    uid: str
    on: date
    name: str
    details: str = ""
    address: str = ""
    discreet: str = DISCREET


def feed(events: Iterable[Event], *, title: str, stamp: datetime, with_names: bool = False) -> str:
    """The whole feed. ``stamp`` is a moment with its zone: when it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Banso//Follow-up//JA",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for event in events for line in _event(event, stamp, with_names=with_names)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, stamp: datetime, *, with_names: bool) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    title = f"{event.discreet}：{event.name}" if with_names else event.discreet
    yield f"SUMMARY:{_text(title)}"
    if with_names and event.details:
        yield f"DESCRIPTION:{_text(event.details)}"
    if with_names and event.address:
        yield f"LOCATION:{_text(event.address)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of 75 octets at most, those after the first begun with a blank.

    No sign is cut in two.
    """
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
