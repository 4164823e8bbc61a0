"""What is left out of a handed-out document, by its figures and by its words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from banso.diagnosis.rules.editions import HIDDEN, WHOLE, Edition, Part
from banso.diagnosis.rules.ratios import ratios
from banso.diagnosis.rules.reading import Reading, Unit
from banso.diagnosis.rules.swot import Quarter


def without(*parts: Part) -> Edition:
    return Edition(True, frozenset(parts))


def hidden_ratios(edition: Edition) -> set[str]:
    return {one.ja for one in ratios().values() if edition.hides_formula(one.formula)}


def test_each_part_takes_its_ratios_and_those_it_could_be_computed_from() -> None:
    assert hidden_ratios(WHOLE) == set()
    assert hidden_ratios(without(Part.MONEY)) == {"労働生産性"}
    assert hidden_ratios(without(Part.LABOUR)) == {"人件費率", "労働生産性", "労働分配率"}
    assert hidden_ratios(without(Part.DEBT)) == {
        *("自己資本比率", "固定比率", "固定長期適合率", "債務償還年数", "借入金月商倍率"),
    }


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Part.MONEY, "営業利益（令和8年3月期）△700,000円：0円未満"),
        (Part.MONEY, "月商４００万を目指す"),
        (Part.MONEY, "売上三百万円"),
        (Part.MONEY, "売上 4,800千円"),
        (Part.MONEY, "評点の合計は30点満点中18点"),
        (Part.DEBT, "借りかえで返済を楽にする"),
        (Part.DEBT, "債務超過になっています"),
        (Part.DEBT, "使っていない資産を売って返す"),
        (Part.DEBT, "評点の合計（令和8年3月期）9点"),
        (Part.LABOUR, "役員報酬を見直す"),
    ],
)
def test_words_that_tell_what_is_left_out_go_whole(part: Part, text: str) -> None:
    assert without(part).words(text) == HIDDEN
    assert WHOLE.words(text) == text


@pytest.mark.parametrize("text", ["道の駅に置く", "粗利率が3%下がった", "客は3人に1人が常連"])
def test_other_words_stay(text: str) -> None:
    assert without(*Part).words(text) == text


def test_all_that_is_said_of_a_finding_goes_with_its_title() -> None:
    edition = without(Part.DEBT)
    assert edition.of_finding("借入が多すぎます", "在庫を減らす") == HIDDEN
    assert edition.of_finding("在庫が多すぎます", "在庫を減らす") == "在庫を減らす"


def test_amounts_are_left_out_and_unknown_stays_unknown() -> None:
    assert without(Part.MONEY).amount("sales", Decimal(5), unknown="不明") == HIDDEN
    assert without(Part.DEBT).amount("loans", None, unknown="不明") == HIDDEN
    assert without(Part.DEBT).amount("sales", None, unknown="不明") == "不明"
    assert WHOLE.amount("sales", Decimal(1234), unknown="不明") == "1,234円"
    assert without(Part.MONEY).reading(Reading(Decimal(5), Unit.YEN)) == HIDDEN
    assert without(Part.MONEY).reading(Reading(Decimal("0.05"), Unit.RATE)) == "5.0%"


def test_an_edition_says_what_it_is() -> None:
    assert (WHOLE.mark, WHOLE.in_words, WHOLE.in_short) == ("社外秘", "社外秘", "社外秘")
    edition = without(Part.LABOUR, Part.DEBT)
    assert edition.in_words == "お渡し用　伏せたもの：借入・純資産、人件費"
    assert edition.in_short == "お渡し用（一部を伏せています）"
    assert Edition(True).in_short == "お渡し用"


def test_weaknesses_and_threats_are_left_out_together() -> None:
    hidden = [one.ja for one in Quarter if without(Part.WEAKNESS).hides_quarter(one)]
    assert hidden == ["弱み", "脅威"]
