"""Japanese text: tidied for forms, folded for matching.

``normalise_input`` is what a form keeps and shows; ``fold`` and ``company_key`` are only ever
compared. Nothing here is shown to people except what ``normalise_input`` returns.
"""

import re
import unicodedata

_LEGAL_FORM_SIGNS = {
    "㈱": "株式会社",
    "㈲": "有限会社",
    "㈴": "合名会社",
    "㈾": "合資会社",
    "㈿": "協同組合",
    "㍿": "株式会社",
    "㊑": "株式会社",
    "㈳": "社団法人",
    "㈶": "財団法人",
}
_LEGAL_FORM_LETTERS = {
    "株": "株式会社",
    "有": "有限会社",
    "名": "合名会社",
    "資": "合資会社",
    "同": "合同会社",
    "協": "協同組合",
    "社": "社団法人",
    "財": "財団法人",
    "医": "医療法人",
    "福": "社会福祉法人",
    "学": "学校法人",
    "宗": "宗教法人",
    "特非": "特定非営利活動法人",
}
_LEGAL_FORM_WORDS = (
    "特定非営利活動法人",
    "公益社団法人",
    "公益財団法人",
    "一般社団法人",
    "一般財団法人",
    "社会福祉法人",
    "特例有限会社",
    "農事組合法人",
    "株式会社",
    "有限会社",
    "合名会社",
    "合資会社",
    "合同会社",
    "協同組合",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "学校法人",
    "宗教法人",
    "社団法人",
    "財団法人",
)
_VARIANT_KANJI = str.maketrans(
    "髙﨑塚﨟𠮷德邊邉齋齊斎濵濱嶋嶌廣櫻澤瀨瀬淵渕冨國圓惠榮槇眞祐靜豐館舘龍壽條藏實會學與黑當莊靑",
    "高崎塚臈吉徳辺辺斉斉斉浜浜島島広桜沢瀬瀬淵淵富国円恵栄槙真祐静豊館館竜寿条蔵実会学与黒当荘青",
)
_KE = str.maketrans("ヶヵ", "ケカ")
_PARENTHESISED_FORM = re.compile(rf"\(({'|'.join(_LEGAL_FORM_LETTERS)})\)")
_KEPT_SIGNS = re.compile(r"([\u2460-\u24ff\u2776-\u2793\u3200-\u33ff]+)")
_LONG_VOWELS = re.compile(r"[ーｰ\-‐‑‒–—―−─━〜～~]")
_NOT_WORDS = re.compile(r"[^\w]|_")
_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_KANA = re.compile(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fe\s]+")


def normalise_input(text: str) -> str:
    """Tidy what a person typed: NFKC, ends trimmed, line ends as ``\\n``, newlines kept.

    Kept as typed: signs that NFKC would take apart, namely ①–⓿ and ❶–➓, ㈱㈲㊑ and their kin,
    ㍿ and squared units such as ㎡ and ㌔. Dropped: control and zero-width characters other than
    newline and tab.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = (
        part if _KEPT_SIGNS.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in _KEPT_SIGNS.split(text)
    )
    return "".join(character for character in "".join(parts) if _is_readable(character)).strip()


def fold(text: str) -> str:
    """Fold text to the form in which two spellings of one thing are equal. For matching only.

    ㈱ and (株) become 株式会社; width, case, hiragana/katakana, ヶ/ケ, long vowels and hyphens, and
    variant kanji (髙→高, 﨑→崎) are unified; spaces and punctuation go. Long-vowel marks and hyphens
    all go too, so that サーバー equals サーバ and 3-5 differs from 35 only where digits meet.
    """
    text = _spell_out_legal_forms(text)
    text = unicodedata.normalize("NFKC", text).lower()
    text = to_katakana(text).translate(_KE).translate(_VARIANT_KANJI)
    text = re.sub(r"(?<=\d)[ーｰ\-‐‑‒–—―−─━](?=\d)", "の", text)
    return _NOT_WORDS.sub("", _LONG_VOWELS.sub("", text)).replace("の", "-")


def company_key(name: str) -> str:
    """Fold a trade name and drop its legal form: 「㈱さくら製麺」 and 「さくら製麺 株式会社」 agree.

    A name that is nothing but a legal form keeps it.
    """
    folded = fold(name)
    bare = folded
    for word in _FOLDED_FORMS:
        bare = bare.removeprefix(word).removesuffix(word)
    return bare or folded


def search_terms(query: str) -> tuple[str, ...]:
    """The folded words of a query, split at spaces (also U+3000); empty words are left out."""
    return tuple(term for term in map(fold, query.split()) if term)


def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of the folded text, in order; a single character stands alone."""
    folded = fold(text)
    if len(folded) <= 1:
        return (folded,) if folded else ()
    return tuple(folded[place : place + 2] for place in range(len(folded) - 1))


def to_katakana(text: str) -> str:
    """Hiragana and half-width kana as full-width katakana; everything else untouched."""
    return _widen_kana(text).translate(_HIRAGANA)


def is_kana(text: str) -> bool:
    """Whether the text is nothing but kana, long vowels, ・ and spaces (half width too)."""
    return bool(text.strip()) and _KANA.fullmatch(_widen_kana(text)) is not None


def digits(text: str) -> str:
    """Only the decimal digits of the text, as ASCII."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _is_readable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf"}


def _spell_out_legal_forms(text: str) -> str:
    for sign, word in _LEGAL_FORM_SIGNS.items():
        text = text.replace(sign, word)
    tidy = unicodedata.normalize("NFKC", text)
    return _PARENTHESISED_FORM.sub(lambda found: _LEGAL_FORM_LETTERS[found[1]], tidy)


def _widen_kana(text: str) -> str:
    return re.sub(r"[\uff66-\uff9f]+", lambda run: unicodedata.normalize("NFKC", run[0]), text)


_FOLDED_FORMS = tuple(fold(word) for word in _LEGAL_FORM_WORDS)
