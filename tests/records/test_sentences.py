"""Long texts in short: the first sentence, and no line longer than its place."""

from __future__ import annotations

import pytest

from banso.records.rules.sentences import first_sentence, shortened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("試作が終わった。次は値決め。", "試作が終わった。"),
        ("  見出し\n本文が続く。", "見出し"),
        ("本当に？ はい。", "本当に？"),
        ("区切りのない文", "区切りのない文"),
        ("", ""),
        ("十文字を超える長い文の終わり。", "十文字を超える長い…"),
    ],
)
def test_the_first_sentence_stands_for_the_text(text: str, said: str) -> None:
    assert first_sentence(text, most=10) == said


def test_a_text_is_put_on_one_line_and_cut_with_a_mark() -> None:
    assert shortened("一行目\n 二行目", most=10) == "一行目 二行目"
    assert shortened("あ" * 10, most=10) == "あ" * 10
    assert shortened("あ" * 11, most=10) == "あ" * 9 + "…"
