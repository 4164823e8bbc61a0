"""One cell of a ledger, read as the field it fills（台帳の欄の読み方）.

Three answers: a value; a *problem*, for which the whole row is refused; or a *remark*: the value
stays out, the rest of the row comes in, and the remark is shown. Nothing unreadable becomes zero.
Which field answers how is explained in docs/rules/ledger-import.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from banso.core.counts import parse_count
from banso.core.era import parse_date, parse_year
from banso.core.japanese import digits, fold, normalise_input, to_katakana
from banso.core.money import parse_yen
from banso.core.refusals import RuleViolation
from banso.registry.rules.columns import answers
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.industries import BUCKETS, industries, industry
from banso.registry.rules.owner import check_birth_year
from banso.registry.rules.phone import parse_phone
from banso.registry.rules.postcodes import normalise_postcode

Stored = str | int | None
LARGEST_COUNT = 1_000_000
_LONGEST = {
    "member_number": 40, "name": 120, "name_kana": 160, "prefecture": 10, "city": 40,
    "street": 120, "building": 80, "address": 400, "address_rest": 200, "email": 254,
    "website": 200, "line_of_business": 200, "owner_title": 30, "owner_name": 60,
    "owner_kana": 80, "caution": 300, "note": 4000, "phone": 40, "fax": 40,
}  # fmt: skip
NUMBERS_OF_ROWS = frozenset({"public_id", "corporate_number", "member_number"})
_HARD = NUMBERS_OF_ROWS | {"name"}
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.\d+)?")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_SEVERAL = re.compile(r"[/／、,，;；\n]|\s{2,}|または")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z0-9-]{2,}")
_WEBSITE = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_YEAR_OF_DAY = re.compile(r"(?P<year>.+?)(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}日?")
_NO_SUCH_DAY = {"no-such-day", "outside-the-era"}
_YEAR_AND_MONTH = re.compile(r"(?P<year>.+?)(?:年|[./-])\d{1,2}月?")
_BORN = re.compile(r"(?:生まれ|生れ|うまれ|生)$")
_CODE = re.compile(r"[A-T]?[-\s]?(\d{1,4})(?:\D.*)?")
_UNKNOWN_WORDS = frozenset(
    ["不明", "未定", "なし", "無し", "無", "-", "ー", "―", "—", "‐", "*", "?", "？", "N/A", "#N/A"]
)
_EXCEL_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|#{3,}")
_PHONES = ("phone", "fax")
_PHONE_DIGITS = (9, 10)
_POSTCODE_DIGITS = 7
_MOST_NAMED = 6

_BANK_MARK = re.compile(
    r"^\(?(?:カ|ユ|ド|メ|シ)\)(?=\s*[\u30a1-\u30fe])|(?<=[\u30a1-\u30fe])\s*\((?:カ|ユ|ド|メ|シ)\)?$"
)
_NAMED_CORPORATIONS = ("会社", "法人", "組合")
COUNTED = (
    "full_time",
    "part_time",
    "family_workers",
    "officers",
    "on_leave",
    "day_labourers",
    "up_to_two_months",
    "seasonal",
    "probation",
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell gave: a value, or why there is none; a remark may also stand beside a value."""

    value: Stored = None
    problem: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """An office's own names: districts and people in charge by folded name, and today."""

    today: date
    districts: Mapping[str, int] = field(default_factory=dict)
    advisers: Mapping[str, int] = field(default_factory=dict)


class CellReader:
    """Reads cells of one ledger; texts that come again and again are read once."""

    def __init__(self, office: OfficeWords) -> None:
        self._office = office
        self._seen: dict[tuple[str, str, int], Read] = {}

    def read(self, key: str, text: str, *, unit: int = 1) -> Read:
        """Read one cell as the field ``key``; ``unit`` is how many yen a bare amount stands for."""
        place = (key, text, unit)
        if place not in self._seen:
            if len(self._seen) > 50_000:  # noqa: PLR2004 - the memory a ledger may take
                self._seen.clear()
            self._seen[place] = self._fresh(key, text, unit)
        return self._seen[place]

    def _fresh(self, key: str, text: str, unit: int) -> Read:
        tidy = _one_line(text) if key != "note" else normalise_input(text)
        if key in _OF_OFFICE:
            return _OF_OFFICE[key](tidy, self._office)
        if key == "capital_yen":
            return _soft(lambda: _capital(tidy, unit), text, keeps_unknown=True)
        if key in _PHONES:
            return _first_phone(text)
        reader = _READERS.get(key)
        if reader is None:
            return _within(key, tidy)
        if key in _HARD:
            return _hard(lambda: reader(tidy))
        found = _soft(lambda: reader(tidy), text, keeps_unknown=key not in _PLAIN_WORDS)
        return found if found.problem or found.remark else _checked(key, found)


def is_excel_error(text: str) -> bool:
    """Whether the text is what Excel shows in place of a value: #DIV/0!, #REF!, ####."""
    return text.startswith("#") and _EXCEL_ERROR.fullmatch(text) is not None


def _first_phone(text: str) -> Read:
    """The first of several numbers; that there are others is said."""
    parts = [part for part in _SEVERAL.split(normalise_input(text)) if part.strip()]
    found = _soft(lambda: _phone(parts[0].strip()), text, keeps_unknown=True)
    if found.value is None or len(parts) == 1:
        return found
    return Read(found.value, remark=f"「{_shown(text)}」のうち、初めの番号だけを取り込みます。")


def _checked(key: str, found: Read) -> Read:
    return _within(key, found.value) if isinstance(found.value, str) and key in _LONGEST else found


def _one_line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip()
    return " ".join(normalise_input(text).split("\n"))


def _within(key: str, text: str) -> Read:
    """The text itself, if it is not longer than the field."""
    longest = _LONGEST.get(key, 200)
    if len(text) <= longest:
        return Read(text)
    words = f"長すぎます（{longest}文字まで、{len(text)}文字あります）"
    return Read(problem=words) if key in _HARD else Read(remark=words)


def _hard(read: Callable[[], Stored]) -> Read:
    try:
        return Read(read())
    except RuleViolation as refusal:
        return Read(problem=refusal.message)


def _soft(read: Callable[[], Stored], text: str, *, keeps_unknown: bool) -> Read:
    """Unreadable becomes a remark; 「不明」 and 「-」 are blank where a number belongs."""
    if keeps_unknown and text.strip() in _UNKNOWN_WORDS:
        return Read()
    try:
        return Read(read())
    except RuleViolation as refusal:
        return Read(remark=f"「{_shown(text)}」は取り込みません。{refusal.message}")


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else f"{line[:30]}…"  # noqa: PLR2004 - enough to know it by


def _refuse(message: str) -> RuleViolation:
    return RuleViolation("unreadable", message)


def _public_id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise _refuse(
            "管理番号が正しくありません。この欄は書き出したままにし、新しい事業者では空けてください。"
        ) from None


def _member_number(text: str) -> str:
    if len(text) > _LONGEST["member_number"]:
        raise _refuse("会員番号が長すぎます（40文字まで）。")
    return text


def _name(text: str) -> str:
    if len(text) > _LONGEST["name"]:
        raise _refuse(f"事業者名が長すぎます（120文字まで、{len(text)}文字あります）。")
    return text


def _legal_form(text: str) -> str:
    """法人 or 個人, in one word or in the words of a form（株式会社）."""
    known = answers("legal_form").get(fold(text)) or form_in(text)
    if not known:
        raise _refuse("「法人」か「個人」で書いてください。")
    return known


def form_in(name: str) -> str:
    """The legal form that the name itself tells（株式会社…）; nothing when it tells none.

    Also as banks write it in kana: カ)ミヤマ and ミヤマ(カ are 株式会社, ユ) is 有限会社.
    """
    folded = fold(name)
    is_named = any(word in folded for word in _NAMED_CORPORATIONS)
    is_marked = _BANK_MARK.search(unicodedata.normalize("NFKC", name)) is not None
    return "corporation" if is_named or is_marked else ""


def _chosen(key: str, advice: str) -> Callable[[str], Stored]:
    def read(text: str) -> Stored:
        found = answers(key).get(fold(text) or text)
        if found is None:
            raise _refuse(advice)
        return found

    return read


def _postcode(text: str) -> str:
    number = digits(text)
    if text.isdecimal() and len(number) == _POSTCODE_DIGITS - 1:
        text = f"0{number}"  # Excel drops the 0 of Hokkaido and Tohoku
    return normalise_postcode(text)


def _phone(text: str) -> str:
    """A number with hyphens; the 0 that Excel drops is put back, an extension stays."""
    number = digits(text)
    if text.isdecimal() and not number.startswith("0") and len(number) in _PHONE_DIGITS:
        text = f"0{number}"
    phone = parse_phone(text)
    return text if "内線" in text else phone.readable


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise _refuse("メールアドレスの形ではありません。")
    return text


def _website(text: str) -> str:
    if not _WEBSITE.fullmatch(text):
        raise _refuse("ウェブサイトの形（https://…）ではありません。")
    return text if text.lower().startswith("http") else f"https://{text}"


def _industry(text: str) -> str:
    """By code（09, E09, 091）or by the name of the 中分類, wholly or in part if only one fits."""
    tidy = unicodedata.normalize("NFKC", text)
    code = _CODE.fullmatch(tidy.upper())
    if code:
        return industry(code[1].zfill(2)).code
    wanted = fold(text)
    exact = [row.code for row in industries() if fold(row.name) == wanted]
    part = [row.code for row in industries() if wanted.removesuffix("業") in fold(row.name)]
    found = exact or part
    if len(found) != 1 or len(wanted) < 2:  # noqa: PLR2004 - one character fits anything
        _refuse_bucket(text)
        raise _refuse("日本標準産業分類の中分類（番号か名前）に決められません。")
    return found[0]


def _refuse_bucket(text: str) -> None:
    """A bucket of the plan（業種区分）holds several 中分類: say which could be written instead."""
    bucket = next((one for one in BUCKETS if fold(one) == fold(text)), "")
    held = [row.label for row in industries() if row.bucket == bucket]
    if held:
        named = "、".join(held[:_MOST_NAMED]) + ("など" if len(held) > _MOST_NAMED else "")
        raise _refuse(
            f"{bucket}は大きな区分なので、日本標準産業分類の中分類（{named}）で書いてください。"
        )


def _capital(text: str, unit: int) -> int:
    tidy = unicodedata.normalize("NFKC", text)
    has_unit = tidy.endswith(("円", "万"))
    amount = parse_yen(f"{tidy}円" if tidy.endswith("万") else tidy)
    if amount < 0:
        raise _refuse("資本金は0以上の金額です。")
    return amount if has_unit else amount * unit


def _count(text: str) -> int:
    count = parse_count(text)
    if count > LARGEST_COUNT:
        raise _refuse("人数が大きすぎます。")
    return count


def serial_day(text: str) -> date | None:
    """The day of an Excel serial number（45748 is 2025-04-01）; nothing for other text."""
    if not _SERIAL.fullmatch(text):
        return None
    return _FIRST_SERIAL_DAY + timedelta(days=int(float(text)))


def _year(text: str) -> int:
    """A year, or the year of a day or a month, in either era."""
    tidy = _BORN.sub("", text).removesuffix("頃").removesuffix("ころ").strip()
    serial = serial_day(tidy)
    if serial:
        return serial.year
    readers: tuple[Callable[[str], int], ...] = (parse_year, lambda day: parse_date(day).year)
    for read in readers:
        try:
            return read(tidy)
        except RuleViolation:
            continue
    month = _YEAR_AND_MONTH.fullmatch(unicodedata.normalize("NFKC", tidy))
    return parse_year(month["year"] if month else tidy)


def _year_within(text: str, check: Callable[[int], int]) -> Read:
    """The year a cell tells; of a day that does not exist the year alone, which is said."""
    found = _soft(lambda: check(_year(text)), text, keeps_unknown=True)
    part = _YEAR_OF_DAY.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    why = _no_such_day(text) if found.remark and part else ""
    if part is None or not why:
        return found
    year = _soft(lambda: check(parse_year(part["year"])), text, keeps_unknown=False)
    if year.value is None:
        return found
    return Read(year.value, remark=f"「{_shown(text)}」のうち、年だけを取り込みます。{why}")


def _no_such_day(text: str) -> str:
    """Why the day written does not exist; nothing where none was written or it does."""
    try:
        parse_date(text)
    except RuleViolation as refusal:
        return refusal.message if refusal.code in _NO_SUCH_DAY else ""
    return ""


def _founded(text: str, office: OfficeWords) -> Read:
    def not_ahead(year: int) -> int:
        if year > office.today.year:
            raise _refuse("創業の年が先の年になっています。")
        return year

    return _year_within(text, not_ahead)


def _born(text: str, office: OfficeWords) -> Read:
    return _year_within(text, lambda year: check_birth_year(year, office.today))


def _of_names(kind: str, advice: str) -> Callable[[str, OfficeWords], Read]:
    def read(text: str, office: OfficeWords) -> Read:
        names: Mapping[str, int] = getattr(office, kind)
        found = names.get(fold(text))
        if found is None:
            return Read(remark=f"「{_shown(text)}」は取り込みません。{advice}")
        return Read(found)

    return read


_PLAIN_WORDS = frozenset({"name_kana", "owner_kana", "legal_form", "membership", "successor"})
_OF_OFFICE: dict[str, Callable[[str, OfficeWords], Read]] = {
    "district": _of_names("districts", "この名前の地区はありません。"),
    "adviser": _of_names(
        "advisers", "この名前の経営指導員はいません（姓だけなら一人に決まるとき）。"
    ),
    "founded_year": _founded,
    "owner_birth_year": _born,
}
_READERS: dict[str, Callable[[str], Stored]] = {
    "public_id": _public_id,
    "member_number": _member_number,
    "name": _name,
    "name_kana": to_katakana,
    "owner_kana": to_katakana,
    "legal_form": _legal_form,
    "corporate_number": check_corporate_number,
    "membership": _chosen("membership", "「会員」か「非会員」で書いてください。"),
    "successor": _chosen("successor", "後継者の状況として読めません。"),
    "postcode": _postcode,
    "email": _email,
    "website": _website,
    "industry_code": _industry,
    **dict.fromkeys(COUNTED, _count),
}
