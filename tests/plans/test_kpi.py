"""KPI: the page's example, actuals from monthly figures, and what a file is refused for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows

from banso.core.refusals import RuleViolation
from banso.figures.rules.monthly import monthly_items
from banso.plans.rules.kpi import (
    aim_in_words,
    as_kept,
    in_words,
    kpi_kinds,
    reached,
    read_kpi,
    value_now,
)


def number(cell: str) -> Decimal | None:
    return None if cell == "−" else Decimal(cell)


def test_the_example_on_the_page_is_what_the_rule_says() -> None:
    rows = example_rows("kpi.md")
    assert len(rows) == 6
    for name, base, target, now, share in rows:
        assert name in {kind.ja for kind in kpi_kinds().values()}
        assert reached(number(base), number(target), number(now)).words == share


def month(**values: int | None) -> dict[str, Decimal | None]:
    return {key: None if value is None else Decimal(value) for key, value in values.items()}


STORE = month(sales_store=800, sales_online=200, gross_profit=400, inventories=300, employees=5)
NEXT = month(sales_store=900, sales_online=100, gross_profit=600, inventories=200, employees=6)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sales", "2,000円"),
        ("gross_margin", "50.0%"),
        ("ec_share", "15.0%"),
        ("inventory_days", "12.2日"),
        ("employees", "6.0人"),
        ("operating_margin", "算出不可（「営業利益」の月次数値がない）"),
        ("ad_cpa", "算出不可（月次数値から出せない（手で入れるか、決算から見る））"),
        ("collection_days", "算出不可（月次数値から出せない（手で入れるか、決算から見る））"),
    ],
)
def test_actuals_come_from_the_months_they_are_made_of(key: str, words: str) -> None:
    assert value_now(kpi_kinds()[key], [STORE, NEXT], 61).words == words


def test_an_actual_is_held_against_the_target_in_the_target_s_own_unit() -> None:
    margin = value_now(kpi_kinds()["gross_margin"], [STORE, NEXT], 61)
    assert (margin.value, as_kept(margin)) == (Decimal("0.5"), Decimal("50.0"))
    assert reached(Decimal(40), Decimal(60), as_kept(margin)).words == "50.0%"
    assert as_kept(value_now(kpi_kinds()["ad_cpa"], [STORE], 30)) is None


def test_a_month_that_is_not_known_is_not_left_out() -> None:
    kind = kpi_kinds()["ec_share"]
    unknown = month(sales_store=900, sales_online=None)
    said = "算出不可（「売上（EC）」のわからない月がある）"
    assert value_now(kind, [STORE, unknown], 61).words == said
    assert value_now(kind, [STORE, month(sales_store=900)], 61).words == said
    assert value_now(kind, [], 0).words == "算出不可（月次数値がない）"
    nothing = month(sales_store=0, sales_online=0)
    assert value_now(kind, [nothing], 30).words == "算出不可（割る数が0以下）"


def test_each_kpi_says_whence_its_actual_comes() -> None:
    kinds = kpi_kinds()
    assert {"gross_margin", "operating_margin", "inventory_days", "collection_days", "ad_cpa"} | {
        "customers", "spend_per_customer", "ec_share", "cashless_share",
    } <= set(kinds)  # fmt: skip
    assert kinds["ec_share"].source == (
        "月次数値（売上（EC）・売上（店頭）・売上（EC）・売上（そのほか））"
    )
    assert kinds["collection_days"].source == "決算（売上債権回転日数）"
    assert (kinds["ad_cpa"].source, kinds["ad_cpa"].is_by_hand) == ("手で入れる", True)
    assert all(kind.items <= set(monthly_items()) for kind in kinds.values())


def test_values_are_written_with_their_unit() -> None:
    assert in_words(Decimal("12.50"), "%") == "12.5%"
    assert in_words(Decimal(-1200), "円") == "△1,200円"
    assert in_words(Decimal(45), "日") == "45日"
    assert in_words(None, "円") == "未定"


ONE = """
[[kpi]]
key = "k"
ja = "名"
unit = "%"
better = "up"
ask = "聞く"
top = ["gross_profit"]
"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('unit = "%"', 'unit = "丁"', "「k」の unit に 丁 は使えません。"),
        ('better = "up"', 'better = "more"', "「k」の better に more は使えません。"),
        ('"gross_profit"', '"mood"', "「k」の top に"),
        ("top =", "bottom =", "「k」に top がありません。"),
        ("top =", 'ratio = "mood"\ntop =', "「k」の ratio に mood は使えません。"),
        ("top =", 'times = "twice"\ntop =', "「k」の times に twice は使えません。"),
        ("top =", 'tops = "x"\ntop =', "「k」の tops は使えません。"),
        (ONE, ONE + ONE, "「k」が2度あります。"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(before: str, after: str, said: str) -> None:
    assert set(read_kpi(ONE)) == {"k"}
    with pytest.raises(RuleViolation) as refusal:
        read_kpi(ONE.replace(before, after))
    assert said in refusal.value.message


@pytest.mark.parametrize(
    ("value", "unit", "better", "words"),
    [
        ("10542056.1", "円", "up", "10,542,057円"),
        ("5.7", "件", "up", "6件"),
        ("5.7", "日", "down", "5日"),
        ("1232.88", "人", "up", "1,233人"),
        ("6.66", "%", "up", "6.7%"),
        ("6.66", "%", "down", "6.6%"),
        ("6", "%", "up", "6%"),
    ],
)
def test_an_aim_is_a_number_that_one_can_reach(
    value: str, unit: str, better: str, words: str
) -> None:
    assert aim_in_words(Decimal(value), unit, better) == words
    assert aim_in_words(None, unit, better) == "未定"
