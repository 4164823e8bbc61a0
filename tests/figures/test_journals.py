"""Journals summed into accounts: three products, one answer; what is unknown is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.figures.files import A_YEAR, OPENING, freee, local_benchmark, money_forward, yayoi

from banso.core.tables import Sheet, read_sheets
from banso.figures.rules.account_names import meanings, shipped_names
from banso.figures.rules.accounts import Form, accounts
from banso.figures.rules.journals import draft_of, read_journal, totals_from, totals_of
from banso.figures.rules.local_benchmark import read_local_benchmark

YEAR = (date(2025, 4, 1), date(2026, 3, 31))
INCOME = {
    "sales": 1_200_000,
    "purchases": 500_000,
    "closing_inventory": 80_000,
    "wages": 300_000,
    "depreciation": 100_000,
}


def sheet_of(content: bytes, folder: Path, name: str = "journal.csv") -> Sheet:
    path = folder / name
    path.write_bytes(content)
    return read_sheets(path).sheets[0]


def codes_of(names: tuple[str, ...]) -> dict[str, str]:
    return {one.name: one.code for one in meanings(names, {})}


@pytest.mark.parametrize(
    ("content", "product", "tax"),
    [
        (yayoi(A_YEAR), "弥生会計（仕訳日記帳）", "消費税の区分は見当たりません"),
        (money_forward(A_YEAR), "マネーフォワード（仕訳帳）", "税込のまま集計しました"),
        (freee(A_YEAR), "freee（仕訳帳）", "消費税の区分は見当たりません"),
    ],
)
def test_three_products_give_one_answer(
    tmp_path: Path, content: bytes, product: str, tax: str
) -> None:
    journal = read_journal(sheet_of(content, tmp_path))
    assert journal is not None
    totals = totals_of(journal)
    draft = draft_of(totals, codes_of(totals.names), YEAR, Form.CORPORATION)
    assert (totals.product, totals.has_opening, totals.problems) == (product, False, ())
    assert tax in totals.tax
    assert (draft.amounts, draft.is_income_only) == (INCOME, True)
    assert draft.as_statement().total_assets is None


def test_opening_entries_make_a_balance_sheet_that_balances(tmp_path: Path) -> None:
    journal = read_journal(sheet_of(yayoi([*OPENING, *A_YEAR]), tmp_path))
    assert journal is not None
    totals = totals_of(journal)
    draft = draft_of(totals, codes_of(totals.names), YEAR, Form.CORPORATION)
    statement = draft.as_statement()
    assert totals.has_opening
    assert (
        statement.cash,
        statement.total_assets,
        statement.net_assets,
        statement.balance_gap,
    ) == (
        1_800_000,
        2_180_000,
        1_680_000,
        0,
    )


def test_only_the_days_of_the_period_are_summed(tmp_path: Path) -> None:
    journal = read_journal(sheet_of(freee(A_YEAR), tmp_path))
    assert journal is not None
    totals = totals_of(journal)
    half = (date(2025, 4, 1), date(2025, 5, 31))
    draft = draft_of(totals, codes_of(totals.names), half, Form.CORPORATION)
    assert draft.amounts == {"sales": 1_200_000, "purchases": 500_000}
    assert totals.span == (date(2025, 4, 10), date(2026, 3, 31))


def test_the_years_end_transfer_is_left_out_and_said(tmp_path: Path) -> None:
    entries = [*A_YEAR, ("2026/03/31", "売上高", "損益", 1_200_000, "決算振替")]
    journal = read_journal(sheet_of(yayoi(entries), tmp_path))
    assert journal is not None
    totals = totals_of(journal)
    assert totals.left_out == ("「損益」への振替 1行",)
    assert draft_of(totals, codes_of(totals.names), YEAR, Form.CORPORATION).amounts == INCOME


def test_compound_entries_and_era_days_are_read_and_broken_rows_are_named(tmp_path: Path) -> None:
    rows = yayoi([("R.07/04/10", "現金", "", 300, ""), ("R.07/04/10", "", "売上高", 300, "")])
    broken = yayoi(
        [("きのう", "現金", "売上高", 1, ""), ("2025/04/11", "", "", 5, "")], flag="2100"
    )
    journal = read_journal(sheet_of(rows + broken, tmp_path))
    assert journal is not None
    assert [(line.account, line.amount) for line in journal.lines] == [
        ("現金", 300),
        ("売上高", -300),
    ]
    assert [one.place for one in journal.problems] == ["3行目", "4行目"]


def test_a_row_with_too_few_columns_is_refused_by_its_number(tmp_path: Path) -> None:
    whole = freee(A_YEAR).decode("utf-8-sig").splitlines()
    whole[2] = ",".join(whole[2].split(",")[:12])
    journal = read_journal(sheet_of("\n".join(whole).encode(), tmp_path))
    assert journal is not None
    assert [(one.place, one.words) for one in journal.problems] == [
        ("3行目", "列が足りません（18列のところ、11列）。")
    ]


def test_debits_that_are_not_credits_are_said_by_day(tmp_path: Path) -> None:
    journal = read_journal(
        sheet_of(yayoi([*A_YEAR, ("2025/08/01", "旅費交通費", "", 7_000, "")]), tmp_path)
    )
    assert journal is not None
    totals = totals_of(journal)
    assert (totals.gap, totals.unbalanced) == (7_000, [(date(2025, 8, 1), 7_000)])
    balanced = read_journal(sheet_of(yayoi([*OPENING, *A_YEAR]), tmp_path))
    assert balanced is not None
    assert totals_of(balanced).unbalanced == []


def test_a_name_nobody_knows_is_guessed_and_asked(tmp_path: Path) -> None:
    named = meanings(
        ["普通預金", "給料手当て", "ポイント引当"], {"ポイント引当": "other_current_liabilities"}
    )
    assert [(one.code, one.is_settled) for one in named] == [
        ("deposits", True),
        ("wages", False),
        ("other_current_liabilities", True),
    ]


def test_every_shipped_name_means_a_line_of_ours() -> None:
    assert set(shipped_names().values()) <= set(accounts())


def test_totals_are_kept_and_read_back(tmp_path: Path) -> None:
    journal = read_journal(sheet_of(yayoi(A_YEAR), tmp_path))
    assert journal is not None
    totals = totals_of(journal)
    assert totals_from(totals.as_json()) == totals


def test_any_other_table_is_no_journal(tmp_path: Path) -> None:
    sheet = sheet_of("品名,数量\nうどん,3\n".encode(), tmp_path)
    assert read_journal(sheet) is None
    assert read_local_benchmark(sheet) is None


def test_the_ministrys_sheet_is_read_by_its_labels_as_an_outline(tmp_path: Path) -> None:
    drafts = read_local_benchmark(sheet_of(local_benchmark(tmp_path), tmp_path, "locaben2.xlsx"))
    assert drafts is not None
    last = drafts[-1]
    assert [(one.starts_on, one.ends_on) for one in drafts] == [
        (date(2023, 4, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date(2025, 3, 31)),
        (date(2025, 4, 1), date(2026, 3, 31)),
    ]
    assert (last.is_outline, last.employees, drafts[1].amounts["operating_profit"]) == (
        True,
        5,
        -200_000,
    )
    statement = last.as_statement()
    assert (statement.sales, statement.cash, statement.loans, statement.liabilities) == (
        48_000_000,
        6_000_000,
        10_000_000,
        12_500_000,
    )
    assert statement.balance_gap == 0
