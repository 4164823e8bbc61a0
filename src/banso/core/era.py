"""Japanese era dates（和暦）: written for people, read from whatever people type.

The eras run from 明治 on, each from the very day it began. Days before 1868-10-23 are written in
the Western calendar. Before 1873 Japan counted days by the moon; such days are treated here as
days of the solar calendar, so only their year can be trusted.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from banso.core.refusals import RuleViolation

WEEKDAYS = "月火水木金土日"
MONTHS = range(1, 13)
FIRST_YEAR = 1868
LAST_YEAR = 2199
_EXAMPLES = "令和7年4月1日、R7.4.1、2025/4/1 のように入力してください。"


@dataclass(frozen=True, slots=True)
class Era:
    """One era（元号）: its name, its letter, and the day it began."""

    name: str
    letter: str
    first: date

    @property
    def last(self) -> date | None:
        """The era's last day, or ``None`` while it runs."""
        later = [era.first for era in ERAS if era.first > self.first]
        return min(later) - timedelta(days=1) if later else None

    def western(self, year: int) -> int:
        """The Western year of the era's ``year`` (1 is 元年)."""
        return self.first.year + year - 1

    def year_of(self, western: int) -> int:
        """The era's count for a Western year."""
        return western - self.first.year + 1

    def contains(self, day: date) -> bool:
        """Whether the day belongs to this era."""
        return self.first <= day and (self.last is None or day <= self.last)

    def written(self, western: int) -> str:
        """A Western year in this era: 「令和元年」, 「令和8年」."""
        count = self.year_of(western)
        return f"{self.name}{'元' if count == 1 else count}年"


ERAS = (
    Era("明治", "M", date(1868, 10, 23)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("令和", "R", date(2019, 5, 1)),
)


def era_of(day: date) -> Era | None:
    """The era a day belongs to; ``None`` before 明治."""
    return next((era for era in ERAS if era.contains(day)), None)


def in_era(day: date) -> str:
    """A day as people write it: 「令和8年11月20日（金）」."""
    return f"{in_era_day(day)}（{WEEKDAYS[day.weekday()]}）"


def in_era_day(day: date) -> str:
    """A day without its weekday: 「令和8年11月20日」."""
    return f"{in_era_month(day)}{day.day}日"


def in_era_short(day: date) -> str:
    """A day for narrow columns: 「R8.11.20」."""
    era = era_of(day)
    year = f"{era.letter}{era.year_of(day.year)}" if era else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def in_era_month(day: date) -> str:
    """The month of a day: 「令和8年11月」."""
    era = era_of(day)
    year = era.written(day.year) if era else f"{day.year}年"
    return f"{year}{day.month}月"


def in_era_year(year: int) -> str:
    """A Western year as 「令和8年」; a year of two eras takes the later (2019: 令和元年)."""
    era = era_of(date(year, 12, 31))
    return era.written(year) if era else f"{year}年"


@dataclass(frozen=True, slots=True)
class _WrittenYear:
    """A year as it was typed: Western, with the era if one was named."""

    western: int
    era: Era | None

    def __str__(self) -> str:
        return self.era.written(self.western) if self.era else f"{self.western}年"


_ERA_NAMES = {key: era for era in ERAS for key in (era.name, era.name[0], era.letter)}
_YEAR = (
    r"(?:(?P<era>明治|大正|昭和|平成|令和|[明大昭平令MTSHR])(?P<count>元|\d{1,3})|(?P<year>\d{4}))"
)
_SEPARATED = re.compile(
    rf"(?:西暦)?{_YEAR}(?:年|[./・-])(?P<month>\d{{1,2}})(?:月|[./・-])(?P<day>\d{{1,2}})日?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<era>)(?P<count>)")
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[月/](?P<day>\d{1,2})日?")
_YEAR_ALONE = re.compile(rf"(?:西暦)?{_YEAR}年?")
_WEEKDAY = re.compile(r"\(([月火水木金土日])(?:曜日?)?\)$")
_MIDNIGHT = re.compile(r"(?<=\d)[T ]0?0:00(?::00)?$")
_HYPHENS = re.compile(r"[‐‑‒–—―−ｰー]")


def parse_date(text: str, *, near: date | None = None, field: str | None = None) -> date:
    """Read a day in either era; ``near`` allows 「4月1日」 and picks the closest such day.

    Refuses days that do not exist, years outside their era, a weekday that is not that day's,
    and text that is no date.
    """
    tidy = _MIDNIGHT.sub("", _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip())
    tidy = "".join(tidy.split()).upper()
    weekday = _WEEKDAY.search(tidy)
    tidy = _WEEKDAY.sub("", tidy)
    day = _day(tidy, typed=text.strip(), near=near, field=field)
    if weekday and WEEKDAYS[day.weekday()] != weekday[1]:
        raise RuleViolation(
            "wrong-weekday", f"{in_era_day(day)}は{WEEKDAYS[day.weekday()]}曜日です。", field=field
        )
    return day


def parse_year(text: str, *, field: str | None = None) -> int:
    """Read a year in either era (birth year, 創業) as a Western year.

    A year of two eras may be named by both (平成31年, 令和元年). Refuses years outside their era.
    """
    tidy = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    found = _YEAR_ALONE.fullmatch(tidy)
    if found is None:
        raise RuleViolation(
            "unreadable-year",
            f"「{text.strip()}」は年として読めません。"
            "昭和43年、S43、1968 のように入力してください。",
            field=field,
        )
    return _written_year(found, field=field).western


def _day(tidy: str, *, typed: str, near: date | None, field: str | None) -> date:
    """The day a tidied text names."""
    found = _SEPARATED.fullmatch(tidy) or _COMPACT.fullmatch(tidy)
    if found:
        year = _written_year(found, field=field)
        day = _existing_day(year, int(found["month"]), int(found["day"]), field=field)
        return _within_era(day, year.era, field=field)
    yearless = _YEARLESS.fullmatch(tidy)
    if yearless is None:
        raise RuleViolation(
            "unreadable-date", f"「{typed}」は日付として読めません。{_EXAMPLES}", field=field
        )
    if near is None:
        raise RuleViolation(
            "year-missing", f"「{typed}」には年がありません。{_EXAMPLES}", field=field
        )
    return _nearest(int(yearless["month"]), int(yearless["day"]), near, field=field)


def _written_year(found: re.Match[str], *, field: str | None) -> _WrittenYear:
    """The year of a match, refused when its era never had it."""
    if not found["era"]:
        return _western_year(int(found["year"]), field=field)
    era = _ERA_NAMES[found["era"]]
    count = 1 if found["count"] == "元" else int(found["count"])
    if count == 0:
        raise RuleViolation(
            "no-such-era-year", f"{era.name}0年はありません。{era.name}元年からです。", field=field
        )
    western = era.western(count)
    if era.last and western > era.last.year:
        raise RuleViolation(
            "past-the-era",
            f"{era.name}{count}年はありません（{era.name}は{era.year_of(era.last.year)}年まで）。"
            f"{in_era_year(western)}ではありませんか。",
            field=field,
        )
    return _WrittenYear(western, era)


def _western_year(year: int, *, field: str | None) -> _WrittenYear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleViolation(
            "year-out-of-range",
            f"{year}年は扱えません。西暦は{FIRST_YEAR}年から{LAST_YEAR}年までで入力してください。",
            field=field,
        )
    return _WrittenYear(year, None)


def _existing_day(year: _WrittenYear, month: int, day: int, *, field: str | None) -> date:
    """The day, or a refusal that says how far the month goes."""
    if month not in MONTHS:
        reason = "月は1から12まで"
    elif day < 1:
        reason = "日は1から"
    elif day > (last := calendar.monthrange(year.western, month)[1]):
        reason = f"{year.western}年の{month}月は{last}日まで"
    else:
        return date(year.western, month, day)
    raise RuleViolation(
        "no-such-day", f"{year}{month}月{day}日はありません（{reason}）。", field=field
    )


def _within_era(day: date, era: Era | None, *, field: str | None) -> date:
    """The day itself, refused when the era named had not begun or was over."""
    if era is None or era.contains(day):
        return day
    bound = (
        f"{era.name}は{in_era_day(era.first)}から"
        if day < era.first
        else f"{era.name}は{in_era_day(era.last or day)}まで"
    )
    raise RuleViolation(
        "outside-the-era",
        f"{era.written(day.year)}{day.month}月{day.day}日はありません（{bound}）。"
        f"{in_era_day(day)}ではありませんか。",
        field=field,
    )


def _nearest(month: int, day: int, near: date, *, field: str | None) -> date:
    """The day of that month and number closest to ``near`` (a tie goes to the past)."""
    if month not in MONTHS:
        return _existing_day(_WrittenYear(near.year, None), month, day, field=field)
    years = (near.year - 1, near.year, near.year + 1)
    days = [date(y, month, day) for y in years if 1 <= day <= calendar.monthrange(y, month)[1]]
    if not days:
        return _existing_day(_WrittenYear(near.year, None), month, day, field=field)
    return min(days, key=lambda candidate: (abs(candidate - near), candidate))
