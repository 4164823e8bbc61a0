"""The feed that calendars read, and the days' rounds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from banso.core.clock import TOKYO
from banso.followup.rules.ical import LONGEST, Event, feed
from banso.followup.rules.rounds import ToVisit, rounds

MADE = datetime(2026, 11, 20, 10, 0, tzinfo=TOKYO)
VISIT = Event("a@banso", date(2026, 12, 28), "さくら製麺", "債務超過; 毎月, 内密", "金古町1\n2階")


def test_a_feed_keeps_quiet_about_whom_and_why() -> None:
    assert feed([VISIT], title="佐藤さんの訪問", stamp=MADE).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Banso//Follow-up//JA",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:佐藤さんの訪問",
        "BEGIN:VEVENT",
        "UID:a@banso",
        "DTSTAMP:20261120T010000Z",
        "DTSTART;VALUE=DATE:20261228",
        "DTEND;VALUE=DATE:20261229",
        "SUMMARY:巡回訪問",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_names_are_told_where_they_were_chosen_and_nothing_breaks_the_lines() -> None:
    told = feed([VISIT], title="訪問", stamp=MADE, with_names=True)
    assert "SUMMARY:巡回訪問：さくら製麺\r\n" in told
    assert "DESCRIPTION:債務超過\\; 毎月\\, 内密\r\n" in told
    assert "LOCATION:金古町1\\n2階\r\n" in told


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300))
def test_lines_are_short_enough_and_unfold_to_what_was_said(words: str) -> None:
    told = feed([Event("a", date(2026, 4, 1), words)], title="", stamp=MADE, with_names=True)
    lines = told.split("\r\n")
    assert all(len(line.encode()) <= LONGEST for line in lines)
    whole = told.replace("\r\n ", "").split("\r\n")
    (summary,) = [line for line in whole if line.startswith("SUMMARY:")]
    kept = words.replace("\r", "").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert summary == "SUMMARY:巡回訪問：" + kept.replace("\n", "\\n")


def to_visit(key: int, district: str, days: int) -> ToVisit:
    return ToVisit(key, district, f"{9 - key}番地", date(2026, 11, 20) + timedelta(days=days))


def test_a_day_takes_the_district_of_the_most_urgent_visit() -> None:
    due = [
        to_visit(1, "北", 5),
        to_visit(2, "南", 1),
        to_visit(3, "北", -3),
        to_visit(4, "南", 9),
        to_visit(5, "北", 2),
    ]
    days = [date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)]
    first, second, third = rounds(due, days, most=2)
    told = [(one.on.day, one.district, [visit.key for visit in one.visits]) for one in (
        first, second, third,
    )]  # fmt: skip
    assert told == [(24, "北", [5, 3]), (25, "南", [4, 2]), (26, "北", [1])]
    assert (first.late, second.late) == (2, 1)


visits = st.lists(
    st.builds(
        ToVisit,
        st.integers(1, 10**6),
        st.sampled_from("東西南北"),
        st.text(max_size=3),
        st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    ),
    unique_by=lambda visit: visit.key,
)


@given(visits, st.integers(1, 5))
def test_no_visit_is_lost_or_made_twice_while_there_are_days(due: list[ToVisit], most: int) -> None:
    days = [date(2026, 4, 1) + timedelta(days=at) for at in range(len(due))]
    found = [visit for one in rounds(due, days, most) for visit in one.visits]
    assert sorted(visit.key for visit in found) == sorted(visit.key for visit in due)
    assert all(len(one.visits) <= most for one in rounds(due, days, most))
