"""事業承継計画表: its rows, what a cell may hold, and what does not follow."""

from __future__ import annotations

import pytest

from banso.core.refusals import RuleViolation
from banso.plans.rules.succession_table import (
    Route,
    SuccessionTable,
    concerns_in,
    read_rows,
    refuse_table,
    table_rows,
)

SOUND = SuccessionTable(
    "桜井 実",
    Route.FAMILY,
    {
        "policy": ("少しずつ任せる", "", ""),
        "sales": ("48,000千円", "50000千円", ""),
        "owner_age": ("68", "69歳", "７０"),
        "owner_shares": ("100", "80", "40%"),
        "successor_age": ("38", "", "40"),
        "successor_shares": ("0", "20", "60"),
    },
)


def told(table: SuccessionTable) -> list[tuple[str, str, str]]:
    return [(one.check, one.place.ja, one.sentence) for one in concerns_in(table, 3)]


def test_the_rows_stand_in_the_order_of_the_paper() -> None:
    assert [row.name for row in table_rows().values()] == [
        "基本方針",
        "事業計画の売上高",
        "事業計画の経常利益",
        "会社の定款",
        "会社の株式",
        "現経営者の年齢",
        "現経営者の役職",
        "現経営者の持株",
        "後継者の年齢",
        "後継者の役職",
        "後継者の教育（社内）",
        "後継者の教育（社外）",
        "後継者の持株",
    ]


def test_a_sound_table_is_kept_and_raises_no_concern() -> None:
    refuse_table(SOUND, 3)
    assert told(SOUND) == []
    assert SuccessionTable.from_json(SOUND.as_json()) == SOUND


def test_ages_follow_the_years_and_shares_are_a_whole() -> None:
    cells = {
        "owner_age": ("68", "", "71"),
        "owner_shares": ("100", "80", "40"),
        "successor_shares": ("0", "20.5", "60"),
    }
    assert told(SuccessionTable(" ", Route.OPEN, cells)) == [
        ("no-successor", "後継者", "後継者の名前が書かれていません。"),
        (
            "ages-jump",
            "現経営者の年齢",
            "現経営者の年齢が、1年目の68歳から3年目の71歳になっています（2年で3歳）。",
        ),
        ("too-many-shares", "後継者の持株", "2年目の持株の合計が100.5%で、100%を超えています。"),
    ]


def test_a_third_party_need_not_be_named() -> None:
    assert told(SuccessionTable("", Route.THIRD_PARTY)) == []


@pytest.mark.parametrize(
    ("table", "code", "field"),
    [
        (SuccessionTable("", cells={"mood": ("x",)}), "no-cell", "cells"),
        (SuccessionTable("", cells={"policy": ("", "", "", "x")}), "no-cell", "cells"),
        (SuccessionTable("", cells={"policy": ("あ" * 201,)}), "too-long", "policy"),
        (SuccessionTable("あ" * 61), "too-long", "successor"),
        (SuccessionTable("", cells={"owner_age": ("六十",)}), "no-number", "owner_age"),
        (SuccessionTable("", cells={"owner_shares": ("101",)}), "no-number", "owner_shares"),
        (SuccessionTable("", cells={"owner_age": ("NaN",)}), "no-number", "owner_age"),
        (SuccessionTable("", cells={"sales": ("たくさん",)}), "unreadable-amount", "sales"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused_at_its_row(
    table: SuccessionTable, code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        refuse_table(table, 3)
    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[row]]\nkey = "a"\ngroup = "g"\nja = "j"\nholds = "mood"', "holds に mood は使えません"),
        ('[[row]]\nkey = "a"\ngroup = "g"\nja = "j"', "「a」に holds がありません。"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, said: str) -> None:
    with pytest.raises(RuleViolation, match=said):
        read_rows(text)
