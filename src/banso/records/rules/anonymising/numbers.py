"""Numbers by which a firm could be told: money, days, people, ages; percentages stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from banso.records.rules.anonymising.parts import Found, Known, Rule, narrow

_NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MAN, _OKU, _MILLION = 10_000, 100_000_000, 1_000_000
_TIMES = {"": 1, "千": 1_000, "百万": _MILLION, "百": 100}
_YEN = re.compile(
    rf"(?<![\d.,])約?(?:(?P<oku>{_NUM})億)?(?:(?P<man>{_NUM})(?P<many>百|千)?万)?"
    rf"(?:(?P<rest>{_NUM})(?P<times>百万|千)?)?円"
)
_BARE = re.compile(
    rf"(?<![\d.,])約?(?:(?P<oku>{_NUM})億)?(?:(?P<man>{_NUM})(?P<many>百|千)?万)?"
    r"(?P<rest>)(?P<times>)(?![\d人名者台個件枚本回歩円部食])"
)
_KANJI_YEN = re.compile(r"約?(?P<number>[一二三四五六七八九十百千]+)(?P<unit>[万億])円")
_ERA_YEAR = r"(?:(?:令和|平成|昭和|大正|明治|[RHS])(?:元|\d{1,2})|(?:19|20)\d{2})"
_WEEKDAY = r"(?:\([月火水木金土日](?:曜日?)?\))"
_DAYS = (
    re.compile(
        rf"(?<![\dA-Za-z]){_ERA_YEAR}(?:年|[./-])(?P<month>\d{{1,2}})(?:月|[./-])"
        rf"(?P<day>\d{{1,2}})日?(?!\d){_WEEKDAY}?"
    ),
    re.compile(rf"(?<!\d)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_WEEKDAY}?"),
    re.compile(r"(?<!\d)20\d{2}(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)"),
    re.compile(
        rf"(?<![\d/.])(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})"
        rf"(?:(?<=/[4-9])|(?<=/[12]\d)|(?<=/3[01])|(?={_WEEKDAY})){_WEEKDAY}?(?![\d/])"
    ),
)
_MONTH = re.compile(rf"(?<![\dA-Za-z]){_ERA_YEAR}年(?P<month>\d{{1,2}})月(?P<term>期)?(?!\d*日)")
_YEAR = re.compile(r"(?:令和|平成|昭和|大正|明治)(?:元|\d{1,2})年度?|(?<!\d)(?:19|20)\d{2}年度?")
_PEOPLE = re.compile(r"(?<![\d,.])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:人|名)(?![前月工様称])")
_AGE = re.compile(r"(?<!\d)(?P<age>\d{1,3})歳代?")
_STANDING = re.compile(r"(?P<since>創業|設立|開業|開店)(?:から|して)?(?P<years>\d{1,3})年(?!度|\d)")
_LAST_MONTH, _LAST_DAY = 12, 31
_DIGITS = {sign: place for place, sign in enumerate("〇一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1_000}


def rounded(yen: Decimal) -> str:
    """Money to its first figure, half up: 3,214,500 → 「約300万円」."""
    step = Decimal(10) ** yen.adjusted()
    whole = int((yen / step + Decimal("0.5")) // 1 * step)
    if whole >= _OKU:
        return f"約{whole // _OKU:,}億円"
    return f"約{whole // _MAN:,}万円" if whole >= _MAN else f"約{whole:,}円"


def _money(text: str, _: Known) -> Iterator[Found]:
    plain = narrow(text)
    for pattern in (_YEN, _BARE):
        for match in pattern.finditer(plain):
            yen = _amount(match)
            if yen >= 1:
                yield Found(*match.span(), rounded(yen))
    for match in _KANJI_YEN.finditer(text):
        unit = _MAN if match["unit"] == "万" else _OKU
        yield Found(*match.span(), rounded(Decimal(_kanji_number(match["number"]) * unit)))


def _amount(match: re.Match[str]) -> Decimal:
    oku, man, rest = (Decimal((match[part] or "0").replace(",", "")) for part in _PARTS)
    many, times = _TIMES[match["many"] or ""], _TIMES[match["times"] or ""]
    return oku * _OKU + man * many * _MAN + rest * times


_PARTS = ("oku", "man", "rest")


def _kanji_number(text: str) -> int:
    """三百二十 as 320."""
    total, figure = 0, 0
    for sign in text:
        if sign in _PLACES:
            total += max(figure, 1) * _PLACES[sign]
            figure = 0
        else:
            figure = _DIGITS[sign]
    return total + figure


def _days(text: str, _: Known) -> Iterator[Found]:
    plain = narrow(text)
    for pattern in _DAYS:
        for match in pattern.finditer(plain):
            month = int(match["month"])
            if 1 <= month <= _LAST_MONTH and 1 <= int(match["day"]) <= _LAST_DAY:
                yield Found(*match.span(), f"{month}月ごろ")
    for match in _MONTH.finditer(plain):
        yield Found(*match.span(), f"{int(match['month'])}月{'期' if match['term'] else 'ごろ'}")
    for match in _YEAR.finditer(plain):
        yield Found(*match.span(), "ある年度" if match[0].endswith("度") else "ある年")
    for match in _STANDING.finditer(plain):
        yield Found(*match.span(), f"{match['since']}から{_about(int(match['years']))}年")


def _about(number: int) -> str:
    """How many, roughly: 数, 十数, 数十, 百以上."""
    for below, words in ((10, "数"), (20, "十数"), (100, "数十")):
        if number < below:
            return words
    return "百以上の"


def _people(text: str, _: Known) -> Iterator[Found]:
    plain = narrow(text)
    for match in _PEOPLE.finditer(plain):
        number = int(match["number"].replace(",", ""))
        if number:
            yield Found(*match.span(), f"{_about(number)}名".replace("百以上の名", "百名以上"))
    for match in _AGE.finditer(plain):
        decade = int(match["age"]) // 10 * 10
        yield Found(*match.span(), f"{decade}代" if decade else "10歳未満")


NUMBERS = (
    Rule("money", "金額", "金額は上から1けたに四捨五入して「約」を付ける。", _money),
    Rule("days", "日付", "日付は月だけ（「11月ごろ」）、年は「ある年」にする。", _days),
    Rule(
        "head-count",
        "人数・年齢",
        "人数は「数名」「十数名」「数十名」、年齢は年代にする。",
        _people,
    ),
)
