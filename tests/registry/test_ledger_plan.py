"""What a ledger would do to the register: the order of matching, and every doubt.

The worked example is the one of docs/rules/ledger-import.md.
"""

from __future__ import annotations

from itertools import count

import pytest

from banso.registry.rules.ledger_cells import Stored
from banso.registry.rules.ledger_plan import Known, Outcome, Planned, Planner
from banso.registry.rules.ledger_rows import LedgerRow, Values
from banso.registry.rules.ledger_words import NamesOf

NUMBER, OTHER_NUMBER = "8070005002894", "1000013050238"
ID = "00000000-0000-0000-0000-000000000001"
_numbers = count(2)


def sakura(**more: Stored) -> Known:
    """さくら製麺 as it stands in the register."""
    values: Values = {
        "name": "株式会社さくら製麺",
        "legal_form": "corporation",
        "corporate_number": NUMBER,
        "member_number": "12",
        "phone": "027-373-0000",
        "prefecture": "群馬県",
        "city": "高崎市",
        "street": "金古町1234",
        "owner_name": "桜井 花子",
        "full_time": 4,
        **more,
    }
    return Known(1, ID, 3, values)


def row(**values: Stored) -> LedgerRow:
    return LedgerRow(next(_numbers), ("もとの欄",), values=values)


def planned(*rows: LedgerRow, register: tuple[Known, ...] | None = None) -> list[Planned]:
    planner = Planner((sakura(),) if register is None else register, NamesOf())
    return [planner.plan(one) for one in rows]


def test_a_new_business_is_entered() -> None:
    [found] = planned(row(name="うめ商店", phone="027-371-9999"))
    assert (found.outcome, found.target) == (Outcome.CREATED, None)
    assert found.values == {
        "name": "うめ商店",
        "phone": "027-371-9999",
        "legal_form": "sole-proprietor",
    }
    assert found.remarks == ["法人か個人か分からないので、個人としました。"]


@pytest.mark.parametrize(
    "key",
    [{"public_id": ID}, {"corporate_number": NUMBER}, {"member_number": "12"}],
    ids=["管理番号", "法人番号", "会員番号"],
)
def test_a_number_finds_its_business_and_only_what_differs_changes(key: dict[str, str]) -> None:
    [found] = planned(row(**key, full_time=5, city="高崎市"))
    assert (found.outcome, found.target, found.version) == (Outcome.CHANGED, 1, 3)
    assert found.values == {"full_time": 5}
    assert found.changes == [("full_time", "4人", "5人")]


@pytest.mark.parametrize(
    ("key", "kept", "cell"),
    [
        ("street", "棟高町９０２２番地６", "棟高町9022番地6"),
        ("building", "桜ビル　２Ｆ", "桜ビル 2F"),
        ("name", "ヘアーサロンすずらん通り　本店", "ヘアーサロンすずらん通り 本店"),
        ("name_kana", "ｻｸﾗｾｲﾒﾝ", "サクラセイメン"),
        ("phone", "0271661016", "027-166-1016"),
        ("fax", "0495-12-3456", "0495123456"),
        ("phone", "０２７（３７３）００００", "027-373-0000"),
        ("postcode", "3703511", "370-3511"),
        ("website", "example.jp", "https://example.jp"),
        ("industry_code", "091", "09"),
        ("note", "１行目\n２行目", "1行目\n2行目"),
    ],
)
def test_a_value_that_differs_only_in_form_is_no_change(key: str, kept: str, cell: str) -> None:
    register = (sakura(**{key: kept}),)
    [found] = planned(row(public_id=ID, **{key: cell}), register=register)
    assert (found.outcome, found.values, found.changes) == (Outcome.UNCHANGED, {}, [])


@pytest.mark.parametrize(
    ("key", "kept", "cell"),
    [
        ("owner_name", "髙田 一郎", "高田 一郎"),
        ("phone", "027-373-0000", "027-373-0001"),
        ("phone", "027-373-0000", "027-373-0000 内線3"),
        ("street", "棟高町1-2", "棟高町12"),
        ("note", "1行目\n2行目", "1行目 2行目"),
    ],
)
def test_a_value_that_says_something_else_is_a_change(key: str, kept: str, cell: str) -> None:
    register = (sakura(**{key: kept}),)
    [found] = planned(row(public_id=ID, **{key: cell}), register=register)
    assert found.changes == [(key, kept, cell)]


def test_a_ledger_that_says_nothing_new_changes_nothing() -> None:
    [found] = planned(row(member_number="12", name="株式会社さくら製麺", full_time=4))
    assert (found.outcome, found.values, found.changes) == (Outcome.UNCHANGED, {}, [])


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("㈱さくら製麺", "金古町1234"),
        ("(株)さくら製麺", "金古町１２３４番地"),
        ("株式会社 さくら製麺", "大字金古町1234番"),
    ],
)
def test_the_same_name_at_the_same_place_is_the_same_business(name: str, address: str) -> None:
    words = row(name=name, city="高崎市", street=address, phone="0273730000", full_time=5)
    [found] = planned(words)
    assert (found.outcome, found.target) == (Outcome.CHANGED, 1)


@pytest.mark.parametrize(
    ("name", "owner"),
    [("さくら製麺", "桜井花子"), ("さくら製麵㈱", "桜井花子"), ("サクラ製麺", "櫻井花子")],
)
def test_a_business_written_differently_is_asked_about(name: str, owner: str) -> None:
    [found] = planned(row(name=name, phone="027-373-0000", owner_name=owner))
    assert (found.outcome, found.target, found.may_be_new) == (Outcome.SUSPECTED, 1, True)
    assert found.reasons == [
        "屋号が法人格や書き方を除いて同じ",
        "電話・FAX・携帯のどれかが同じ",
        "代表者が同じ",
    ]


def test_a_namesake_in_another_town_is_another_business() -> None:
    [found] = planned(
        row(name="さくら製麺", city="前橋市", street="大手町1", phone="027-222-1111",
            owner_name="前橋 太郎")
    )  # fmt: skip
    assert found.outcome is Outcome.CREATED


def test_another_spelling_found_by_likeness_is_no_change_of_the_name() -> None:
    [certain] = planned(row(name="㈱さくら製麺", phone="0273730000", street="金古町1234"))
    assert "name" not in certain.values
    [by_number] = planned(row(member_number="12", name="㈱さくら製麺"))
    assert by_number.changes == [("name", "株式会社さくら製麺", "㈱さくら製麺")]
    [asked] = planned(row(name="さくら製麺", phone="0273730000", owner_name="桜井花子"))
    assert asked.values["name"] == "さくら製麺"  # for a business of its own
    assert "name" not in [key for key, _, _ in asked.changes]


def test_what_is_second_best_fills_a_blank_and_replaces_nothing() -> None:
    words = row(member_number="12", line_of_business="ラーメン屋")
    words.second_best.add("line_of_business")
    assert planned(words)[0].values == {"line_of_business": "ラーメン屋"}
    known = sakura(line_of_business="手打ちうどんの製造")
    assert planned(words, register=(known,))[0].outcome is Outcome.UNCHANGED


def test_numbers_that_contradict_each_other_are_refused() -> None:
    ume = Known(
        2, "00000000-0000-0000-0000-000000000002", 1, {"name": "うめ", "member_number": "13"}
    )
    [found] = planned(row(corporate_number=NUMBER, member_number="13"), register=(sakura(), ume))
    assert found.outcome is Outcome.REFUSED
    assert found.reasons == [
        "会員番号は「うめ」のものですが、この行は「株式会社さくら製麺」を指しています。"
    ]


def test_an_unknown_id_and_a_row_without_a_name_are_refused() -> None:
    unknown, nameless = planned(row(public_id=ID.replace("1", "9"), name="うめ"), row(phone="1"))
    assert unknown.reasons == [
        "この管理番号の事業者は、台帳にいません。新しい事業者なら空けてください。"
    ]
    assert nameless.reasons == ["事業者名がありません。"]
    assert {unknown.outcome, nameless.outcome} == {Outcome.REFUSED}


def test_a_member_number_with_another_business_behind_it_is_asked_about() -> None:
    [number] = planned(row(member_number="12", corporate_number=OTHER_NUMBER, name="さくら製麺"))
    assert (number.outcome, number.may_be_new) == (Outcome.SUSPECTED, False)
    assert number.reasons == ["会員番号は同じですが、法人番号が違います。"]
    [name] = planned(row(member_number="12", name="もも農園", phone="027-999-0000"))
    assert name.reasons == ["会員番号は同じですが、屋号などが違います。"]


def test_the_same_business_twice_in_one_file_is_asked_about() -> None:
    first, again, number = planned(
        row(name="うめ商店", phone="027-371-9999", member_number="20"),
        row(name="うめ商店", phone="027-371-9999"),
        row(name="うめ商店 本店", member_number="20"),
    )
    assert first.outcome is Outcome.CREATED
    assert (again.outcome, again.twin, again.target) == (Outcome.SUSPECTED, first.number, None)
    assert again.target_name == f"{first.number}行目の「うめ商店」"
    assert (number.outcome, number.twin, number.may_be_new) == (
        Outcome.SUSPECTED, first.number, False,
    )  # fmt: skip


def test_two_rows_for_one_business_of_the_register_are_asked_about() -> None:
    first, again = planned(row(member_number="12", full_time=5), row(corporate_number=NUMBER))
    assert first.outcome is Outcome.CHANGED
    assert (again.outcome, again.twin, again.target) == (Outcome.SUSPECTED, first.number, 1)
    assert again.reasons == [f"{first.number}行目も同じ事業者です。"]


def test_a_number_that_an_earlier_row_takes_is_refused_to_another_business() -> None:
    _, second = planned(
        row(name="うめ商店", member_number="20"), row(public_id=ID, member_number="20")
    )
    assert second.outcome is Outcome.REFUSED
    assert "番号を" in second.reasons[0]


def test_blank_cells_change_nothing_unless_asked_to() -> None:
    blank = row(member_number="12")
    blank.blank = ("phone", "full_time", "membership", "name", "legal_form")
    assert planned(blank)[0].outcome is Outcome.UNCHANGED
    emptying = Planner((sakura(membership="member"),), NamesOf(), empties_blank=True)
    found = emptying.plan(blank)
    assert found.values == {"phone": "", "full_time": None, "membership": "unknown"}
    assert ("phone", "027-373-0000", "") in found.changes


def test_a_business_with_a_number_cannot_become_a_sole_proprietor() -> None:
    [found] = planned(row(member_number="12", legal_form="sole-proprietor"))
    assert found.outcome is Outcome.REFUSED


def test_a_closed_business_is_changed_and_said_to_be_closed() -> None:
    closed = sakura()
    closed.is_closed = True
    [found] = planned(row(member_number="12", full_time=1), register=(closed,))
    assert found.remarks == ["廃業として記録されている事業者です。"]


def test_problems_and_remarks_of_a_row_come_through() -> None:
    bad = row(name="うめ商店")
    bad.problems.append("法人番号：13桁です。")
    bad.remarks.append("電話：取り込みません。")
    [found] = planned(bad)
    assert found.outcome is Outcome.REFUSED
    assert (found.reasons, found.remarks, found.cells) == (
        ["法人番号：13桁です。"], ["電話：取り込みません。"], ("もとの欄",),
    )  # fmt: skip
