from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.era import (
    ERAS,
    in_era,
    in_era_day,
    in_era_month,
    in_era_short,
    in_era_year,
    parse_date,
    parse_year,
)
from banso.core.refusals import RuleViolation

DAY = date(2026, 11, 20)
days = st.dates(date(1868, 10, 23), date(2199, 12, 31))


def test_a_day_is_written_in_the_era() -> None:
    assert in_era(DAY) == "令和8年11月20日（金）"
    assert in_era_day(DAY) == "令和8年11月20日"
    assert in_era_short(DAY) == "R8.11.20"
    assert in_era_month(DAY) == "令和8年11月"
    assert in_era_year(2026) == "令和8年"


def test_each_era_begins_on_its_day() -> None:
    assert [(era.name, era.first, era.last) for era in ERAS] == [
        ("明治", date(1868, 10, 23), date(1912, 7, 29)),
        ("大正", date(1912, 7, 30), date(1926, 12, 24)),
        ("昭和", date(1926, 12, 25), date(1989, 1, 7)),
        ("平成", date(1989, 1, 8), date(2019, 4, 30)),
        ("令和", date(2019, 5, 1), None),
    ]


def test_the_first_year_of_an_era_is_gannen() -> None:
    assert in_era_day(date(2019, 4, 30)) == "平成31年4月30日"
    assert in_era_day(date(2019, 5, 1)) == "令和元年5月1日"
    assert in_era_short(date(2019, 5, 1)) == "R1.5.1"
    assert in_era_year(2019) == "令和元年"


def test_days_before_meiji_are_written_in_the_western_calendar() -> None:
    assert in_era_day(date(1868, 10, 22)) == "1868年10月22日"
    assert in_era_short(date(1850, 1, 2)) == "1850.1.2"
    assert in_era_year(1850) == "1850年"


@pytest.mark.parametrize(
    "text",
    [
        *("令和7年4月1日", "R7.4.1", "r7-4-1", "令7.4.1", "2025/4/1", "2025-04-01", "20250401"),
        *(
            "４月１日",
            "4/1",
            "Ｒ７．４．１",
            "令和　７年 ４月 １日",
            "令和7年4月1日（火）",
            "R7ー4ー1",
        ),
        *(
            "令和7年4月1日(火曜日)",
            "西暦2025年4月1日",
            "2025-04-01 00:00:00",
            "R07/04/01",
            " R7・4・1\n",
        ),
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert parse_date(text, near=date(2025, 6, 1)) == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("㍻1年1月8日", date(1989, 1, 8)),
        ("昭43・10・21", date(1968, 10, 21)),
        ("T元.7.30", date(1912, 7, 30)),
        ("明治45年7月29日", date(1912, 7, 29)),
    ],
)
def test_days_of_older_eras_are_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("12月28日", date(2027, 1, 6), date(2026, 12, 28)),
        ("1/6", date(2026, 12, 28), date(2027, 1, 6)),
        ("11月20日", date(2026, 11, 20), date(2026, 11, 20)),
        ("2月29日", date(2027, 1, 1), date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_such_day(text: str, near: date, day: date) -> None:
    assert parse_date(text, near=near) == day


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "令和7年2月29日",
            "no-such-day",
            "令和7年2月29日はありません（2025年の2月は28日まで）。",
        ),
        ("R7.4.31", "no-such-day", "令和7年4月31日はありません（2025年の4月は30日まで）。"),
        ("2025/13/1", "no-such-day", "2025年13月1日はありません（月は1から12まで）。"),
        ("20250400", "no-such-day", "2025年4月0日はありません（日は1から）。"),
        (
            "平成35年4月1日",
            "past-the-era",
            "平成35年はありません（平成は31年まで）。令和5年ではありませんか。",
        ),
        (
            "平成31年5月1日",
            "outside-the-era",
            (
                "平成31年5月1日はありません（平成は平成31年4月30日まで）。"
                "令和元年5月1日ではありませんか。"
            ),
        ),
        (
            "令和元年4月1日",
            "outside-the-era",
            (
                "令和元年4月1日はありません（令和は令和元年5月1日から）。"
                "平成31年4月1日ではありませんか。"
            ),
        ),
        ("R0.4.1", "no-such-era-year", "令和0年はありません。令和元年からです。"),
        (
            "0205/4/1",
            "year-out-of-range",
            "205年は扱えません。西暦は1868年から2199年までで入力してください。",
        ),
        ("令和7年4月1日（水）", "wrong-weekday", "令和7年4月1日は火曜日です。"),
        (
            "来週の火曜",
            "unreadable-date",
            (
                "「来週の火曜」は日付として読めません。"
                "令和7年4月1日、R7.4.1、2025/4/1 のように入力してください。"
            ),
        ),
        (
            "4月1日",
            "year-missing",
            (
                "「4月1日」には年がありません。"
                "令和7年4月1日、R7.4.1、2025/4/1 のように入力してください。"
            ),
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_hint(text: str, code: str, message: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_date(text, field="on")
    assert (refusal.value.code, refusal.value.message, refusal.value.field) == (
        code,
        message,
        "on",
    )


@pytest.mark.parametrize("text", ["13月1日", "4/31", "2月30日"])
def test_a_yearless_day_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation, match="はありません"):
        parse_date(text, near=DAY)


@pytest.mark.parametrize(
    "text", ["", "7.4.1", "25/4/1", "R7.4", "令和7年", "2025年4月", "R7.4.1.2"]
)
def test_an_ambiguous_or_partial_date_is_not_guessed(text: str) -> None:
    with pytest.raises(RuleViolation, match="日付として読めません"):
        parse_date(text, near=DAY)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("昭和43年", 1968), ("S43", 1968), ("昭43", 1968), ("1968", 1968), ("１９６８年", 1968)),
        *(("平成元年", 1989), ("昭和64年", 1989), ("H31", 2019), ("R1", 2019), ("明治元年", 1868)),
    ],
)
def test_a_year_is_read_in_either_era(text: str, year: int) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("昭和65年", "昭和65年はありません（昭和は64年まで）。平成2年ではありませんか。"),
        (
            "43",
            "「43」は年として読めません。昭和43年、S43、1968 のように入力してください。",
        ),
        ("1492", "1492年は扱えません。西暦は1868年から2199年までで入力してください。"),
    ],
)
def test_a_year_that_cannot_be_is_refused(text: str, message: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_year(text, field="birth_year")
    assert (refusal.value.message, refusal.value.field) == (message, "birth_year")


@given(days)
def test_what_is_written_in_the_era_reads_back(day: date) -> None:
    for written in (in_era(day), in_era_day(day), in_era_short(day), day.isoformat()):
        assert parse_date(written) == day


@given(days)
def test_the_nearest_day_is_never_more_than_half_a_year_away_outside_leap_days(day: date) -> None:
    found = parse_date(f"{day.month}月{day.day}日", near=DAY)
    assert (found.month, found.day) == (day.month, day.day)
    assert abs((found - DAY).days) <= 183 or (day.month, day.day) == (2, 29)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    for read in (parse_date, parse_year):
        try:
            read(text)
        except RuleViolation as refusal:
            assert refusal.message.endswith("。")  # noqa: PT017 - either outcome is right
