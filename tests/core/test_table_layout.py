"""Finding the table in a sheet: titles, headings, merged cells, totals."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from banso.core.tables import Sheet, SheetRow, Table, lay_out
from banso.core.tables.sheets import Span

KNOWN = {
    "番号",
    "事業所名",
    "氏名",
    "フリガナ",
    "代表者",
    "電話",
    "住所",
    "常用",
    "パート",
    "従業員",
}
Rows = Sequence[Sequence[str]]


def laid_out(rows: Rows, *, merged: tuple[Span, ...] = (), hidden: set[int] | None = None) -> Table:
    """The table of a sheet; a row of nothing is a blank one, and counts."""
    numbered = [
        SheetRow(number, tuple(row), number in (hidden or set()))
        for number, row in enumerate(rows, start=1)
    ]
    sheet = Sheet("名簿", tuple(row for row in numbered if not row.is_blank), merged=merged)
    return lay_out(sheet, KNOWN.__contains__)


def body(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in table.rows]


def test_a_plain_table_is_its_headings_and_rows() -> None:
    table = laid_out([("番号", "事業所名"), ("1", "さくら"), ("2", "うめ")])
    assert table.headings == ("番号", "事業所名")
    assert body(table) == [(2, ("1", "さくら")), (3, ("2", "うめ"))]
    assert table.remarks == ()


def test_titles_above_and_totals_below_are_left_out() -> None:
    table = laid_out(
        [
            ("令和8年度 会員名簿", "", ""),
            (),
            ("作成：総務", "", "R8.4.1"),
            ("番号", "事業所名", "常用"),
            ("1", "さくら", "4"),
            ("2", "うめ", "1"),
            ("", "合計", "5"),
            ("以上", "", ""),
        ]
    )
    assert table.headings == ("番号", "事業所名", "常用")
    assert body(table) == [(5, ("1", "さくら", "4")), (6, ("2", "うめ", "1"))]
    assert table.remarks == (
        "4行目より上は、表題として読みとばしました。",
        "合計などの行を除きました（7、8行目）。",
    )


def test_a_group_merged_above_is_put_before_its_headings() -> None:
    table = laid_out(
        [
            ("事業所名", "代表者", "", "従業員", ""),
            ("事業所名", "氏名", "フリガナ", "常用", "パート"),
            ("さくら", "桜井 花子", "サクライ", "4", "2"),
        ],
        merged=((0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)),
    )
    assert table.headings == (
        "事業所名", "代表者 氏名", "代表者 フリガナ", "従業員 常用", "従業員 パート",
    )  # fmt: skip
    assert body(table) == [(3, ("さくら", "桜井 花子", "サクライ", "4", "2"))]
    assert table.remarks == ("見出しは1行目と2行目の2行として読みました。",)


def test_a_group_reaches_over_its_columns_also_where_nothing_is_merged() -> None:
    table = laid_out(
        [
            ("番号", "代表者", "", "住所"),
            ("", "氏名", "フリガナ", ""),
            ("1", "桜井 花子", "サクライ", "金古町"),
        ]
    )
    assert table.headings == ("番号", "代表者 氏名", "代表者 フリガナ", "住所")


def test_a_sheet_without_headings_is_read_as_rows_alone() -> None:
    table = laid_out([("1", "さくら", "027-373-0000"), ("2", "うめ", "027-373-0001")])
    assert not table.has_headings
    assert [row.number for row in table.rows] == [1, 2]
    assert table.remarks[0].startswith("見出しの行がない")


def test_unknown_headings_are_known_by_standing_over_values() -> None:
    table = laid_out([("甲", "乙", "丙"), ("1", "さくら", "4"), ("2", "うめ", "1")])
    assert table.headings == ("甲", "乙", "丙")
    assert len(table.rows) == 2


def test_a_cell_merged_downwards_counts_for_each_of_its_rows() -> None:
    table = laid_out(
        [("住所", "事業所名"), ("第1地区", "さくら"), ("", "うめ"), ("第2地区", "もも")],
        merged=((1, 0, 2, 0),),
    )
    assert [row.cells for row in table.rows] == [
        ("第1地区", "さくら"),
        ("第1地区", "うめ"),
        ("第2地区", "もも"),
    ]


def test_a_heading_printed_again_on_the_next_page_is_no_row() -> None:
    table = laid_out([("番号", "事業所名"), ("1", "さくら"), ("番号", "事業所名"), ("2", "うめ")])
    assert [row.number for row in table.rows] == [2, 4]
    assert table.remarks == ("くり返しの見出しの行を除きました（3行目）。",)


def test_hidden_rows_are_read_and_said() -> None:
    table = laid_out(
        [("番号", "事業所名"), *((str(n), f"店{n}") for n in range(6))], hidden={3, 4, 5, 6}
    )
    assert len(table.rows) == 6
    assert table.remarks == ("Excel で隠れている行も読みました（3、4、5行目ほか、あわせて4行）。",)


@pytest.mark.parametrize(
    "closing",
    ["以上 8件", "以上", "以　上", "―以上―", "（以上）", "計", "小計", "総計", "件数", "合計８件",
     "合計 1,200名", "合計件数：8件", "以下余白", "（以下余白）", "8件", "全8件"],
)  # fmt: skip
def test_a_line_that_closes_the_list_is_no_row_and_is_said(closing: str) -> None:
    head, ume = ("番号", "事業所名", "電話", "住所"), ("1", "うめ", "027", "")
    table = laid_out([head, ume, ("", closing, "", "")])
    assert body(table) == [(2, ume)]
    assert table.remarks == ("合計などの行を除きました（3行目）。",)


@pytest.mark.parametrize(
    "name", ["合計事務所", "以上商店", "全労済", "8件堂", "余白舎", "計測工房"]
)
def test_a_business_called_after_a_sum_is_no_total(name: str) -> None:
    table = laid_out([("番号", "事業所名", "電話", "住所"), ("", name, "027", "")])
    assert body(table) == [(2, ("", name, "027", ""))]


def test_a_count_beside_anything_else_is_no_total() -> None:
    rows = [("番号", "事業所名", "電話", "住所"), ("", "8社", "027", "")]
    assert len(laid_out(rows).rows) == 1


def test_samples_are_the_first_different_values() -> None:
    table = laid_out([("番号", "住所"), *((str(n), f"町{n // 2}") for n in range(10))])
    assert table.samples(1) == ("町0", "町1", "町2")
    assert Table(("甲",), ()).samples(0) == ()
