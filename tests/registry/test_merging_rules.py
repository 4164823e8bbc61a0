from __future__ import annotations

import pytest

from banso.registry.models import Business
from banso.registry.queries.merging import parts_of
from banso.registry.rules.merging import TOGETHER, Chosen, Fit, fit, grouped, is_blank, merged

PHONE = ("phone",)
PLACE = ("city", "street")


@pytest.mark.parametrize(
    ("kept", "absorbed", "expected"),
    [
        (("高崎市", "棟高町1"), ("高崎市", "棟高町1"), Fit.ALIKE),
        (("高崎市", "棟高町1"), ("高崎市", ""), Fit.ALIKE),
        (("高崎市", ""), ("高崎市", "棟高町1"), Fit.FILLED),
        (("", ""), ("高崎市", "棟高町1"), Fit.FILLED),
        (("高崎市", "棟高町1"), ("高崎市", "足門町2"), Fit.DIFFERENT),
        (("高崎市", ""), ("前橋市", "表町1"), Fit.DIFFERENT),
    ],
)
def test_two_groups_are_alike_or_fill_or_differ(
    kept: tuple[str, str], absorbed: tuple[str, str], expected: Fit
) -> None:
    ours, theirs = dict(zip(PLACE, kept, strict=True)), dict(zip(PLACE, absorbed, strict=True))
    assert fit(PLACE, ours, theirs) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Chosen.KEPT, {"city": "高崎市", "street": ""}),
        (Chosen.ABSORBED, {"city": "前橋市", "street": "表町1"}),
        (Chosen.BOTH, {"city": "高崎市", "street": ""}),
    ],
)
def test_what_differs_is_taken_whole_from_one(chosen: Chosen, expected: dict[str, str]) -> None:
    ours, theirs = {"city": "高崎市", "street": ""}, {"city": "前橋市", "street": "表町1"}
    assert merged(PLACE, ours, theirs, chosen) == expected


def test_blanks_are_filled_whatever_is_chosen() -> None:
    ours, theirs = {"city": "高崎市", "street": ""}, {"city": "", "street": "棟高町1"}
    for chosen in Chosen:
        assert merged(PLACE, ours, theirs, chosen) == {"city": "高崎市", "street": "棟高町1"}


def test_notes_can_be_joined() -> None:
    ours, theirs = (
        {"note": "水曜定休。", "caution": "電話は夕方"},
        {"note": "甘い", "caution": "犬"},
    )
    assert merged(("note",), ours, theirs, Chosen.BOTH) == {"note": "水曜定休。\n甘い"}
    assert merged(("caution",), ours, theirs, Chosen.BOTH) == {"caution": "電話は夕方 犬"}


def test_nought_is_known_and_not_yet_asked_is_not() -> None:
    assert [is_blank(value) for value in (None, "", "unknown", 0, "none")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_fields_that_belong_together_stand_in_one_group_in_their_order() -> None:
    assert grouped(["phone", "city", "prefecture", "fax"]) == (PHONE, TOGETHER[1], ("fax",))


def test_every_field_of_the_card_is_decided_on_once() -> None:
    left_out = {"id", "public_id", "version", "organisation", "search_text"}
    every = {field.name for field in Business._meta.concrete_fields} - left_out
    groups = grouped(sorted(every))
    assert sorted(name for group in groups for name in group) == sorted(every)


def test_the_head_count_is_told_in_one_line() -> None:
    one, other = Business(full_time=5, officers=1, seasonal=0), Business(full_time=2)
    (part,) = parts_of(one, other)
    assert (part.label, part.kept, part.absorbed, part.fit) == (
        "従業員の数",
        "役員・個人事業主 1人、常用の従業員 5人（不明6区分）",
        "常用の従業員 2人（不明8区分）",
        Fit.DIFFERENT,
    )
