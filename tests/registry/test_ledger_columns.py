"""Which column of an office's own ledger is which, by its heading or by what is in it."""

from __future__ import annotations

import pytest

from banso.registry.rules.columns import (
    exported_columns,
    guess_columns,
    headings_key,
    is_heading,
    ledger_columns,
    meaning_of,
    recall,
    unit_of,
)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("事業所名", "name"),
        ("商号・屋号", "name"),
        ("事 業 所 名", "name"),
        ("企業名（屋号）", "name"),
        ("ﾌﾘｶﾞﾅ", "name_kana"),
        ("代表者名", "owner_name"),
        ("代表者 氏名", "owner_name"),
        ("代表者 フリガナ", "owner_kana"),
        ("〒", "postcode"),
        ("住所1", "address"),
        ("住所２", "address_rest"),
        ("ＴＥＬ", "phone"),
        ("電話番号（事業所）", "phone"),
        ("業種", "industry_code"),
        ("従業員数", "full_time"),
        ("従業員 パート", "part_time"),
        ("会員区分", "membership"),
        ("会員No.", "member_number"),
        ("地区", "district"),
        ("担当", "adviser"),
        ("資本金（千円）", "capital_yen"),
        ("設立年月日", "founded_year"),
        ("生年月日", "owner_birth_year"),
        ("管理番号", "public_id"),
        ("No", ""),
        ("担当者印", ""),
    ],
)
def test_a_heading_means_its_field(heading: str, key: str) -> None:
    assert meaning_of(heading) == key
    assert is_heading(heading) is bool(key)


def test_every_word_is_given_to_one_column_only() -> None:
    words = [word for column in ledger_columns() for word in (column.label, *column.words)]
    assert len(words) == len(set(words))


def test_what_is_written_out_is_read_back_as_the_same_field() -> None:
    headings = [column.label for column in exported_columns()]
    found = guess_columns(headings, [()] * len(headings))
    assert list(found.values()) == [column.key for column in exported_columns()]


def test_a_bare_reading_beside_the_owner_is_the_owners() -> None:
    found = guess_columns(("事業所名", "フリガナ", "代表者", "フリガナ"), [()] * 4)
    assert found == {0: "name", 1: "name_kana", 2: "owner_name", 3: "owner_kana"}


def test_no_meaning_is_given_twice() -> None:
    assert guess_columns(("事業所名", "屋号", "電話", "TEL"), [()] * 4) == {0: "name", 2: "phone"}


def test_a_lone_name_column_is_the_business_itself() -> None:
    assert guess_columns(("氏名", "電話"), [()] * 2) == {0: "name", 1: "phone"}


def test_without_headings_the_values_tell() -> None:
    samples = [
        ("1", "2"),
        ("株式会社さくら製麺", "うめ商店"),
        ("サクラセイメン", "ウメ"),
        ("8070005002894",),
        ("370-3511", "3703512"),
        ("群馬県高崎市金古町1234", "高崎市足門町5"),
        ("027-373-0000", "090-1234-5678"),
        ("027-373-0001",),
        ("a@example.jp",),
        ("桜井 花子", "梅田　太郎"),
        (),
    ]
    assert guess_columns(("",) * len(samples), samples) == {
        1: "name",
        2: "name_kana",
        3: "corporate_number",
        4: "postcode",
        5: "address",
        6: "phone",
        7: "fax",
        8: "email",
        9: "owner_name",
    }


def test_a_column_that_says_something_unknown_is_left_to_a_person() -> None:
    assert guess_columns(("事業所名", "緊急連絡網"), [("さくら",), ("027-373-0000",)]) == {
        0: "name"
    }


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("資本金", 1), ("資本金（円）", 1), ("資本金（千円）", 1_000), ("資本金(万円)", 10_000),
     ("資本金（百万円）", 1_000_000)],
)  # fmt: skip
def test_the_heading_says_the_unit_of_an_amount(heading: str, unit: int) -> None:
    assert unit_of(heading) == unit


def test_a_ledger_is_remembered_by_its_set_of_headings() -> None:
    assert headings_key(["電話", "事業所名", ""]) == headings_key(["事業所名", "電 話", "電話"])
    assert headings_key(["電話"]) != headings_key(["FAX"])


def test_what_is_missing_next_time_is_said() -> None:
    remembered = {"店の名": "name", "TEL": "phone", "印": ""}
    found = recall(("印", "店の名", "新しい列"), remembered)
    assert found.columns == {1: "name"}
    assert found.missing == ("TEL",)
