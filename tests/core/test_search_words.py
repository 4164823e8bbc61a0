"""Words of the index: pairs that survive every tokeniser, each office in lists of its own."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banso.core.search.words import (
    MOST_TYPED,
    MOST_WORDS,
    folded,
    mark_token,
    name_tokens,
    text_tokens,
    word_tokens,
    words_of,
)

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("さくらサクラ製麺株式会社ー々〆𠮷髙éÅßğ한αΣЖاا0１a Ａ-（）・"),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("さくら", ("サクラ",)),
        ("ｻｸﾗ　製麺", ("サクラ", "製麺")),
        ("㈱さくら", ("株式会社サクラ",)),
        ("027-373", ("027ー373",)),
        ("０２７（３７３）００００", ("0273730000",)),
        ("製麺 製麺", ("製麺",)),
        ('"製麺" NEAR(補助*) -資金', ("製麺", "near補助", "資金")),
        ("027-", ("027",)),
        ("サーバー", ("サーバー",)),
        ("--- ー ・・ ()", ()),
        ("", ()),
    ],
)
def test_what_is_typed_becomes_folded_words(typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words


def test_of_very_much_only_the_beginning_is_searched_for() -> None:
    assert words_of("あ" * 500) == ("ア" * MOST_TYPED,)
    many = " ".join(f"語{number}" for number in range(50))
    assert words_of(many) == tuple(f"語{number}" for number in range(MOST_WORDS))


def test_texts_become_pairs_with_a_gap_between_them_and_every_sign_once() -> None:
    assert list(text_tokens(7, folded(["製麺所", "麺", "-", "麺類"]))) == [
        "7o製麺", "7o麺所", "7ogap", "7o麺類", "7ogap",
        "7o製", "7o麺", "7o所", "7oー", "7o類",
    ]  # fmt: skip
    assert list(name_tokens(7, ["製麺"])) == ["7t製麺", "7tgap", "7t製", "7t麺"]
    assert word_tokens(7, "製麺所") == ("7o製麺", "7o麺所")
    assert word_tokens(7, "麺", in_name=True) == ("7t麺",)
    assert mark_token(7, "kind=record") == "7mkindx3dxrecord"


@settings(deadline=None)
@given(st.integers(1, 10**12), st.integers(1, 10**12), TEXT, TEXT)
def test_tokens_of_two_offices_or_two_meanings_are_never_the_same(
    one: int, other: int, text: str, mark: str
) -> None:
    texts = folded([text])
    office = set(text_tokens(one, texts))
    assert not office & set(name_tokens(one, texts))
    assert not office & {mark_token(one, mark)}
    if one != other:
        assert not office & set(text_tokens(other, texts))


@settings(deadline=None)
@given(st.lists(TEXT, max_size=4))
def test_sqlite_keeps_every_token_as_it_is(texts: list[str]) -> None:
    tokens = list(text_tokens(3, folded(texts)))
    database = sqlite3.connect(":memory:")
    database.execute(
        'CREATE VIRTUAL TABLE words USING fts5(w, tokenize="unicode61 remove_diacritics 0")'
    )
    database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'instance')")
    database.execute("INSERT INTO words VALUES (?)", [" ".join(tokens)])
    kept = database.execute('SELECT term FROM terms ORDER BY "offset"').fetchall()
    assert [term for (term,) in kept] == tokens
