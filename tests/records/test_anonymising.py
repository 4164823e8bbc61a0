"""Anonymising by rule: the printed examples, whatever is written, and what rules cannot see."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banso.records.rules.anonymising import RULES, Known, anonymise, listed
from banso.records.rules.anonymising.residual import cautions, is_told_apart, rare_words

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "anonymising.md"
KNOWN = Known(
    name="株式会社さくら製麺",
    owners=("桜井 花子",),
    people=("大沢 次郎",),
    other_names=("有限会社赤城木工", "カフェみどり", "サクラ商事"),
    other_owners=("木暮 太一",),
    staff=("佐藤 さくら",),
    cities=("高崎市",),
    districts=("箕郷",),
    towns=("棟高町",),
    building="さくらビル",
)


def printed(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of the page."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1]
    lines = [line for line in part.split("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def blurred(text: str, known: Known = KNOWN) -> str:
    return anonymise(text, known).text


@pytest.mark.parametrize(("before", "after"), printed("計算例"))
def test_the_printed_examples_are_what_the_rules_do(before: str, after: str) -> None:
    assert blurred(before) == after


def test_the_page_lists_every_rule_and_which_must_hold() -> None:
    told = [(label, must == "はい") for label, _, must in printed("規則")]
    assert told == [(rule.label, rule.must) for rule in RULES]


def test_every_replacement_is_told_with_its_rule_and_how_often() -> None:
    text = "さくら製麺へ。代表の桜井さん、桜井さんの奥様。"
    found = anonymise(text, KNOWN)
    assert found.text == "この事業者へ。代表の代表者、代表者の奥様。"
    assert [(one.before, one.after, one.rule.label, one.times) for one in listed([found])] == [
        ("さくら製麺", "この事業者", "事業者名", 1),
        ("桜井さん", "代表者", "代表者名", 2),
    ]
    assert "".join(piece.before or piece.words for piece in found.pieces) == text


@pytest.mark.parametrize(
    "text",
    [
        "お客様と奥様と税理士さんに相談した。同様の仕様で、多様な模様。",
        "町内会と朝市と見本市に出た。各駅停車。地方銀行の話。",
        "一人親方で、売上は8%減、値引きは1/3。",
        "桜の季節に花を売る。",
        "",
    ],
)
def test_everyday_words_stay(text: str) -> None:
    assert blurred(text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("（株）さくら製麺", "この事業者"),
        ("さくら製麺株式会社", "この事業者"),
        ("さくら製麺㈱さくら製麺", "この事業者この事業者"),
        ("ｻｸﾗ商事とサクラ商事の話", "他の事業者と他の事業者の話"),
        ("カフェみどりのランチ", "他の事業者のランチ"),
        ("スーパーカフェみどりのランチ", "スーパーカフェみどりのランチ"),
        ("町さんさくら製麺の話", "ある人この事業者の話"),
        ("木暮太一が来た", "ある人が来た"),
        ("桜井工業株式会社に頼む", "他の会社に頼む"),
        ("さくらビル2階", "建物2階"),
        ("高崎駅前と高崎市役所と高崎の店", "最寄り駅と市役所と市内の店"),
        ("a.sakurai@example.jpとhttps://example.jp/x", "（メール）と（ウェブサイト）"),
        ("「@sakura_men」を見る", "「（アカウント）」を見る"),
        ("法人番号8070005002894、〒370-3521", "法人番号（法人番号）、（郵便番号）"),
        ("０２７－３７３－００００", "（電話番号）"),
        ("０円の見積り", "０円の見積り"),
        ("R8.11.20と20261120", "11月ごろと11月ごろ"),
        ("13月40日", "13月40日"),
        ("高崎市棟高町の店と高崎市中央町の店", "市内地区内の店と市内近隣の町の店"),
        ("群馬県前橋市内の県外客", "ある県近隣の市の県外客"),
        ("令和8年度の計画", "ある年度の計画"),
        ("5人前の注文", "5人前の注文"),
        ("9歳の子と100人", "10歳未満の子と百名以上"),
        ("95万円と15万円と1,499円", "約100万円と約20万円と約1,000円"),
    ],
)  # fmt: skip
def test_spellings_and_edges(text: str, after: str) -> None:
    assert blurred(text) == after


def test_an_owner_with_a_surname_of_one_sign_is_known_by_the_title() -> None:
    known = Known(owners=("森 一郎",))
    assert blurred("森代表は森の手入れを仕事にする。", known) == "代表者は森の手入れを仕事にする。"


def test_the_longer_name_wins_where_two_stand_in_one_place() -> None:
    known = Known(name="さくら", other_names=("さくら製麺所",))
    assert blurred("さくら製麺所の隣のさくら", known) == "他の事業者の隣のこの事業者"


def test_names_in_a_text_of_thirty_thousand_signs_are_all_found() -> None:
    text = "桜井代表は80万円を借りた。" * 2_000 + "あ" * 4_000
    found = anonymise(text, KNOWN)
    assert [one.times for one in listed([found])] == [2_000, 2_000]
    assert "桜井" not in found.text


PIECES = (
    "さくら製麺,㈱,桜井,代表,さん,11月,20日,300,万,円,人,市,前橋,町,銀行,・,、,027,-,1/20,令和8年,"
    "の,約,様,\n"
)


@given(st.lists(st.sampled_from(PIECES.split(",")), max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_what_was_replaced_once_is_left_alone(text: str) -> None:
    once = anonymise(text, KNOWN)
    assert "".join(piece.before or piece.words for piece in once.pieces) == text
    assert not [piece for piece in anonymise(once.text, KNOWN).changed if piece.rule.must]


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_can_be_read(text: str) -> None:
    found = anonymise(text, KNOWN)
    assert "".join(piece.before or piece.words for piece in found.pieces) == text


def test_a_trade_of_fewer_than_three_businesses_tells_who_it_is() -> None:
    assert [is_told_apart(firms) for firms in (0, 2, 3)] == [True, True, False]
    assert cautions("飲食店", 3, ()) == ()
    assert cautions("飲食店", None, ()) == (
        "業種が登録されていないため、同じ業種が何者あるか数えられません。",
    )
    [told] = cautions("漁業", 1, ())
    assert told.startswith("「漁業」は台帳に1者しかありません。")


def test_a_rare_word_of_the_line_of_business_is_pointed_out() -> None:
    lines = ["手延べうどんの製造・販売", "うどんの製造", "うどん店", "うどんの卸"]
    text = "手延べうどんとうどんの話。製造の話。"
    assert rare_words(text, lines[0], lines) == ("手延べうどん",)
    assert rare_words("うどんの話", lines[1], lines) == ()
    assert rare_words("どこにもない話", lines[0], lines) == ()
    [told] = cautions("食料品製造業", 20, ("手延べうどん",))
    assert told.startswith("「手延べうどん」は、")
