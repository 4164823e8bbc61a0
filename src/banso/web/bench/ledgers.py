"""A ledger of any size, made up: what an office might bring, no two businesses alike."""

from __future__ import annotations

import random

from banso.registry.rules.corporate_number import check_digit

_SURNAMES = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
]
_GIVEN = [
    "一郎",
    "花子",
    "健太",
    "美咲",
    "隆",
    "恵子",
    "誠",
    "由美",
    "大輔",
    "和子",
    "翔",
    "久美",
    "直樹",
    "智子",
    "浩",
    "学",
    "亮",
]
_TRADES = [
    "製麺",
    "工務店",
    "美容室",
    "電機",
    "農園",
    "酒店",
    "菓子店",
    "食堂",
    "設計",
    "印刷",
    "運送",
    "鉄工",
    "塗装",
]
_TOWNS = [
    "金古町",
    "足門町",
    "棟高町",
    "中泉町",
    "菅谷町",
    "三ツ寺町",
    "保渡田町",
    "井出町",
    "冷水町",
]
_LARGE_HEAD = (
    "会員番号,事業所名,フリガナ,法人番号,代表者,代表者フリガナ,生年月日,〒,住所,TEL,FAX,業種,事業内容,"
    "従業員数,会員区分,資本金（千円）,設立,備考"
)


def corporate_number(number: int) -> str:
    """A number that checks, made up from any number."""
    twelve = f"{700_000_000_000 + number:012}"
    return f"{check_digit(twelve)}{twelve}"


def large_ledger(count: int, *, seed: int = 3) -> list[list[object]]:
    """A made-up ledger of so many businesses, no two alike, with its heading row."""
    rng = random.Random(seed)  # noqa: S311 - the same ledger every time
    rows = (_made_up(rng, number) for number in range(1, count + 1))
    return [list(_LARGE_HEAD.split(",")), *rows]


def _made_up(rng: random.Random, number: int) -> list[object]:
    surname, given = rng.choice(_SURNAMES), rng.choice(_GIVEN)
    is_corporation = number % 2 == 0
    name = f"{surname}{_letters(number)}{rng.choice(_TRADES)}"
    return [
        f"M{number:06}",
        f"㈱{name}" if is_corporation else name,
        f"ｻｸﾗ{_kana(number)}",
        corporate_number(number) if is_corporation else "",
        f"{surname}　{given}",
        f"サトウ {_kana(number % 700)}",
        f"昭和{rng.randrange(20, 60)}年{rng.randrange(1, 12)}月1日",
        f"370-35{rng.randrange(10, 30)}",
        f"群馬県高崎市{rng.choice(_TOWNS)}{rng.randrange(30, 2000)}-{number % 97 + 1}",
        f"027-{300 + number // 10000:03}-{number % 10000:04}",
        "",
        rng.choice(["09", "58", "76", "78", "06"]),
        "地元の素材を使った品",
        rng.randrange(0, 20),
        "会員" if number % 3 else "非会員",
        rng.choice([3000, 10000]) if is_corporation else "",
        f"平成{rng.randrange(1, 30)}年",
        "",
    ]


def _letters(number: int) -> str:
    """A word of its own for each number."""
    signs = "一二三四五六七八九十百千万春夏秋冬東西南北天地人山川海空風花鳥月星光雲雨雪森林田野原里"
    word = ""
    while number:
        number, place = divmod(number, len(signs))
        word += signs[place]
    return word


def _kana(number: int) -> str:
    signs = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎ"
    word = ""
    while number:
        number, place = divmod(number, len(signs))
        word += signs[place]
    return word
