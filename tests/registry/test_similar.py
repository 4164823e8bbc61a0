"""What is shown before a card is saved: by the same rule as the queue of suspected duplicates."""

from __future__ import annotations

import pytest

from banso.accounts.models import Organisation
from banso.registry.actions import register_business
from banso.registry.models import Business, LegalForm
from banso.registry.queries import similar_to


def typed(name: str, **facts: str) -> Business:
    return Business(name=name, legal_form=LegalForm.CORPORATION, **facts)


@pytest.fixture
def known(gunma: Organisation) -> Business:
    return register_business(
        typed(
            "株式会社さくら製麺",
            name_kana="サクラセイメン",
            corporate_number="8070005002894",
            city="高崎市",
            street="棟高町9001番地2",
            phone="027-373-0237",
            owner_name="桜井 花子",
        ),
        organisation=gunma,
    )


@pytest.mark.parametrize(
    "card",
    [
        typed("サクラ製麵㈱"),
        typed("サクラセイメン", phone="373-0237"),
        typed("山の製麺", corporate_number="8070005002894"),
        typed("さくら麺製", street="棟高町9001-2"),
        typed("桜井花子", phone="0273730237"),
        typed("さくら製面", street="大字棟高9001", phone="027-373-0237"),
    ],
    ids=lambda card: card.name,
)
def test_a_business_written_otherwise_is_shown(
    gunma: Organisation, known: Business, card: Business
) -> None:
    assert similar_to(card, gunma) == (known,)


@pytest.mark.parametrize(
    "card",
    [
        typed("さくら製麺 前橋店", city="前橋市", street="表町1-2-3", phone="027-111-0001"),
        typed("株式会社さくら製麺", corporate_number="7000012050002"),
        typed("麺処そら", street="棟高町9001番地2", phone="027-373-0237", owner_name="桜井 空"),
        typed("うめ製麺"),
    ],
    ids=lambda card: card.name,
)
@pytest.mark.usefixtures("known")
def test_another_business_is_not(gunma: Organisation, card: Business) -> None:
    assert similar_to(card, gunma) == ()


def test_the_likest_comes_first_and_no_other_offices(
    gunma: Organisation, elsewhere: Organisation, known: Business
) -> None:
    register_business(typed("さくら製麺"), organisation=elsewhere)
    only_the_name = register_business(typed("さくら製麺"), organisation=gunma)
    assert similar_to(typed("さくら製麺", phone="027-373-0237"), gunma) == (known, only_the_name)
