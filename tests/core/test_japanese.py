import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.japanese import (
    bigrams,
    company_key,
    digits,
    fold,
    is_kana,
    normalise_input,
    search_terms,
    to_katakana,
)

japanese = st.text(
    st.sampled_from("さくらサクラｻｸﾗ製麺麵髙高﨑崎ヶケー－-〜（）()㈱㈲①　 ＡａA１1・、。がｶﾞ株有")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈱さくら製麺", "株式会社サクラ製麺"),
        ("（株）ｻｸﾗ製麵", "㍿さくら製麺"),
        ("㊑さくら", "(株)さくら"),
        ("㈲髙﨑", "有限会社高崎"),
        ("ラーメン", "ラ－メン"),
        ("ラーメン", "らーめん"),
        ("ラーメン", "ﾗｰﾒﾝ"),
        ("ラ〜メン", "ラーメン"),
        ("自由ヶ丘", "自由ケ丘"),
        ("自由ｹ丘", "自由ヶ丘"),
        ("𠮷田", "吉田"),
        ("渡邊", "渡辺"),
        ("ＡＢＣ　Ｃａｆｅ", "abc cafe"),
        ("3－5－1", "3-5-1"),
        ("佐藤・鈴木", "佐藤 鈴木"),
    ],
)
def test_two_spellings_of_one_thing_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ビール", "ビル"), ("3-5", "35"), ("ハナ", "バナ")])
def test_different_things_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "さくら製麺",
            "㈱さくら製麺",
            "さくら製麺(株)",
            "株式会社　サクラ製麵",
            "さくら製麺 有限会社",
        ),
        *("合同会社さくら製麺", "（同）ｻｸﾗ製麺", "一般社団法人さくら製麺"),
    ],
)
def test_a_company_is_one_whatever_its_legal_form(name: str) -> None:
    assert company_key(name) == "サクラ製麺"


def test_a_name_that_is_only_a_legal_form_keeps_it() -> None:
    assert company_key("㈱") == "株式会社"


def test_what_is_typed_is_tidied_but_stays_readable() -> None:
    assert normalise_input("　㈱ＡＢＣ①（１２㎡）ｶﾞｽ　ⅡＴｅｌ！\r\n\u200b二行目\x00 ") == (
        "㈱ABC①（12㎡）ガス ⅡTel！\n二行目"
    )


def test_rare_forms_of_kanji_in_names_are_kept() -> None:
    assert normalise_input("髙﨑 神\ufa19 𠮷") == "髙﨑 神\ufa19 𠮷"


def test_emoji_survive() -> None:
    assert normalise_input("よかった👨‍👩‍👧") == "よかった👨‍👩‍👧"


def test_a_query_becomes_its_folded_words() -> None:
    assert search_terms("　㈱さくら　ﾒﾝ 製麵 ・ ") == ("株式会社サクラ", "メン", "製麺")
    assert search_terms("  ") == ()


def test_bigrams_overlap_and_one_character_stands_alone() -> None:
    assert bigrams("さくら製麺") == ("サク", "クラ", "ラ製", "製麺")
    assert bigrams("麺") == ("麺",)
    assert bigrams(" 、") == ()


def test_kana_become_full_width_katakana() -> None:
    assert to_katakana("さくらｻﾞｸﾛ製麺ゝ") == "サクラザクロ製麺ヽ"


def test_kana_are_told_from_other_text() -> None:
    assert [
        is_kana(text) for text in ("サクラ・セイメン", "さくら ｾｲﾒﾝｰ", "桜", "サクラ1", " ")
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_only_digits_are_left_in_ascii() -> None:
    assert digits("０２７（３７３）0237内線") == "0273730237"


@given(japanese)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert normalise_input(normalise_input(text)) == normalise_input(text)


@given(st.text())
def test_tidied_text_still_matches_what_was_typed(text: str) -> None:
    assert normalise_input(text).count("\r") == 0
    assert "\x00" not in normalise_input(text)


@given(japanese, japanese)
def test_a_word_is_found_by_its_bigrams(word: str, rest: str) -> None:
    if len(fold(word)) > 1:
        assert set(bigrams(word)) <= set(bigrams(rest + " " + word))
