"""Names of firms and people, found however they are written（㈱・髙・ひらがな）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from banso.core.japanese import company_key, is_kana
from banso.records.rules.anonymising.parts import Found, Known, Rule, fold_sign

_FORMS = "株式会社|有限会社|合同会社|合資会社|合名会社|㈱|㈲|[（(][株有同][）)]"
_FORM_BEFORE = re.compile(rf"(?:{_FORMS})[ 　]?$")
_FORM_AFTER = re.compile(rf"[ 　]?(?:{_FORMS})")
_TITLES = "代表取締役|代表|社長|専務|常務|会長|店主|店長|さん|様|氏"
_TITLE = re.compile(rf"[ 　]?(?:{_TITLES})")
_DUTY = re.compile(r"[ 　]?(?:経営)?(?:指導員|支援員|事務局長|局長|主査|主任|さん|氏)")
_SPACES = frozenset(" 　・")
_EDGE = "\0"
_HIRAGANA, _KATAKANA = re.compile(r"[ぁ-ゖー]"), re.compile(r"[ァ-ヶー]")
# What may stand beside a name in hiragana: particles, and the first sign of まで・より・さん.
_PARTICLES = frozenset("のはがをにともへでやかまよさ")
_SHORTEST_OWN, _SHORTEST_OTHER = 2, 3
_WORD = r"[一-龥々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9&＆]"
_ANY_COMPANY = re.compile(rf"(?:{_FORMS})[ 　]?{_WORD}{{1,15}}|{_WORD}{{1,15}}[ 　]?(?:{_FORMS})")
_BANK = re.compile(r"[一-龥々ァ-ヶー]{1,10}(?:銀行|信用金庫|信用組合|信金)(?:[一-龥]{1,6}支店)?")
_PUBLIC_BANKS = ("地方銀行", "都市銀行", "取引銀行", "近隣銀行", "複数銀行", "各銀行")
_SOCIETY = re.compile(r"[一-龥々]{2,12}商工会(?!議所)(?:（[^）]{1,10}）)?")
_ADDRESSED = re.compile(r"[一-龥々]{1,4}(?:さん|様|氏(?!名)|くん|ちゃん)")
_NOBODY = re.compile(
    r"(?:客|皆|奥|嫁|娘|息子|孫|親|祖?父|祖?母|兄|姉|弟|妹|職人|業者|大家|施主|員|士|大工|農家"
    r"|取引先|元請|者|若手|隣|先方|相手|神|何|仕|多|同|模|一|有|異|王|旦那|主人|板前|女将|町医者)"
    r"(?:さん|様|氏|くん|ちゃん)$"
)


@lru_cache(maxsize=16)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text folded for matching, and for each folded sign its place in the text."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        folded = "" if sign in _SPACES else (fold_sign(sign) or _EDGE)
        signs.append(folded)
        places += [place] * len(folded)
    return "".join(signs), tuple(places)


def _occurrences(text: str, names: Iterable[str], shortest: int) -> Iterator[tuple[int, int]]:
    """Where the names stand in the text, the longest at each place; a pass over the text only."""
    by_start: dict[str, set[str]] = {}
    for name in names:
        key = company_key(name)
        if len(key) >= shortest:
            by_start.setdefault(key[:_SHORTEST_OWN], set()).add(key)
    folded, places = _folded(text)
    place = 0
    while by_start and place < len(folded):
        keys = by_start.get(folded[place : place + _SHORTEST_OWN], ())
        fits = [key for key in keys if folded.startswith(key, place)]
        for key in sorted(fits, key=len, reverse=True):
            start, end = places[place], places[place + len(key) - 1] + 1
            if _stands_alone(text, start, end):
                yield start, end
                place += len(key) - 1
                break
        place += 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in kana alone is not part of a longer word: サクラ is not in サクラメント."""
    if not is_kana(text[start:end]):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    for script in (_KATAKANA, _HIRAGANA):
        spared = _PARTICLES if script is _HIRAGANA else frozenset()
        for edge, beside in ((text[start], before), (text[end - 1], after)):
            if beside and script.match(edge) and script.match(beside) and beside not in spared:
                return False
    return True


def _with_form(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a trade name with the legal form that stands before or behind it."""
    before = _FORM_BEFORE.search(text, max(0, start - 6), start)
    after = _FORM_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _trade_names(text: str, names: Iterable[str], shortest: int, words: str) -> Iterator[Found]:
    """Each name with its legal form, and bare for where the next name takes the form."""
    for start, end in _occurrences(text, names, shortest):
        yield Found(*_with_form(text, start, end), words)
        yield Found(start, end, words)


def _own_name(text: str, known: Known) -> Iterator[Found]:
    return _trade_names(text, [known.name], _SHORTEST_OWN, "この事業者")


def _other_names(text: str, known: Known) -> Iterator[Found]:
    return _trade_names(text, known.other_names, _SHORTEST_OTHER, "他の事業者")


def _people_named(
    text: str, names: Iterable[str], words: str, title: re.Pattern[str]
) -> Iterator[Found]:
    """Whole names; surnames of two signs or more; a surname of one sign only with a title."""
    parts = [name.split() for name in names if name.strip()]
    whole = ["".join(part) for part in parts]
    surnames = [part[0] for part in parts if len(part) > 1]
    for start, end in _occurrences(text, [*whole, *surnames], _SHORTEST_OWN):
        titled = title.match(text, end)
        yield Found(start, titled.end() if titled else end, words)
    for surname in {surname for surname in surnames if len(surname) == 1}:
        for match in re.finditer(rf"{re.escape(surname)}(?={title.pattern})", text):
            titled = title.match(text, match.end())
            yield Found(match.start(), titled.end() if titled else match.end(), words)


def _owners(text: str, known: Known) -> Iterator[Found]:
    return _people_named(text, known.owners, "代表者", _TITLE)


def _contact_people(text: str, known: Known) -> Iterator[Found]:
    return _people_named(text, known.people, "担当者", _TITLE)


def _staff(text: str, known: Known) -> Iterator[Found]:
    """Whole names of the office's own people, and their surnames with what they are called."""
    for start, end in _occurrences(text, [*known.staff], _SHORTEST_OTHER):
        titled = _DUTY.match(text, end)
        yield Found(start, titled.end() if titled else end, "職員")
    surnames = {name.split()[0] for name in known.staff if len(name.split()) > 1}
    for surname in surnames:
        for match in re.finditer(rf"{re.escape(surname)}{_DUTY.pattern}", text):
            yield Found(*match.span(), "職員")


def _others(text: str, known: Known) -> Iterator[Found]:
    """Owners of other firms, and whoever is addressed by name."""
    for start, end in _occurrences(text, known.other_owners, _SHORTEST_OTHER):
        titled = _TITLE.match(text, end)
        yield Found(start, titled.end() if titled else end, "ある人")
    for match in _ADDRESSED.finditer(text):
        if not _NOBODY.search(match[0]):
            yield Found(*match.span(), "ある人")


def _companies(text: str, _: Known) -> Iterator[Found]:
    """Whatever else bears a legal form, banks, and societies of commerce and industry."""
    for match in _ANY_COMPANY.finditer(text):
        yield Found(*match.span(), "他の会社")
    for match in _BANK.finditer(text):
        if not match[0].endswith(_PUBLIC_BANKS):
            yield Found(*match.span(), "金融機関")
    for match in _SOCIETY.finditer(text):
        yield Found(*match.span(), "商工会")


NAMES = (
    Rule("own-name", "事業者名", "この事業者の名前は「この事業者」にする。", _own_name, must=True),
    Rule("owner", "代表者名", "代表者の氏名と名字は「代表者」にする。", _owners, must=True),
    Rule(
        "people", "連絡先の人名", "連絡先の人の氏名と名字は「担当者」にする。",
        _contact_people, must=True,
    ),
    Rule(
        "other-names", "ほかの事業者名", "台帳にあるほかの事業者の名前は「他の事業者」にする。",
        _other_names, must=True,
    ),
    Rule("staff", "職員名", "商工会の職員の氏名と、役名の付いた名字は「職員」にする。", _staff),
    Rule(
        "companies", "会社・金融機関名",
        "「株式会社」などの付いた名前、銀行・信用金庫、商工会の名前は種類だけにする。", _companies,
    ),
)  # fmt: skip

ADDRESSED = Rule("others", "その他の人名", "敬称の付いた名前は「ある人」にする。", _others)
