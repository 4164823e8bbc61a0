"""The file of corporate numbers: what it fills in, what it proposes, what it leaves alone."""

from __future__ import annotations

from banso.core.tables import Sheet, SheetRow
from banso.registry.rules.corporate_file import (
    CorporateMatcher,
    corporation_of,
    is_corporate_file,
)
from banso.registry.rules.corporate_number import check_digit
from banso.registry.rules.ledger_plan import Known, Outcome, Planned
from banso.registry.rules.ledger_rows import Values
from banso.registry.rules.ledger_words import NamesOf

NUMBER = "8070005002894"


def line(number: str = NUMBER, *, closed: str = "", current: str = "1", kana: str = "") -> SheetRow:
    """One line as the tax agency writes it, its empty columns with it."""
    cells = [""] * 30
    cells[:12] = [
        "1", number, "01", "0", "2018-04-02", "2015-10-05", "株式会社さくら製麺", "", "301",
        "群馬県", "高崎市", "金古町１２３４番地",
    ]  # fmt: skip
    cells[15] = "3703511"
    cells[18], cells[19] = closed, "01" if closed else ""
    cells[23], cells[28] = current, kana
    return SheetRow(7, tuple(cells))


def known(**values: str) -> Known:
    stored: Values = {"name": "㈱さくら製麺", "legal_form": "corporation", **values}
    return Known(1, "id", 3, stored)


def plan_of(row: SheetRow, *register: Known) -> Planned | None:
    corporation = corporation_of(row)
    assert corporation
    return CorporateMatcher(register, NamesOf()).plan(corporation)


def test_the_file_is_known_by_its_shape() -> None:
    assert is_corporate_file(Sheet("", (line(),)))
    assert not is_corporate_file(Sheet("", (SheetRow(1, ("1", NUMBER)),)))
    assert not is_corporate_file(Sheet("", ()))
    assert corporation_of(line("8070005002895")) is None


def test_what_ours_lacks_is_filled_in() -> None:
    found = plan_of(line(kana="サクラセイメン"), known(corporate_number=NUMBER))
    assert found
    assert (found.outcome, found.target, found.version) == (Outcome.CHANGED, 1, 3)
    assert found.values == {
        "name_kana": "サクラセイメン",
        "prefecture": "群馬県",
        "city": "高崎市",
        "street": "金古町１２３４番地",
        "postcode": "370-3511",
    }


def test_nothing_of_ours_is_written_over_and_what_differs_is_said() -> None:
    ours = known(
        corporate_number=NUMBER, name_kana="サクラ", city="前橋市", street="大手町1",
        postcode="371-0026",
    )  # fmt: skip
    found = plan_of(line(kana="サクラセイメン"), ours)
    assert found
    assert (found.outcome, found.values) == (Outcome.UNCHANGED, {})
    assert found.remarks == ["国税庁の所在地は「群馬県高崎市金古町１２３４番地」です。"]


def test_a_corporation_without_a_number_is_proposed_by_name_and_place() -> None:
    ours = known(prefecture="群馬県", city="高崎市", street="金古町1234")
    found = plan_of(line(), ours)
    assert found
    assert (found.outcome, found.target, found.may_be_new) == (Outcome.SUSPECTED, 1, False)
    assert found.values["corporate_number"] == NUMBER
    assert "住所が同じ" in found.reasons


def test_a_closure_is_proposed_with_its_day_and_cause() -> None:
    found = plan_of(line(closed="2018-01-05"), known(corporate_number=NUMBER, city="高崎市"))
    assert found
    assert found.outcome is Outcome.SUSPECTED
    assert found.values["closed_on"] == "2018-01-05"
    assert found.reasons == [
        "国税庁の記録では、平成30年1月5日に登記記録が閉鎖されています（清算の結了等）。"
    ]
    ours = known(corporate_number=NUMBER, city="高崎市", street="金古町1234", postcode="370-3511")
    ours.is_closed = True
    again = plan_of(line(closed="2018-01-05"), ours)
    assert again
    assert again.outcome is Outcome.UNCHANGED


def test_lines_of_others_old_lines_and_sole_proprietors_are_left_alone() -> None:
    other = f"{check_digit('000000000001')}000000000001"
    assert plan_of(line(other), known(corporate_number=NUMBER)) is None
    assert plan_of(line(current="0"), known(corporate_number=NUMBER)) is None
    ours = known(prefecture="群馬県", city="高崎市", street="金古町1234")
    ours.values["legal_form"] = "sole-proprietor"
    assert plan_of(line(), ours) is None
