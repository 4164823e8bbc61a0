"""Ratios over periods: the page's example, published examples, and accounts of any kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import (
    FIRST,
    SECOND,
    THIRD,
    example_rows,
    joined_statements,
    sakura,
    statement,
    worked,
)

from banso.diagnosis.rules.common_size import income_lines
from banso.diagnosis.rules.ratios import GROUPS, ratio_table, ratios
from banso.diagnosis.rules.reading import Reading, Unit, rounded
from banso.diagnosis.rules.terms import FIGURES, terms_of
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement


def last(statements: list[Statement]) -> dict[str, str]:
    """The words of every ratio of the last period."""
    return {line.ratio.key: line.readings[-1].words for line in ratio_table(statements).lines}


def alike(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two values agree in all but the last of their digits."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= (1 + abs(one)) * Decimal("1e-9")


@pytest.mark.parametrize("row", example_rows("ratios.md"), ids=lambda row: row[0])
def test_the_example_of_the_page_is_what_we_compute(row: list[str]) -> None:
    table = ratio_table(sakura())
    line = next(line for line in table.lines if line.ratio.ja == row[0])
    assert [reading.words for reading in line.readings] == row[1:4]
    assert line.move.movement == row[4]


def test_every_ratio_is_on_the_page_with_its_formula() -> None:
    rows = {row[0]: row for row in example_rows("ratios.md", "指標と式")}
    assert {ratio.ja: [ratio.ja, ratio.group, ratio.in_words] for ratio in ratios().values()} == {
        ja: row[:3] for ja, row in rows.items()
    }


def test_every_ratio_has_a_group_and_a_sentence_for_the_owner() -> None:
    assert {ratio.group for ratio in ratios().values()} == set(GROUPS)
    assert all(ratio.means.endswith("。") for ratio in ratios().values())


@pytest.mark.parametrize("who", ["A", "B"])
def test_two_published_businesses_come_out_as_published(who: str) -> None:
    vector = worked("ratio_h23_q9")
    given_, expected = vector["inputs"][who], vector["expected"][who]
    amounts = {
        "sales": given_["売上高"],
        "cost_of_sales": given_["売上原価"],
        "selling_and_admin": given_["売上高"] - given_["売上原価"] - given_["営業利益"],
        "deposits": sum(given_["当座資産"]),
        "other_current_assets": sum(given_["流動資産"]) - sum(given_["当座資産"]),
        "fixed_assets": sum(given_["固定資産"]),
        "current_liabilities": sum(given_["流動負債"]),
        "net_assets": sum(given_["自己資本"]),
    }
    read = {line.ratio.key: line.readings[0] for line in ratio_table([statement(amounts)]).lines}
    percent = {
        key: rounded((read[key].value or Decimal(-1)) * 100, 0)
        for key in ("current_ratio", "quick_ratio", "fixed_ratio", "operating_margin")
    }
    assert percent == {
        "current_ratio": expected["流動比率_%"],
        "quick_ratio": expected["当座比率_%"],
        "fixed_ratio": expected["固定比率_%"],
        "operating_margin": expected["営業利益率_%"],
    }
    turnover = rounded(read["total_assets_turnover"].value or Decimal(0), 2)
    assert turnover == Decimal(str(expected["総資本回転率_回"]))


def test_the_teaching_example_comes_out_as_published() -> None:
    vector = worked("ratio_small_example")
    given_, expected = vector["inputs"], vector["expected"]
    read = last(
        [
            statement(
                {
                    "sales": given_["売上高"],
                    "cost_of_sales": given_["売上原価"],
                    "selling_and_admin": given_["販管費"],
                    "deposits": given_["当座資産"],
                    "inventories": given_["棚卸資産"],
                    "machinery": given_["固定資産"],
                    "accounts_payable": given_["流動負債"],
                    "long_term_loans": given_["固定負債"],
                    "capital": given_["自己資本"],
                }
            )
        ]
    )
    assert (read["operating_margin"], read["current_ratio"], read["fixed_ratio"]) == (
        f"{expected['売上利益率_%']}.0%",
        f"{expected['流動比率_%']}.0%",
        f"{expected['固定比率_%']}.0%",
    )
    assert (read["quick_ratio"], expected["当座比率_%"]) == ("57.1%", 57)
    assert (read["fixed_long_term_ratio"], expected["固定長期適合率_%"]) == ("100.0%", 100)
    assert (read["equity_ratio"], expected["自己資本比率_%"]) == ("20.0%", 20)


def test_the_common_size_example_comes_out_as_published() -> None:
    vector = worked("commonsize_pl")
    given_, expected = vector["inputs"], vector["expected"]
    thousandths = {
        "sales": given_["売上高"],
        "cost_of_sales": given_["売上原価"],
        "selling_and_admin": given_["販管費"],
        "other_income": given_["営業外収益"],
        "other_expenses": given_["営業外費用"],
        "extraordinary_income": given_["特別利益"],
        "extraordinary_expenses": given_["特別損失"],
        "income_taxes": given_["法人税等"] + given_["法人税等調整額"],
    }
    # The example's 営業利益 of 6 and its 経常利益 of 4.5 are 18 − 12 and 6 + 3.5 − 5.
    (term,) = terms_of([statement({key: int(one * 1000) for key, one in thousandths.items()})])
    lines = {line.ja: line.of_sales.value for line in income_lines(term)}
    assert {ja: lines[ja] for ja in ("売上総利益", "営業利益", "経常利益", "当期純利益")} == {
        ja: Decimal(str(expected[ja])) / 100
        for ja in ("売上総利益", "営業利益", "経常利益", "当期純利益")
    }
    assert lines["税引前当期純利益"] == Decimal(str(expected["税引前"])) / 100


def test_each_line_is_held_against_the_period_before() -> None:
    terms = terms_of(sakura())
    lines = {line.name: line for line in income_lines(terms[2])}
    assert lines["sales"].on_before.words == "98.0%"
    assert lines["operating_profit"].amount == -700_000
    assert lines["operating_profit"].on_before.words == "△38.9%"
    assert lines["extraordinary_income"].on_before.words == (
        "算出不可（当期の特別利益がわからない）"
    )
    assert income_lines(terms[0])[0].on_before.words == "算出不可（前期の決算がない）"


def test_a_line_that_was_nothing_before_cannot_be_compared() -> None:
    years = [statement(FIRST | {"other_income_lines": 0}, date(2025, 3, 31))]
    years.append(statement(FIRST | {"other_income_lines": 5}))
    lines = {line.name: line for line in income_lines(terms_of(years)[1])}
    assert lines["other_income"].on_before.words == "算出不可（前期の営業外収益が0）"


@pytest.mark.parametrize(
    ("amounts", "key", "words"),
    [
        ({**FIRST, "sales": 0}, "gross_margin", "算出不可（売上高が0）"),
        ({**FIRST, "sales": -1}, "gross_margin", "算出不可（売上高がマイナス）"),
        ({**FIRST, "retained_earnings": -9_000_000}, "fixed_ratio", "算出不可（純資産がマイナス）"),
        ({**FIRST, "retained_earnings": -9_000_000}, "equity_ratio", "△28.6%"),
        (
            {**FIRST, "sales": 10_000_000},
            "debt_repayment_years",
            "算出不可（返済の元手（当期純利益＋減価償却費）が0以下）",
        ),
        (
            {"sales": 8, "wages": 4},
            "gross_margin",
            "算出不可（売上原価がわからない）",
        ),
        ({"sales": 8, "wages": 4}, "operating_margin", "50.0%"),
        ({"sales": 8, "wages": 4}, "equity_ratio", "算出不可（貸借対照表がない）"),
        ({}, "sales_growth", "算出不可（前期の決算がない）"),
        ({}, "operating_margin", "算出不可（営業利益がわからない）"),
    ],
)
def test_what_cannot_be_computed_says_why(amounts: dict[str, int], key: str, words: str) -> None:
    assert last([statement(amounts)])[key] == words


def test_a_business_whose_people_are_not_known_or_nobody() -> None:
    key = "labour_productivity"
    assert last([statement(FIRST, employees=None)])[key] == "算出不可（従業員数がわからない）"
    assert last([statement(FIRST, employees=Decimal(0))])[key] == "算出不可（従業員数が0）"


def test_a_paper_without_balance_sheet_knows_profit_but_no_safety() -> None:
    sums = {"sales": 9_000_000, "purchases": 4_000_000, "wages": 2_000_000, "depreciation": 100_000}
    read = last([statement(sums, form=Form.PROPRIETOR_SHORT)])
    assert read["gross_margin"] == "55.6%"
    assert {read[key] for key in ("equity_ratio", "current_ratio", "cash_months")} == {
        "算出不可（貸借対照表がない）"
    }


def test_a_missing_middle_period_leaves_growth_unknown() -> None:
    table = ratio_table([statement(FIRST, date(2024, 3, 31)), statement(THIRD)])
    line = table.line("sales_growth")
    assert line.readings[-1].words == "算出不可（前の期が抜けている）"
    assert table.line("gross_margin").move.words == (
        "売上総利益率は58.3%です。前期とは比べられません（前の期が抜けている）。"
    )


def test_periods_that_overlap_are_not_compared() -> None:
    table = ratio_table([statement(FIRST, date(2025, 6, 30)), statement(THIRD)])
    assert table.line("sales_growth").readings[-1].reason == "前の期と日が重なっている"


def test_a_changed_closing_month_is_compared_by_the_year() -> None:
    half = statement({**SECOND, "sales": 24_000_000}, date(2025, 9, 30), 6)
    table = ratio_table([statement(FIRST, date(2025, 3, 31)), half])
    growth = table.line("sales_growth").readings[-1]
    assert growth.words == "△4.0%"
    assert growth.notes == ("長さの違う期なので年換算で比べた（12か月と6か月）",)
    turnover = table.line("receivables_days").readings[-1]
    assert turnover.notes == ("12か月でない期は年換算（×12÷6）",)
    assert turnover.words == "22.1日"
    assert table.terms[-1].label == "令和7年9月期（6か月）"


def test_a_period_not_closed_or_expected_says_so_beside_every_value() -> None:
    table = ratio_table([statement(FIRST, is_forecast=True, is_closed=False)])
    notes = {line.readings[0].notes for line in table.lines}
    assert notes == {("見込みの期", "締めていない期")}


def test_no_period_at_all_is_an_empty_table() -> None:
    table = ratio_table([])
    assert {line.readings for line in table.lines} == {()}
    assert {line.move.words for line in table.lines} == {
        f"{ratio.ja}は算出不可（決算がない）です。" for ratio in ratios().values()
    }


def test_the_sentences_say_how_it_moved() -> None:
    table = ratio_table(sakura())
    assert [table.line(key).move.words for key in ("current_ratio", "inventory_days")] == [
        "流動比率は178.6%で、前期の332.4%から153.8ポイント下がりました（悪化）。",
        "棚卸資産回転日数は32.9日で、前期の26.8日から6.1日増えました（悪化）。",
    ]
    assert table.line("payables_days").move.words == (
        "買入債務回転日数は19.8日で、前期の17.9日とほぼ同じです（横ばい）。"
    )
    assert len(table.of_group("生産性")) == 2


def test_a_value_opens_into_the_figures_it_was_made_of() -> None:
    reading = ratio_table(sakura()).line("current_ratio").readings[-1]
    assert reading.made_of == (("流動資産", Decimal(10_000_000)), ("流動負債", Decimal(5_600_000)))


def test_an_unknown_line_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        ratio_table([]).line("nothing")
    with pytest.raises(ValueError, match="nothing"):
        Unit.of("nothing")


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(Decimal("0.12345"), Unit.RATE), "12.3%"),
        (Reading(Decimal("-0.0004"), Unit.RATE), "0.0%"),
        (Reading(Decimal("-1234.5"), Unit.YEN), "△1,235円"),
        (Reading(Decimal("1.25"), Unit.MONTHS), "1.3か月"),
        (Reading(Decimal("1e120"), Unit.YEARS), f"{10**120:,}.0年"),
    ],
)
def test_values_are_written_for_people(reading: Reading, words: str) -> None:
    assert reading.words == words


@given(joined_statements())
def test_no_accounts_whatever_make_it_fail_and_every_unknown_has_a_reason(
    statements: list[Statement],
) -> None:
    table = ratio_table(statements)
    for line in table.lines:
        assert line.move.words.endswith("。")
        for reading in line.readings:
            assert reading.is_known != bool(reading.reason)
            assert reading.words
    for term in table.terms:
        assert all(line.of_sales.words and line.on_before.words for line in income_lines(term))


@given(joined_statements(), st.integers(1, 1000))
def test_ratios_do_not_depend_on_the_unit_of_money(
    statements: list[Statement], factor: int
) -> None:
    scaled = [
        Statement(
            one.starts_on,
            one.ends_on,
            one.form,
            {code: amount * factor for code, amount in one.amounts.items()},
            one.employees,
            one.is_outline,
        )
        for one in statements
    ]
    for one, other in zip(ratio_table(statements).lines, ratio_table(scaled).lines, strict=True):
        if one.ratio.unit is not Unit.YEN_EACH:
            for reading, scaled_reading in zip(one.readings, other.readings, strict=True):
                assert alike(reading.value, scaled_reading.value)


def test_every_figure_has_a_japanese_name() -> None:
    assert all(FIGURES.values())


def test_a_part_year_is_annualised_as_accounting_packages_do() -> None:
    """総資本経常利益率・回転率 ×(12÷N): https://syspla.co.jp/kpz/olm/16/olm.files/bunseki05.html."""
    amounts = {"sales": 600, "selling_and_admin": 540, "deposits": 1000, "capital": 1000}
    read = last([statement(amounts, months=5)])
    assert (read["return_on_assets"], read["total_assets_turnover"]) == ("14.4%", "1.44回")
    assert read["operating_margin"] == "10.0%"
    assert read["fixed_long_term_ratio"] == "0.0%"
