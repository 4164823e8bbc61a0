"""A record in the order of the template, and the file of many."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.records.rules.transfer import (
    BREAKS,
    DAY_FORMATS,
    FIXED,
    SOURCES,
    Cell,
    Column,
    RecordFacts,
    as_file,
    codes_missing,
    initial_columns,
    read_columns,
    write_columns,
    write_row,
)

DAY = date(2026, 11, 20)
FACTS = RecordFacts(
    days={"日付": DAY, "次回の予定日": None},
    words={"方法": ("巡回",), "支援テーマ（すべて）": ("SNS", "金融")},
    texts={"事業者名": "㈱さくら製麺", "聞いたこと": "1行目\n  2行目"},
)


def one(**facts: object) -> Cell:
    return write_row([Column(heading="欄", **facts)], FACTS)[0]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("R8.11.20", "R8.11.20"),
        ("令和8年11月20日", "令和8年11月20日"),
        ("2026/11/20", "2026/11/20"),
        ("2026-11-20", "2026-11-20"),
        ("20261120", "20261120"),
    ],
)
def test_a_day_is_written_in_the_form_asked_for(form: str, written: str) -> None:
    assert one(source="日付", day_format=form).text == written
    assert one(source="次回の予定日", day_format=form).text == ""
    assert form in DAY_FORMATS


def test_words_become_codes_and_a_word_without_one_stays_and_is_told() -> None:
    assert one(source="方法", codes=(("巡回", "1"),)) == Cell("欄", "1")
    assert one(source="方法") == Cell("欄", "巡回")
    assert one(source="支援テーマ（すべて）", codes=(("SNS", "8"),)) == Cell(
        "欄", "8、金融", ("「金融」のコードがありません。言葉のまま入れました。",)
    )


@pytest.mark.parametrize(
    ("breaks", "written"),
    [
        ("空白にする", "1行目 2行目"),
        ("残す", "1行目\n  2行目"),
        ("「／」にする", "1行目／2行目"),
        ("つめる", "1行目2行目"),
    ],
)
def test_line_breaks_are_treated_as_asked(breaks: str, written: str) -> None:
    assert breaks in BREAKS
    assert one(source="聞いたこと", breaks=breaks).text == written


def test_a_text_over_the_limit_is_cut_there_and_that_is_told() -> None:
    long = RecordFacts(texts={"聞いたこと": "𠮷" * 30_000})
    [cell] = write_row([Column("内容", "聞いたこと", longest=1_000)], long)
    assert (cell.text, cell.remarks) == ("𠮷" * 1_000, ("30,000字のため、1,000字で切りました。",))
    assert one(source="事業者名", longest=7) == Cell("欄", "㈱さくら製麺"[:7])


def test_a_fixed_text_is_the_same_in_every_record() -> None:
    assert one(source=FIXED, fixed="商工会").text == "商工会"


def test_a_field_that_no_record_knows_any_more_is_left_empty_and_told() -> None:
    cell = one(source="組合員番号")
    assert cell.text == ""
    assert cell.remarks == (
        "ひな形の項目「組合員番号」は、いまの記録にはありません。空欄にしました。",
    )


def test_the_initial_template_asks_only_for_what_records_know() -> None:
    columns = initial_columns()
    assert [column.heading for column in columns][:5] == [
        "実施年月日", "事業者名", "フリガナ", "法人番号", "支援区分",
    ]  # fmt: skip
    assert all(column.is_known for column in columns)
    assert dict(columns[4].codes)["巡回"] == "1"
    assert columns[9].longest == 1_000
    assert columns[0].day_format == "2026/11/20"


word = st.text(
    st.characters(exclude_characters="｜；＝\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1
)


@given(
    st.builds(
        Column,
        heading=word.filter(str.strip),
        source=st.sampled_from(SOURCES),
        day_format=st.just(DAY_FORMATS[0]),
        longest=st.one_of(st.none(), st.integers(1, 4000)),
        breaks=st.sampled_from(BREAKS),
        fixed=st.one_of(st.just(""), word),
        codes=st.lists(st.tuples(word, word), max_size=3).map(tuple),
    )
)
def test_a_column_is_read_as_it_was_written(column: Column) -> None:
    assert read_columns(write_columns([column])) == (column,)


def test_a_broken_line_is_read_as_far_as_it_goes() -> None:
    assert read_columns("見出しだけ\n\n日付｜日付｜月火水｜百｜改行？｜｜巡回") == (
        Column("見出しだけ", ""),
        Column("日付", "日付"),
    )


def test_words_in_use_without_a_code_are_told() -> None:
    columns = [Column("区分", "方法", codes=(("巡回", "1"),)), Column("分野", "方法")]
    assert codes_missing(columns, {"方法": ["巡回", "電話"]}) == (
        "「区分」：「電話」のコードがありません。",
    )


def read_back(content: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(encoding), newline="")))


ROWS = [
    (Cell("名", "𠮷田屋 髙橋㈱"), Cell("話", "=1+1")),
    (Cell("名", "笑顔😀️の店"), Cell("話", '改行\nと"引用"、10〜20')),
]


def test_in_utf8_everything_is_written_and_formulas_are_defused() -> None:
    made = as_file(["名", "話"], ROWS, "utf-8-sig")
    assert made.content.startswith(b"\xef\xbb\xbf")
    assert read_back(made.content, "utf-8-sig") == [
        ["名", "話"],
        ["𠮷田屋 髙橋㈱", "'=1+1"],
        ["笑顔😀️の店", '改行\nと"引用"、10〜20'],
    ]
    assert (made.unwritable, made.defused) == ((), 1)


def test_in_cp932_what_cannot_be_written_becomes_a_geta_and_is_named() -> None:
    made = as_file(["名", "話"], ROWS, "cp932")
    assert read_back(made.content, "cp932") == [
        ["名", "話"],
        ["〓田屋 髙橋㈱", "'=1+1"],
        ["笑顔〓の店", '改行\nと"引用"、10～20'],
    ]
    assert [(one.row, one.heading, one.named) for one in made.unwritable] == [
        (0, "名", "「𠮷」（U+20BB7）"),
        (1, "名", "「😀」（U+1F600）"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_whatever_a_spreadsheet_takes_for_a_formula_is_defused(start: str) -> None:
    made = as_file(["欄"], [(Cell("欄", f"{start}SUM(A1)"),)], "utf-8-sig")
    assert made.defused == 1
    assert read_back(made.content, "utf-8-sig")[1][0].startswith("'")


def test_a_file_of_no_records_has_its_headings() -> None:
    assert as_file(["日付", "=名"], [], "cp932").content.decode("cp932") == "日付,'=名\r\n"
