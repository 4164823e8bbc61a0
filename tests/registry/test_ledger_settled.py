"""What a ledger comes to with the decisions on its doubles: row by row, and never two truths."""

from __future__ import annotations

from tests.registry.test_ledger_plan import ID, NUMBER, OTHER_NUMBER, planned, row, sakura

from banso.registry.rules.ledger_plan import Outcome, Planned
from banso.registry.rules.ledger_settled import Fate, Settled, settle


def twice(**second: str) -> list[Planned]:
    """うめ商店 in two rows; the second says what is given besides."""
    first = row(name="うめ商店", phone="027-371-9999", owner_name="梅田 太郎", member_number="E001")
    again = row(name="うめ商店", phone="027-371-9999", owner_name="梅田 太郎", **second)
    return planned(first, again)


def fates(settled: Settled) -> list[Fate]:
    return list(settled.fates.values())


def test_another_number_of_the_same_business_is_warned_of_and_shown_before_it_is_agreed() -> None:
    first, again = twice(member_number="E002", postcode="370-3511")
    assert again.remarks[-1] == (
        "会員番号が違います（「E001」→「E002」）。同じ事業者か確かめてください。"
    )
    settled = settle([first, again], {})
    assert fates(settled) == [Fate.CREATED, Fate.OPEN]
    shown = (("member_number", "E001", "E002"), ("postcode", None, "370-3511"))
    assert sorted(settled.moved[again.number]) == sorted(shown)
    agreed = settle([first, again], {again.number: "same"})
    assert fates(agreed) == [Fate.CREATED, Fate.JOINED]
    assert agreed.moved == settled.moved
    assert agreed.created == {
        first.number: {
            "name": "うめ商店", "phone": "027-371-9999", "owner_name": "梅田 太郎",
            "member_number": "E002", "postcode": "370-3511", "legal_form": "sole-proprietor",
        }
    }  # fmt: skip


def test_a_second_row_in_another_form_changes_nothing_of_the_first() -> None:
    first, again = twice(member_number="E001")
    again.values |= {"phone": "0273719999", "owner_name": "梅田　太郎"}
    settled = settle([first, again], {again.number: "same"})
    assert settled.moved == {again.number: ()}
    assert settled.created[first.number]["owner_name"] == "梅田 太郎"


def test_of_three_rows_each_shows_what_it_changes_of_those_before() -> None:
    first, second = twice(postcode="370-3511")
    [_, _, third] = planned(
        row(name="うめ商店", phone="027-371-9999"),
        row(name="うめ商店", phone="027-371-9999"),
        row(name="うめ商店", phone="027-371-9999", postcode="370-3512"),
    )
    third.twin = first.number
    settled = settle([first, second, third], {second.number: "same"})
    assert settled.moved[third.number] == (("postcode", "370-3511", "370-3512"),)
    assert settle([first, second, third], {}).moved[third.number] == (
        ("postcode", None, "370-3512"),
    )


def test_two_rows_of_one_business_are_one_change_and_the_second_shows_the_firsts() -> None:
    first, again = planned(
        row(member_number="12", full_time=5), row(corporate_number=NUMBER, full_time=6)
    )
    settled = settle([first, again], {again.number: "same"})
    assert fates(settled) == [Fate.CHANGED, Fate.JOINED]
    assert settled.moved == {
        first.number: (("full_time", 4, 5),), again.number: (("full_time", 5, 6),),
    }  # fmt: skip
    assert [edit.values for edit in settled.edits.values()] == [{"full_time": 6}]


def test_a_row_judged_the_same_that_says_nothing_new_is_no_change() -> None:
    [asked] = planned(row(name="さくら製麺", phone="0273730000", owner_name="桜井 花子"))
    assert asked.outcome is Outcome.SUSPECTED
    settled = settle([asked], {asked.number: "same"})
    assert fates(settled) == [Fate.UNCHANGED]
    assert [edit.values for edit in settled.edits.values()] == [{}]


def test_a_row_that_goes_with_one_left_out_is_left_out() -> None:
    asked, with_it = planned(
        row(name="さくら製麺", phone="027-373-0000", owner_name="桜井花子"),
        row(name="さくら製麺", phone="027-373-0000", owner_name="桜井花子", postcode="370-3511"),
    )
    with_it.twin, with_it.target = asked.number, None
    settled = settle([asked, with_it], {asked.number: "left-out", with_it.number: "same"})
    assert fates(settled) == [Fate.LEFT_OUT, Fate.LEFT_OUT]
    assert (settled.left_out, settled.created, settled.edits) == (2, {}, {})


def test_a_row_judged_to_be_another_business_is_entered() -> None:
    first, again = twice()
    settled = settle([first, again], {again.number: "separate"})
    assert fates(settled) == [Fate.CREATED, Fate.CREATED]
    assert list(settled.created) == [first.number, again.number]


def test_two_corporate_numbers_for_one_business_are_told_before_it_is_agreed() -> None:
    bare = sakura(corporate_number="")
    first, again = planned(
        row(public_id=ID, corporate_number=NUMBER),
        row(member_number="12", corporate_number=OTHER_NUMBER),
        register=(bare,),
    )
    settled = settle([first, again], {again.number: "same"})
    assert settled.problem == (
        "「株式会社さくら製麺」に2つの法人番号を入れようとしています。"
        f"{again.number}行目の判断を「取り込まない」にしてください。"
    )


def test_a_number_that_becomes_another_is_warned_of_in_a_certain_match_too() -> None:
    [found] = planned(row(public_id=ID, member_number="13"))
    assert (found.outcome, found.changes) == (Outcome.CHANGED, [("member_number", "12", "13")])
    assert found.remarks == ["会員番号が違います（「12」→「13」）。同じ事業者か確かめてください。"]
