"""Cells and rows of a ledger: what is read, refused, or kept out with a remark."""

from __future__ import annotations

from datetime import date

import pytest

from banso.core.tables import TableRow
from banso.registry.rules.addresses import SplitAddress, split_address
from banso.registry.rules.ledger_cells import CellReader, OfficeWords, Read, form_in, serial_day
from banso.registry.rules.ledger_csv import defused, undefused
from banso.registry.rules.ledger_rows import LedgerRow, joined_rows, read_row

OFFICE = OfficeWords(
    date(2026, 11, 20), districts={"第1地区": 1}, advisers={"佐藤サクラ": 7, "佐藤": 7}
)


def read(key: str, text: str, unit: int = 1) -> Read:
    return CellReader(OFFICE).read(key, text, unit=unit)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", "㈱さくら製麺", "㈱さくら製麺"),
        ("name", "さくら\n製麺", "さくら 製麺"),
        ("name", "=1+1", "=1+1"),
        ("name_kana", "ｻｸﾗｾｲﾒﾝ", "サクラセイメン"),
        ("owner_kana", "さくらい はなこ", "サクライ ハナコ"),
        ("corporate_number", "T8070005002894", "8070005002894"),
        ("member_number", "００１２", "0012"),
        ("legal_form", "株式会社", "corporation"),
        ("legal_form", "個人事業", "sole-proprietor"),
        ("postcode", "〒３７０３５１１", "370-3511"),
        ("postcode", "600001", "060-0001"),
        ("phone", "０２７（３７３）００００", "027-373-0000"),
        ("phone", "273730000", "027-373-0000"),
        ("phone", "027-373-0000 内線12", "027-373-0000 内線12"),
        ("website", "example.jp/さくら", "https://example.jp/さくら"),
        ("district", "第１地区", 1),
        ("adviser", "佐藤　さくら", 7),
        ("adviser", "佐藤", 7),
        ("membership", "○", "member"),
        ("membership", "非会員", "non-member"),
        ("industry_code", "9", "09"),
        ("industry_code", "E09", "09"),
        ("industry_code", "09 食料品製造業", "09"),
        ("industry_code", "飲食料品小売業", "58"),
        ("capital_yen", "¥3,000,000", 3_000_000),
        ("capital_yen", "1,000万", 10_000_000),
        ("founded_year", "昭和43年4月1日", 1968),
        ("founded_year", "S43.4", 1968),
        ("founded_year", "1968-04-01", 1968),
        ("founded_year", "24929", 1968),
        ("owner_birth_year", "昭和40年生まれ", 1965),
        ("full_time", "４人", 4),
        ("full_time", "0", 0),
        ("successor", "なし", "none"),
        ("note", "1行目\n2行目", "1行目\n2行目"),
    ],
)
def test_a_cell_is_read_as_its_field(key: str, text: str, value: object) -> None:
    assert read(key, text) == Read(value)


def test_an_amount_takes_the_unit_of_its_heading_unless_it_has_its_own() -> None:
    assert read("capital_yen", "3,000", 1_000).value == 3_000_000
    assert read("capital_yen", "300万円", 1_000).value == 3_000_000


@pytest.mark.parametrize(
    ("key", "text"),
    [("capital_yen", "-"), ("full_time", "不明"), ("founded_year", "なし"), ("phone", "なし")],
)
def test_a_word_for_unknown_is_blank_and_never_zero(key: str, text: str) -> None:
    assert read(key, text) == Read()


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("corporate_number", "1234567890123", "検査用数字"),
        ("corporate_number", "12345", "13桁"),
        ("public_id", "17", "管理番号が正しくありません"),
        ("name", "あ" * 121, "事業者名が長すぎます"),
        ("member_number", "1" * 41, "会員番号が長すぎます"),
    ],
)
def test_what_tells_who_a_business_is_must_be_right(key: str, text: str, said: str) -> None:
    found = read(key, text)
    assert said in found.problem
    assert (found.value, found.remark) == (None, "")


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("phone", "03", "「03」は取り込みません。"),
        ("postcode", "12", "郵便番号は7桁"),
        ("email", "さくら", "メールアドレスの形ではありません"),
        ("industry_code", "ラーメン", "中分類"),
        ("industry_code", "00", "日本標準産業分類にありません"),
        ("capital_yen", "三百万", "金額として読めません"),
        ("capital_yen", "△100", "0以上"),
        ("full_time", "2.5", "人数を数字で"),
        ("founded_year", "令和20年", "先の年"),
        ("owner_birth_year", "1850", "扱えません"),
        ("district", "第9地区", "この名前の地区はありません"),
        ("adviser", "鈴木", "この名前の経営指導員はいません"),
        ("membership", "どうだろう", "「会員」か「非会員」"),
        ("street", "あ" * 121, "長すぎます"),
    ],
)
def test_other_unreadable_cells_stay_out_with_a_remark(key: str, text: str, said: str) -> None:
    found = read(key, text)
    assert said in found.remark
    assert (found.value, found.problem) == (None, "")


def test_of_several_telephones_the_first_comes_in_and_the_others_are_said() -> None:
    assert read("phone", "027-373-0000 / 090-1111-2222") == Read(
        "027-373-0000",
        remark="「027-373-0000 / 090-1111-2222」のうち、初めの番号だけを取り込みます。",
    )


@pytest.mark.parametrize(
    ("key", "text", "year", "why"),
    [
        ("owner_birth_year", "1980/2/30", 1980,
         "1980年2月30日はありません（1980年の2月は29日まで）。"),
        ("owner_birth_year", "S40/13/1", 1965, "昭和40年13月1日はありません（月は1から12まで）。"),
        ("founded_year", "平成元年1月1日", 1989,
         "平成元年1月1日はありません（平成は平成元年1月8日から）。昭和64年1月1日ではありませんか。"),
    ],
)  # fmt: skip
def test_of_a_day_that_does_not_exist_the_year_is_kept_and_it_is_said(
    key: str, text: str, year: int, why: str
) -> None:
    assert read(key, text) == Read(year, remark=f"「{text}」のうち、年だけを取り込みます。{why}")


def test_a_wide_class_of_industries_is_refused_with_what_to_write_instead() -> None:
    assert read("industry_code", "小売業") == Read(
        remark="「小売業」は取り込みません。小売業は大きな区分なので、日本標準産業分類の中分類"
        "（56 各種商品小売業、57 織物・衣服・身の回り品小売業、58 飲食料品小売業、"
        "59 機械器具小売業、60 その他の小売業、61 無店舗小売業）で書いてください。"
    )
    assert "75 宿泊業、76 飲食店、77" in read("industry_code", "飲食店・宿泊業").remark
    assert "12 木材・木製品製造業" in read("industry_code", "製造業").remark
    assert "など）で書いてください。" in read("industry_code", "製造業").remark
    assert read("industry_code", "飲食店") == Read("76")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ｶ)ﾐﾔﾏ", "corporation"),
        ("ミヤマ(カ", "corporation"),
        ("ミヤマ（カ）", "corporation"),
        ("ユ）ﾐﾔﾏ", "corporation"),
        ("ﾐﾔﾏ(ﾕ", "corporation"),
        ("ド)ミヤマ", "corporation"),
        ("ミヤマ", ""),
        ("カ)", ""),
        ("カフェ(ユリ)", ""),
        ("めがねのカ)の店", ""),
    ],
)
def test_the_mark_a_bank_writes_for_a_legal_form_tells_a_corporation(name: str, form: str) -> None:
    assert form_in(name) == form


def test_an_excel_serial_is_its_day() -> None:
    assert serial_day("45748") == date(2025, 4, 1)
    assert serial_day("1968") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("群馬県高崎市金古町1234", ("群馬県", "高崎市", "金古町1234", "")),
        ("群馬県高崎市金古町1-2 桜ビル2F", ("群馬県", "高崎市", "金古町1-2", "桜ビル2F")),
        ("高崎市金古町１２３４番地", ("", "高崎市", "金古町１２３４番地", "")),
        ("金古町1234", ("", "", "金古町1234", "")),
        ("群馬県北群馬郡榛東村新井1", ("群馬県", "北群馬郡榛東村", "新井1", "")),
        ("三重県四日市市諏訪町1-5", ("三重県", "四日市市", "諏訪町1-5", "")),
        ("東京都町田市森野2-2", ("東京都", "町田市", "森野2-2", "")),
        ("福島県郡山市朝日1", ("福島県", "郡山市", "朝日1", "")),
        ("神奈川県横浜市中区本町6", ("神奈川県", "横浜市中区", "本町6", "")),
        ("東京都千代田区丸の内1", ("東京都", "千代田区", "丸の内1", "")),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert split_address(text) == SplitAddress(*parts)


def test_a_missing_prefecture_comes_from_the_postcode() -> None:
    found = split_address("高崎市金古町1234", postcode="370-3511")
    assert (found.prefecture, found.city, found.street) == ("群馬県", "高崎市", "金古町1234")
    assert split_address("前橋市大手町1", postcode="370-3511").prefecture == ""


def row_of(cells: tuple[str, ...], *keys: str) -> LedgerRow:
    columns = dict(enumerate(keys))
    return read_row(TableRow(2, cells), [], columns, {}, CellReader(OFFICE))


def test_a_row_is_read_whole() -> None:
    row = row_of(
        ("㈱さくら製麺", "高崎市金古町1-2", "ABCビル", "", "ラーメン"),
        "name", "address", "address_rest", "phone", "industry_code",
    )  # fmt: skip
    assert row.values == {
        "name": "㈱さくら製麺",
        "city": "高崎市",
        "street": "金古町1-2",
        "building": "ABCビル",
        "legal_form": "corporation",
        "line_of_business": "ラーメン",
    }
    assert row.blank == ("phone",)
    assert row.remarks[-1] == "業種の言葉は「事業の内容」に入れました。"
    assert not row.problems


def test_a_second_address_column_goes_on_where_there_is_no_number_yet() -> None:
    row = row_of(("さくら", "高崎市", "金古町1-2"), "name", "address", "address_rest")
    assert (row.values["city"], row.values["street"]) == ("高崎市", "金古町1-2")


def test_a_sole_proprietor_with_a_corporate_number_is_refused() -> None:
    row = row_of(("さくら", "個人", "8070005002894"), "name", "legal_form", "corporate_number")
    assert row.problems == [
        "法人・個人：個人事業主に法人番号はありません。どちらかを直してください。"
    ]


CONTINUED = {0: "name", 1: "phone", 2: "note", 3: "district"}


def test_a_row_that_only_goes_on_is_joined_to_the_one_above() -> None:
    rows = [
        TableRow(2, ("さくら", "027-373-0000", "メモ", "第1地区")),
        TableRow(3, ("", "", "つづき", "第1地区")),  # the district is merged over both rows
        TableRow(4, ("うめ", "", "", "第1地区")),
    ]
    joined = joined_rows(rows, CONTINUED)
    assert [(row.number, numbers) for row, numbers in joined] == [(2, [3]), (4, [])]
    assert joined[0][0].cells == ("さくら", "027-373-0000", "メモ\nつづき", "第1地区")
    row = read_row(*joined[0], CONTINUED, {}, CellReader(OFFICE))
    assert row.values["note"] == "メモ\nつづき"
    assert "3行目は、この行の続きとして読みました。" in row.remarks


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("owner_name", "桜井 次郎"),
        ("phone", "090-1111-2222"),
        ("member_number", "13"),
        ("corporate_number", "8070005002894"),
        ("postcode", "370-3511"),
        ("founded_year", "S43.4.1"),
        ("full_time", "4"),
        ("email", "ume@example.jp"),
    ],
)
def test_a_row_with_particulars_of_its_own_never_goes_on_with_the_one_above(
    key: str, cell: str
) -> None:
    rows = [TableRow(2, ("さくら", "", "メモ")), TableRow(3, ("", cell, "つづき"))]
    joined = joined_rows(rows, {0: "name", 1: key, 2: "note"})
    assert [(row.cells, numbers) for row, numbers in joined] == [
        (("さくら", "", "メモ"), []), (("", cell, "つづき"), []),
    ]  # fmt: skip


def test_an_excel_error_is_no_value_and_no_blank() -> None:
    columns = {0: "name", 1: "phone", 2: "member_number", 3: "note"}
    rows = [
        TableRow(2, ("さくら", "", "", "")),
        TableRow(3, ("", "#REF!", "", "メモ"), errors=frozenset({0, 2})),
    ]
    second = joined_rows(rows, columns)[1]
    row = read_row(*second, columns, {}, CellReader(OFFICE))
    assert (row.values, row.blank) == ({"note": "メモ"}, ())
    assert row.errors == ("name", "phone", "member_number")
    assert row.remarks == ["電話：Excel のエラーになっているので取り込みません。"]
    assert row.problems == ["会員番号：Excel のエラーになっています。"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-5", "@x", "'=1", "'", "''", "さくら", "", "\t=1", "a=1", "'さくら"]
)
def test_the_guard_before_a_formula_comes_off_exactly(text: str) -> None:
    assert undefused(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t"))
