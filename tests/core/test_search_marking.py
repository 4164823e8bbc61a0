"""The words marked where they stand, in text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banso.core.japanese import fold
from banso.core.search.marking import Part, excerpt, has_any, marked, spans_of
from banso.core.search.words import words_of

LONG = "あ" * 60 + "補助金" + "い" * 60


def shown(parts: tuple[Part, ...]) -> str:
    """The parts with the marked ones in brackets."""
    return "".join(f"[{part.text}]" if part.is_hit else part.text for part in parts)


@pytest.mark.parametrize(
    ("text", "typed", "told"),
    [
        ("さくら製麺の話", "サクラ", "[さくら]製麺の話"),
        ("ｻｸﾗ製麺", "さくら製麺", "[ｻｸﾗ製麺]"),
        ("ﾊﾟﾝとガム", "パン", "[ﾊﾟﾝ]とガム"),
        ("㈱さくら", "株式会社", "[㈱]さくら"),
        ("(株)さくらと（有）もみじ", "有限会社もみじ", "(株)さくらと[（有）もみじ]"),
        ("電話は０２７-373", "027-373", "電話は[０２７-373]"),
        ("髙崎の﨑", "高崎", "[髙崎]の﨑"),
        ("補助金、補助と金、補助、金", "補助 補助金", "[補助金]、[補助]と金、[補助、金]"),
        ("製 麺、製麺", "製麺", "[製 麺]、[製麺]"),
        ("サーバー", "サーバ", "[サーバ]ー"),
        ("か\u3099っこう", "がっこう", "[か\u3099っこう]"),
        ("なし", "ある", "なし"),
        ("", "ある", ""),
    ],
)
def test_words_are_marked_in_the_text_as_written(text: str, typed: str, told: str) -> None:
    assert shown(marked(text, words_of(typed))) == told


@pytest.mark.parametrize(
    ("text", "typed", "told"),
    [
        ("初回の相談。補助金の話をした。次は6月。", "補助金", "…[補助金]の話をした。…"),
        ("補助金の話。次は写真。", "補助金 写真", "[補助金]の話。次は[写真]。"),
        ("一。補助金。二。写真。三。", "写真 補助金", "…[補助金]。…[写真]。…"),
        ("一行目\n補助金の行\n三行目", "補助金", "…[補助金]の行…"),
        ("最初の文。次の文。", "ない", "最初の文。…"),
        ("短い", "ない", "短い"),
        (LONG, "補助金", "…" + "あ" * 27 + "[補助金]" + "い" * 60),
        ("補助金" + "う" * 120, "補助金", "[補助金]" + "う" * 87 + "…"),
    ],
)
def test_a_hit_is_shown_in_its_sentence(text: str, typed: str, told: str) -> None:
    assert shown(excerpt(text, words_of(typed))) == told


PIECES = st.sampled_from(
    ["さくら", "サクラ", "ｻｸﾗ", "ﾊﾟ", "は゜", "㈱", "(株)", "（特非）", "髙", "é", "e\u0301", "。",
     "\n", " ", "-", "ー", "Σ", "ß", "①", "㍿", "한", "𠮷", "027", "!", "İ"]
)  # fmt: skip
WRITTEN = st.lists(PIECES, max_size=12).map("".join)


@settings(deadline=None)
@given(WRITTEN, WRITTEN)
def test_whatever_is_marked_folds_to_words_and_nothing_of_the_text_is_lost(
    text: str, typed: str
) -> None:
    words = words_of(typed)
    parts = marked(text, words)
    assert "".join(part.text for part in parts) == text
    spans = spans_of(text, words)
    assert spans == sorted(spans)
    for start, end in spans:
        assert any(word in fold(text[start:end]) for word in words)
    assert not spans or has_any(text, words)


@settings(deadline=None)
@given(WRITTEN, WRITTEN)
def test_an_excerpt_adds_nothing_but_dots(text: str, typed: str) -> None:
    for part in excerpt(text, words_of(typed)):
        assert part.text == "…" or part.text in text
