"""Japanese text: tidied for forms, folded for matching.

``normalise_input`` is what a form keeps and shows; ``fold`` and ``company_key`` are only ever
compared. Both sides of a comparison must have been folded.
"""

import re
import unicodedata

_ABBREVIATED_FORMS = {
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
_CIRCLED_FORMS = str.maketrans({"㊑": "株式会社", "㊒": "有限会社"})
_LEGAL_FORMS = re.compile(
    "特定非営利活動法人|(?:公益|一般)?(?:社団|財団)法人|社会福祉法人|農事組合法人|企業組合"
    "|株式会社|有限会社|合名会社|合資会社|合同会社|協同組合|医療法人(?:社団|財団)?|学校法人|宗教法人"
)
_PARENTHESISED_FORM = re.compile(rf"\(({'|'.join(_ABBREVIATED_FORMS)})\)")
# Each old or variant kanji is followed by the form it is read as.
_VARIANT_PAIRS = (
    "髙高﨑崎𠮷吉﨟臈德徳邊辺邉辺齋斉齊斉斎斉濵浜濱浜嶋島嶌島廣広櫻桜澤沢瀨瀬淵渕冨富國国圓円惠恵"
    "榮栄槇槙眞真靜静豐豊舘館龍竜壽寿條条藏蔵實実會会學学與与黑黒當当莊荘靑青麵麺釀醸鐵鉄萬万關関"
    "曾曽檜桧籠篭鷗鴎凜凛驛駅縣県區区號号圖図體体醫医藥薬賣売讀読總総經経營営氣気假仮團団濟済釡釜"
    "ヶケヵカ"
)
_VARIANTS = str.maketrans(dict(zip(_VARIANT_PAIRS[::2], _VARIANT_PAIRS[1::2], strict=True)))
_KEPT_AS_TYPED = re.compile(
    r"([²³¹…（）！？：；～\u2100-\u217f\u2460-\u24ff\u2776-\u2793\u3200-\u33ff\uf900-\ufaff]+)"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_LONG_VOWELS = re.compile(r"[-‐‑‒–—―−─━~〜]")
_NOT_WORDS = re.compile(r"[\W_]")
_HALF_WIDTH_KANA = re.compile(r"[\uff66-\uff9f]+")
_HIRAGANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_KANA = re.compile(r"[\u3041-\u3096\u309d\u309e\u30a1-\u30fe\s]+")


def normalise_input(text: str) -> str:
    """Tidy what a person typed: NFKC, ends trimmed, line ends as ``\\n`` and kept.

    Kept as typed although NFKC would take them apart: ㈱㈲① and all enclosed signs, ㎡ and squared
    units, ℡№℃Ⅱ, ² and …, the sentence marks （）！？：；～, and kanji that NFKC would replace by
    their common form in people's names. Dropped: control, invisible and reordering characters.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    parts = _KEPT_AS_TYPED.split(text)
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return "".join(parts).strip()


def fold(text: str) -> str:
    """Fold text so that two spellings of one thing are equal. For matching only, never shown.

    ㈱ and (株) become 株式会社; width, case, hiragana and katakana, ヶ and ケ, long vowels and
    hyphens (all become ー), and variant kanji (髙→高, 﨑→崎) are unified; spaces and other
    punctuation go.
    """
    text = unicodedata.normalize("NFKC", text.translate(_CIRCLED_FORMS)).lower()
    text = _PARENTHESISED_FORM.sub(lambda form: _ABBREVIATED_FORMS[form[1]], text)
    text = to_katakana(text).translate(_VARIANTS)
    return _NOT_WORDS.sub("", _LONG_VOWELS.sub("ー", text))


def company_key(name: str) -> str:
    """Fold a trade name without its legal form: 「㈱さくら製麺」 and 「さくら製麺 株式会社」 agree.

    A name that is nothing but a legal form keeps it.
    """
    folded = fold(name)
    return _LEGAL_FORMS.sub("", folded) or folded


def search_terms(query: str) -> tuple[str, ...]:
    """The folded words of a query, split at spaces (also U+3000); empty words are left out."""
    return tuple(term for term in map(fold, query.split()) if term)


def bigrams(text: str) -> tuple[str, ...]:
    """Overlapping pairs of the folded text, in order; a single character stands alone."""
    return pairs(fold(text))


def pairs(folded: str) -> tuple[str, ...]:
    """Overlapping pairs of text that has been folded already; a single character stands alone."""
    if len(folded) <= 1:
        return (folded,) if folded else ()
    return tuple(folded[place : place + 2] for place in range(len(folded) - 1))


def to_katakana(text: str) -> str:
    """Hiragana and half-width kana as full-width katakana; everything else untouched."""
    return _widen_kana(text).translate(_HIRAGANA)


def is_kana(text: str) -> bool:
    """Whether the text is nothing but kana, ー, ・ and spaces (half width too)."""
    return bool(text.strip()) and _KANA.fullmatch(_widen_kana(text)) is not None


def digits(text: str) -> str:
    """Only the decimal digits of the text, as ASCII: 「０２７（３７３）」 gives ``027373``."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _widen_kana(text: str) -> str:
    return _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
