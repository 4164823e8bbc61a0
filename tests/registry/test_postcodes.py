import pytest

from banso.core.refusals import RuleViolation
from banso.registry.rules.postcodes import Place, look_up, normalise_postcode


@pytest.mark.parametrize(
    "text", ["370-3511", "3703511", "〒３７０－３５１１", " 370 3511 ", "370ー3511"]
)
def test_a_postcode_is_read_in_any_form(text: str) -> None:
    assert normalise_postcode(text) == "370-3511"


def test_a_postcode_of_the_district_names_its_town() -> None:
    (place,) = look_up("370-3511")
    assert place == Place("370-3511", "群馬県", "高崎市", "金古町")
    assert place.address == "群馬県高崎市金古町"


def test_a_postcode_shared_by_towns_names_them_all() -> None:
    assert [place.town for place in look_up("068-0546")] == ["南部青葉町", "南部菊水町"]


def test_a_postcode_nobody_has_finds_nothing() -> None:
    assert look_up("999-9999") == ()


@pytest.mark.parametrize("text", ["", "370", "370-35111", "abc-defg", "37-03511"])
def test_a_malformed_postcode_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        look_up(text, field="postcode")
    assert (refusal.value.message, refusal.value.field) == (
        "郵便番号は7桁の数字で、370-3511 のように入力してください。",
        "postcode",
    )
