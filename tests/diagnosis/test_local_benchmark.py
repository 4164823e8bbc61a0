"""Points beside the industry: sixty published cases, the page's example, newer tables."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import (
    FIRST,
    example_rows,
    joined_statements,
    sakura,
    statement,
)

from banso.diagnosis.rules.local_benchmark import standards as shipped
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.local_benchmark.points import (
    benchmark,
    benchmarks,
    grade_of,
    points_of,
    radar,
)
from banso.diagnosis.rules.local_benchmark.standards import (
    MEDIUM,
    SIZES,
    SMALL,
    read_standards,
    shipped_standards,
)
from banso.diagnosis.rules.local_benchmark.trades import size_for, trade_for, trades
from banso.diagnosis.rules.terms import terms_of
from banso.figures.rules.statement import Statement
from banso.registry.rules.industries import industries

HERE = Path(__file__).parent
NOODLES = shipped_standards()[("0301_食料品・飼料・飲料製造業", SMALL)]
SHIPPED = Path(shipped.__file__).with_name("standards.csv").read_text("utf-8")


def published() -> list[dict[str, str]]:
    with (HERE / "benchmark_points.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def test_the_sixty_published_points_come_out_as_published() -> None:
    better = {one.key: one.higher_is_better for one in scheme().indicators}
    wrong = [
        row
        for row in published()
        if points_of(
            Decimal(row["value"]),
            shipped_standards()[(row["industry"], row["scale"])].cuts[row["indicator"]],
            higher_is_better=better[row["indicator"]],
        )
        != int(row["points"])
    ]
    assert not wrong
    assert len(published()) == 60


@pytest.mark.parametrize("row", example_rows("local-benchmark.md"), ids=lambda row: row[0])
def test_the_example_of_the_page_is_what_we_compute(row: list[str]) -> None:
    found = benchmark(terms_of(sakura())[-1], NOODLES)
    line = next(line for line in found.lines if line.indicator.ja == row[0])
    median = line.indicator.formula.unit.write(line.median)
    assert [line.reading.words, median, str(line.points)] == row[1:]


def test_the_page_names_the_formulas_of_the_file() -> None:
    rows = example_rows("local-benchmark.md", "指標と良い向き")
    assert [row[:2] for row in rows] == [[one.ja, one.in_words] for one in scheme().indicators]
    assert [row[2] == "高い" for row in rows] == [
        one.higher_is_better for one in scheme().indicators
    ]


def test_three_periods_are_shown_and_the_first_says_what_is_left_out() -> None:
    found = benchmarks(terms_of(sakura()), NOODLES)
    assert [(one.total, one.out_of, one.grade) for one in found] == [
        (21, 25, "A〜B"),
        (22, 30, "B"),
        (19, 30, "B"),
    ]
    assert found[0].words == (
        "25点満点中21点（総合評価 A〜B）。"
        "売上増加率は算出不可（前期の決算がない）のため合計に入れていません。"
    )
    assert [line.points for line in radar(found)] == [
        (None, 5, 3, 5, 4, 4),
        (3, 4, 3, 4, 4, 4),
        (3, 3, 3, 3, 4, 3),
    ]
    assert radar(found)[2].label == "令和8年3月期"


def test_earnings_of_nothing_leave_the_multiple_out() -> None:
    poor = terms_of([statement(FIRST | {"sales": 30_000_000})])[0]
    found = benchmark(poor, NOODLES)
    assert found.left_out[1].reading.reason == "EBITDA（営業利益＋減価償却費）が0以下"


def test_more_cash_than_loans_is_the_best() -> None:
    rich = terms_of([statement(FIRST | {"deposits": 40_000_000})])[0]
    line = benchmark(rich, NOODLES).lines[3]
    assert (line.reading.words, line.points) == ("△6.4倍", 5)


def test_nothing_known_is_no_grade() -> None:
    found = benchmark(terms_of([statement({})])[0], NOODLES)
    assert (found.total, found.out_of, found.grade) == (None, 0, "算出不可")
    assert found.words == "6つの指標がどれも算出不可のため、評点はありません。"


def test_the_grades_begin_where_the_file_says() -> None:
    assert [grade_of(total) for total in (30, 24, 23, 18, 17, 12, 11, 0)] == list("AABBCCDD")


@given(st.decimals(-(10**6), 10**6, places=4), st.decimals(0, 10**5, places=4))
def test_points_never_fall_when_a_value_gets_better(value: Decimal, step: Decimal) -> None:
    for one in scheme().indicators:
        cuts, higher = NOODLES.cuts[one.key], one.higher_is_better
        better = value + step if higher else value - step
        assert points_of(better, cuts, higher_is_better=higher) >= points_of(
            value, cuts, higher_is_better=higher
        )


@given(joined_statements())
def test_no_accounts_whatever_make_it_fail(statements: list[Statement]) -> None:
    for found in benchmarks(terms_of(statements), NOODLES):
        assert found.words.endswith("。")
        known = [line.points for line in found.lines if line.points is not None]
        assert (found.total or 0) == sum(known)
        assert all((line.points is None) != line.reading.is_known for line in found.lines)


def test_every_industry_has_a_row_but_the_public_ones() -> None:
    rows = {trade for trade, _ in shipped_standards()}
    assert set(trades().values()) == rows
    assert [one.code for one in industries() if trade_for(one.code) is None] == ["97", "98", "99"]


@pytest.mark.parametrize(
    ("code", "trade"),
    [
        ("0971", "0301_食料品・飼料・飲料製造業"),
        ("79", "1006_その他のサービス業"),
        ("791", "1301_観光業"),
        ("7911", "1301_観光業"),
        ("53", "0404_その他の卸売業"),
        ("532", "0401_化学製品卸売業"),
    ],
)
def test_a_finer_code_goes_before_its_group(code: str, trade: str) -> None:
    assert trade_for(code) == trade


def test_the_size_follows_the_law_and_unknown_stays_unknown() -> None:
    assert [size_for(small) for small in (True, False, None)] == [SMALL, MEDIUM, None]


def test_the_shipped_table_has_both_sizes_of_twenty_seven_trades() -> None:
    assert len(shipped_standards()) == 54
    assert {size for _, size in shipped_standards()} == set(SIZES)
    assert scheme().source.startswith("出典：経済産業省")


def cell(line: int, column: int, text: str) -> Callable[[list[list[str]]], None]:
    def changed(rows: list[list[str]]) -> None:
        rows[line][column] = text

    return changed


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (cell(0, 4, "標準"), "1行目：列が足りません（売上増加率_標準偏差）。"),
        (cell(3, 3, "-"), "4行目：数でないところがあります（売上増加率_中央値）。"),
        (cell(3, 3, "NaN"), "4行目：数でないところがあります（売上増加率_中央値）。"),
        (
            cell(2, 2, "大規模"),
            "3行目：事業規模「大規模」は小規模事業者か中規模事業者にしてください。",
        ),
        (cell(2, 2, MEDIUM), "3行目：「0101_農業」の中規模事業者が2回出てきます。"),
        (cell(1, 5, "9"), "2行目：売上増加率の基準値ⅰ〜ⅳが、良い方から順に並んでいません。"),
        (
            cell(1, 23, "0"),
            "2行目：EBITDA有利子負債倍率の基準値ⅰ〜ⅳが、良い方から順に並んでいません。",
        ),
        (
            lambda rows: rows.pop(),
            "「1400_その他業種」に小規模事業者と中規模事業者の両方がそろっていません。",
        ),
        (lambda rows: rows.__delitem__(slice(1, None)), "基準値の行が1行もありません。"),
    ],
)  # fmt: skip
def test_a_newer_table_with_a_fault_is_refused_with_its_line(
    change: Callable[[list[list[str]]], None], problem: str
) -> None:
    rows = list(csv.reader(SHIPPED.splitlines()))
    change(rows)
    standards, problems = read_standards("\n".join(",".join(row) for row in rows))
    assert (standards, problems[0]) == ({}, problem)


def test_a_newer_table_may_bear_a_byte_order_mark_and_blank_lines() -> None:
    standards, problems = read_standards("\ufeff" + SHIPPED + "\n\n")
    assert (standards, problems) == (shipped_standards(), ())
    assert read_standards("")[1][0].startswith("1行目：列が足りません")
