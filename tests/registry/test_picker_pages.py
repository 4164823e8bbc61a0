"""Choosing a business while writing something else: two characters, up to ten answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.registry.actions import close_business, grant_access, register_business
from banso.registry.models import Business, LegalForm
from banso.registry.queries import Choice, Picker, pick

Register = Callable[..., Business]


@pytest.fixture
def register(gunma: Organisation) -> Register:
    """Enter a sole proprietor in our office's register."""

    def enter(name: str, **fields: object) -> Business:
        row = Business(name=name, legal_form=LegalForm.SOLE_PROPRIETOR, **fields)
        return register_business(row, organisation=gunma)

    return enter


def names(picker: Picker) -> list[str]:
    return [choice.name for choice in picker.choices]


def test_two_characters_offer_the_business_with_what_tells_it_apart(
    sato: Staff, sakura: Business, register: Register
) -> None:
    register(
        "さくら美容室",
        name_kana="サクラビヨウシツ",
        owner_name="金井 恵",
        city="高崎市",
        street="棟高町1",
    )

    picker = pick(sato, search="さく")

    assert names(picker) == ["株式会社さくら製麺", "さくら美容室"]
    assert picker.choices[0] == Choice(
        sakura.public_id,
        "株式会社さくら製麺",
        ("代表 桜井 花子", "027-373-0000", "担当 佐藤 さくら"),
        is_closed=False,
    )
    assert picker.choices[1].details == ("高崎市棟高町1", "代表 金井 恵")
    assert picker.said == "2件見つかりました。"


@pytest.mark.parametrize(
    "words", ["製麺", "せいめん", "ｻｸﾗ", "0273730000", "373-0000", "桜井", "8070005002894"]
)
def test_a_business_is_found_by_name_kana_telephone_owner_or_number(
    sato: Staff, sakura: Business, words: str
) -> None:
    assert names(pick(sato, search=words)) == [sakura.name]


def test_ones_own_businesses_come_first_and_closed_ones_last(
    sato: Staff, suzuki: Staff, register: Register
) -> None:
    register("山田塗装", name_kana="ヤマダトソウ")
    closed = register("山田商店", name_kana="ヤマダショウテン", adviser=sato)
    close_business(closed, on=TODAY, reason="高齢", by=suzuki)
    register("山田電機", name_kana="ヤマダデンキ", adviser=sato)

    picker = pick(sato, search="山田")

    assert names(picker) == ["山田電機", "山田塗装", "山田商店"]
    assert [choice.is_closed for choice in picker.choices] == [False, False, True]


def test_more_than_ten_are_said_and_nothing_is_offered_before_a_word(
    sato: Staff, register: Register
) -> None:
    for number in range(11):
        register(f"山田商店{number}")

    assert len(pick(sato, search="山田").choices) == 10
    assert (
        pick(sato, search="山田").said
        == "10件より多くあります。空白で区切って言葉を足すと絞れます。"
    )
    assert pick(sato, search=" 　") == Picker(" 　")
    assert pick(sato, search="ないはず").said == (
        "見つかりません。名称・フリガナ・電話・住所・代表者の一部でさがせます。"
    )


def test_a_chosen_business_stays_chosen_and_other_offices_ids_choose_nothing(
    sato: Staff, tanaka: Staff, sakura: Business
) -> None:
    picker = pick(sato, search="さくら", business=str(sakura.public_id))

    assert picker.chosen is not None
    assert (picker.chosen.public_id, picker.choices) == (sakura.public_id, ())
    for foreign in (str(uuid4()), "not-an-id", "", None):
        assert pick(sato, business=foreign) == Picker("")
    assert pick(tanaka, search="さくら", business=sakura.public_id) == Picker("さくら")


def test_the_fragment_is_a_group_of_radio_buttons(as_sato: Client, sakura: Business) -> None:
    answer = as_sato.get(reverse("registry:pick"), {"business_search": "製麺"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<input type="radio" name="business" value="{sakura.public_id}" >' in page
    assert '<p id="business-said" hx-swap-oob="innerHTML">1件見つかりました。</p>' in page
    assert "<legend" in page


def test_an_expert_is_offered_only_businesses_sent_to_and_a_council_member_none(
    gunma: Organisation, suzuki: Staff, sakura: Business, register: Register
) -> None:
    register("さくら美容室")
    expert = staff_of(gunma, "専門 家子", "expert@example.jp", Role.EXPERT)
    grant_access(sakura, expert, by=suzuki)
    member = staff_of(gunma, "委員 太郎", "member@example.jp", Role.COUNCIL_MEMBER)

    assert names(pick(expert, search="さくら")) == [sakura.name]
    assert pick(member, search="さくら").choices == ()
    assert signed_in(member).get(reverse("registry:pick")).status_code == 403
