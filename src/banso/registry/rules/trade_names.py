"""A trade name（屋号・商号）in comparable parts, whatever way it is written: for comparing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from banso.core.japanese import company_key, fold, is_kana

# Kanji that are typed for a kana of the same shape, and the other way round.
_LOOKALIKES = str.maketrans("口二八力工卜夕千", "ロニハカエトタチ")
_FORMS_AS_READ = re.compile(
    "カブシキ[ガカ]イシ[ャヤ]|[ユイ]ウゲン[ガカ]イシ[ャヤ]|ゴウ(?:ドウ|シ|メイ)[ガカ]イシ[ャヤ]"
    "|(?:イッパン|コウエキ)?シャダンホウジン|トクテイヒエイリカツドウホウジン|エヌピーオーホウジン"
)
_FORM_IN_SHORT_AS_READ = re.compile(
    r"[(（]\s*(?:カ|ユ|ド)\s*[)）]|(?:[(（]\s*[カユド]|[カユド]\s*[)）])"
)
_LEGAL_FORM = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|特定非営利活動法人|社団法人|財団法人|社会福祉法人"
    "|医療法人|学校法人|宗教法人|組合"
)
_LETTERS = {
    "a": "エー", "b": "ビー", "c": "シー", "d": "ディー", "e": "イー", "f": "エフ", "g": "ジー",
    "h": "エイチ", "i": "アイ", "j": "ジェー", "k": "ケー", "l": "エル", "m": "エム", "n": "エヌ",
    "o": "オー", "p": "ピー", "q": "キュー", "r": "アール", "s": "エス", "t": "ティー", "u": "ユー",
    "v": "ブイ", "w": "ダブリュー", "x": "エックス", "y": "ワイ", "z": "ゼット",
}  # fmt: skip
_LATIN_WORDS = {
    "cafe": "カフェ", "hair": "ヘア", "salon": "サロン", "nail": "ネイル", "bar": "バー",
    "shop": "ショップ", "studio": "スタジオ", "office": "オフィス", "house": "ハウス",
    "room": "ルーム", "make": "メイク", "beauty": "ビューティ", "kitchen": "キッチン",
}  # fmt: skip
_LATIN = re.compile("[a-z]+")
_INITIALS = 3  # NK電機 is read letter by letter; longer words are read as words
_HEAD = "(?:本店|本社|本部|本館|本舗)"
_BRANCH = "(?:[^\\s]{0,8}?(?:支店|支社|営業所|出張所|事業所|工場|売店|分店|[^\\s商]店)|\\d号店)"
_HEAD_AT_END = re.compile(rf"(?<=\S\S)[\s・]*{_HEAD}$")
_BRANCH_AT_END = re.compile(rf"(?<=\S\S)\s+({_BRANCH})$")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,})[)）]")
_FORMS_IN_BRACKETS = {"特非"}
_READ_ALIKE = str.maketrans("ァィゥェォッャュョヮヂヅヲ", "アイウエオツヤユヨワジズオ")
_SHORTEST_HELD = 2  # a single character held in another name says nothing
_NOT_KANA = re.compile("[^\u3041-\u30fe]")
_LONG_O = re.compile("(?<=[オコソトノホモヨロゴゾドボポ])[ウオ]")
_SAID_OF_OWNERS = re.compile("代表取締役|取締役社長|代表社員|代表者|代表|店主|社長|事業主|様$")


@dataclass(frozen=True, slots=True)
class TradeName:
    """What is compared of a trade name.

    ``key`` is the name without legal form, branch and 本店; ``form`` the legal form it names;
    ``branch`` the branch（支店）; ``reading`` how it is read, from the kana or a name in kana;
    ``as_read`` the reading of the key itself, where it is written in kana.
    """

    key: str
    form: str = ""
    branch: str = ""
    reading: str = ""
    as_read: str = ""


def read_trade_name(name: str, kana: str = "", owner: str = "") -> TradeName:
    """Read a name; the owner's name beside it（さくら製麺 桜井花子）is left out."""
    folded = fold(name)
    form = _LEGAL_FORM.search(folded)
    text, branch = _parted(unicodedata.normalize("NFKC", name))
    key = without_owner(_key(text), person_key(owner))
    as_read = reading_key(_NOT_KANA.sub("", text)) if is_kana(company_key(text)) else ""
    return TradeName(
        key, form[0] if form else "", fold(branch), reading_key(kana) or as_read, as_read
    )


def person_key(name: str) -> str:
    """A person's name folded, without what they are called: 「代表取締役　桜井花子」→ 桜井花子."""
    return fold(_SAID_OF_OWNERS.sub("", name))


def without_owner(key: str, owner: str) -> str:
    """The name without the owner's at its end or beginning; a name that is the owner's stays."""
    if owner and len(key) > len(owner) + 1:
        key = key.removesuffix(owner) if key.endswith(owner) else key.removeprefix(owner)
    return key


def reading_key(kana: str) -> str:
    """How something is read, small and long sounds made alike: ショウ, シヨウ and ショー agree."""
    text = _FORM_IN_SHORT_AS_READ.sub("", unicodedata.normalize("NFKC", kana))
    text = _FORMS_AS_READ.sub("", fold(text)).translate(_READ_ALIKE).replace("ー", "")
    return _LONG_O.sub("", text)


def added(longer: str, shorter: str) -> str | None:
    """What the longer of two keys says besides the shorter at its end or beginning, if it holds it.

    「手打ちそば山茶花」 adds 手打ちそば to 「山茶花」; ``None`` when it does not hold it.
    """
    if len(shorter) < _SHORTEST_HELD or len(longer) <= len(shorter):
        return None
    if longer.startswith(shorter):
        return longer[len(shorter) :]
    return longer[: -len(shorter)] if longer.endswith(shorter) else None


def is_branch(words: str) -> bool:
    """Whether what a name adds at its end is a branch's（高崎支店）."""
    return re.fullmatch(_BRANCH, words) is not None


def _key(text: str) -> str:
    return _LATIN.sub(lambda word: _spoken(word[0]), company_key(text)).translate(_LOOKALIKES)


def _spoken(word: str) -> str:
    """A word in Latin letters as it is written in kana: hair ヘア, NK エヌケー."""
    if word in _LATIN_WORDS:
        return _LATIN_WORDS[word]
    return "".join(map(_LETTERS.__getitem__, word)) if len(word) <= _INITIALS else word


def _parted(name: str) -> tuple[str, str]:
    """The name and its branch; 本店 and remarks in brackets go, unless nothing else is there."""
    remarks = [words for words in _IN_BRACKETS.findall(name) if words not in _FORMS_IN_BRACKETS]
    bare = _IN_BRACKETS.sub(lambda found: found[0] if found[1] not in remarks else "", name).strip()
    text = _HEAD_AT_END.sub("", bare or name.strip())
    branch = _BRANCH_AT_END.search(text)
    if branch:
        return text[: branch.start()], branch[1]
    return text, next((words for words in remarks if is_branch(words)), "")
