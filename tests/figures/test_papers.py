"""The rows follow the chosen paper; what they count as does not（docs/rules/papers.md）."""

from __future__ import annotations

from datetime import date

import pytest

from banso.figures.rules.accounts import Form, accounts, read_line
from banso.figures.rules.papers import name_on
from banso.figures.rules.sheet import Group, sheet_for, value_of
from banso.figures.rules.statement import Statement

# 国税庁「所得税青色申告決算書（一般用）」1頁の経費、8 から 31 まで。空欄の25〜30には手元の4行。
EXPENSES = [
    "租税公課", "荷造運賃", "水道光熱費", "旅費交通費", "通信費", "広告宣伝費", "接待交際費",
    "損害保険料", "修繕費", "消耗品費", "減価償却費", "福利厚生費", "給料賃金", "外注工賃",
    "利子割引料", "地代家賃", "貸倒金",
    "販売手数料", "車両費", "リース料", "支払手数料・報酬", "雑費",
]  # fmt: skip

# 高崎の食堂の1年。docs/rules/papers.md の例。
SHOP = {
    "sales": 12_000_000,
    "opening_inventory": 200_000,
    "purchases": 4_300_000,
    "closing_inventory": 300_000,
    "taxes": 150_000,
    "utilities": 600_000,
    "depreciation": 250_000,
    "wages": 1_800_000,
    "interest_paid": 90_000,
    "rent": 960_000,
    "other_selling_and_admin": 400_000,
    "family_wages": 960_000,
    "cash_on_hand": 500_000,
    "deposits": 1_900_000,
    "inventories": 300_000,
    "machinery": 1_000_000,
    "owners_drawings": 2_600_000,
    "accounts_payable": 210_000,
    "long_term_loans": 2_000_000,
    "allowance_for_bad_debts": 10_000,
    "owners_contributions": 190_000,
    "owners_capital": 1_300_000,
    "owners_income": 2_590_000,
}


def rows(*forms: Form, outline: bool = False) -> dict[str, list[str]]:
    return {group.ja: [row.ja for row in group.rows] for group in sheet_for(forms, outline=outline)}


def said(sheet: tuple[Group, ...], statement: Statement) -> dict[str, int | None]:
    return {
        row.ja: value_of(row, statement) for group in sheet for row in group.rows if not row.is_line
    }


def test_a_proprietors_expenses_stand_in_the_order_of_the_tax_offices_paper() -> None:
    paper = rows(Form.PROPRIETOR)
    assert paper["損益計算書　経費"] == [*EXPENSES, "経費の計", "差引金額（経費を引いたあと）"]
    assert paper["損益計算書　各種引当金・準備金等"] == [
        "貸倒引当金などの繰戻額、ほかの収入",
        "受取利息・配当金",
        "専従者給与",
        "貸倒引当金の繰入額",
        "ほかの損失・繰入額",
        "青色申告特別控除前の所得金額",
    ]
    assert paper["貸借対照表　資産の部"][-2:] == ["事業主貸", "資産の部　合計"]
    assert paper["貸借対照表　負債・資本の部"][-6:-2] == [
        "貸倒引当金", "事業主借", "元入金", "青色申告特別控除前の所得金額",
    ]  # fmt: skip


def test_every_line_of_a_proprietor_stands_once_on_the_paper() -> None:
    found = [
        row.code
        for group in sheet_for([Form.PROPRIETOR], outline=False)
        for row in group.rows
        if row.is_line
    ]
    assert sorted(found) == sorted(
        code for code, account in accounts().items() if account.stands_on(Form.PROPRIETOR)
    )


def test_the_worked_example_of_the_page() -> None:
    one = Statement(date(2025, 1, 1), date(2025, 12, 31), Form.PROPRIETOR, SHOP)
    assert said(sheet_for([Form.PROPRIETOR], outline=False), one) == {
        "小計（3頁の製造原価も入れて）": 4_500_000,
        "差引原価": 4_200_000,
        "差引金額（売上 − 差引原価）": 7_800_000,
        "経費の計": 4_250_000,
        "差引金額（経費を引いたあと）": 3_550_000,
        "青色申告特別控除前の所得金額": 2_590_000,
        "販売費及び一般管理費（利子割引料を除く経費と専従者給与など）": 5_120_000,
        "営業利益": 2_680_000,
        "経常利益": 2_590_000,
        "資産の部　合計": 6_300_000,
        "負債・資本の部　合計": 6_300_000,
        "差額　資産の合計 − 負債・資本の合計": 0,
    }
    assert (one.operating_profit, one.profit_before_tax) == (2_680_000, 2_590_000)
    assert (one.total_assets, one.net_assets, one.balance_gap) == (3_690_000, 1_480_000, 0)


def test_a_paper_without_a_balance_sheet_has_none_of_its_rows() -> None:
    assert [ja for ja in rows(Form.PROPRIETOR_SHORT) if "貸借" in ja] == []


@pytest.mark.parametrize(
    ("forms", "outline"),
    [
        ((Form.CORPORATION,), False),
        ((Form.CORPORATION, Form.PROPRIETOR), False),
        ((Form.PROPRIETOR,), True),
    ],
)
def test_papers_that_differ_and_outlines_stand_in_the_order_of_a_corporations(
    forms: tuple[Form, ...], outline: bool
) -> None:
    found = [row.ja for group in sheet_for(forms, outline=outline) for row in group.rows]
    assert found.index("給料賃金") < found.index("荷造運賃") < found.index("租税公課")


def test_what_was_kept_in_a_line_of_another_paper_stays_in_sight() -> None:
    sheet = sheet_for([Form.PROPRIETOR], outline=False, typed=["officers_pay", "rent"])
    assert [(group.ja, [row.ja for row in group.rows]) for group in sheet][-1] == (
        "この様式にはない行",
        ["役員報酬"],
    )


def test_a_line_that_is_taken_off_reads_both_signs_alike() -> None:
    assert [read_line("accumulated_depreciation", text) for text in ("9,700", "△9,700", "")] == [
        9_700, 9_700, None,
    ]  # fmt: skip
    assert read_line("retained_earnings", "△9,700") == -9_700


def test_the_same_line_has_the_words_of_its_paper() -> None:
    assert [name_on(form, "interest_paid") for form in Form] == [
        "支払利息・割引料",
        "利子割引料",
        "利子割引料",
    ]
