"""The page of an investment: weighed from the address, refused in words, kept nowhere."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.diagnosis.cast import an_analysis
from tests.records.cast import told

from banso.accounts.models import Staff
from banso.diagnosis.models import Diagnosis
from banso.registry.models import Business


@pytest.fixture
def address(sakura: Business, sato: Staff) -> str:
    return f"/diagnoses/{an_analysis(sakura, sato).public_id}/investment/"


def test_an_investment_is_weighed_with_and_without_its_subsidy(
    as_sato: Client, address: str
) -> None:
    before = Diagnosis.objects.values_list("version", flat=True).get()
    asked = {
        "what": "製麺機", "outlay": "6,000", "monthly": "100", "years": "7",
        "subsidy": "4,000", "subsidy_after": "12",
    }  # fmt: skip
    page = as_sato.get(address, asked)
    with_it, without = page.context["sides"]
    assert (with_it.name, with_it.payback_month) == ("補助金あり", 20)
    assert (without.name, without.payback_month) == ("補助金なし", 60)
    assert with_it.by_year[:2] == (-800_000, 400_000)
    assert without.by_year[0] == -4_800_000
    assert page.context["found"].to_bridge == 6_000_000
    html = told(page.content.decode())
    assert "投資を考える：製麺機" in html
    assert "それまで最大6,000,000円を立て替えます。" in html
    assert "割引率 3%" in html
    assert Diagnosis.objects.values_list("version", flat=True).get() == before


def test_an_effect_that_never_pays_back_says_so(as_sato: Client, address: str) -> None:
    page = as_sato.get(address, {"outlay": "6000", "monthly": "-5", "years": "5"})
    [side] = page.context["sides"]
    assert side.payback_month is None
    assert "使う年数のうちに回収できない" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("outlay", "0"), ("outlay", "たくさん"), ("years", "0"), ("monthly", ""),
        ("subsidy", "9000"), ("rate", "50"), ("outlay", "9" * 100),
    ],
)  # fmt: skip
def test_wrong_words_stay_and_are_said_at_their_field(
    as_sato: Client, address: str, field: str, typed: str
) -> None:
    asked = {"outlay": "6000", "monthly": "100", "years": "5", field: typed}
    page = as_sato.get(address, asked)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "sides" not in page.context
    assert page.context["form"][field].value() == typed


def test_without_words_the_page_says_what_to_enter(as_sato: Client, address: str) -> None:
    page = as_sato.get(address)
    assert page.status_code == 200
    assert "投資額と、月にいくら増える" in page.content.decode()
