"""A version as JSON, and what changed between two of them in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.plans.content_cast import MACHINE, MARGIN, ONLINE, sakura_content
from tests.plans.numbers_cast import a_year, sakura_plan

from banso.core.refusals import RuleViolation
from banso.plans.rules.content import (
    Content,
    PointText,
    SectionText,
    content_as_json,
    content_from_json,
)
from banso.plans.rules.measures import Money
from banso.plans.rules.quality.examining import examine
from banso.plans.rules.succession_table import Route, SuccessionTable
from banso.plans.rules.versions import differences

TABLE = SuccessionTable("桜井 実", Route.FAMILY, {"owner_age": ("68", "69", "70")})


def whole() -> Content:
    return sakura_content(
        kind_key="succession", sections=(SectionText("intention", "任せたい"),), succession=TABLE
    )


def test_a_version_comes_back_from_json_as_it_was() -> None:
    for content in (sakura_content(), whole(), sakura_content(numbers=None)):
        kept = json.loads(json.dumps(content_as_json(content)))
        assert content_from_json(kept) == content
        assert examine(content_from_json(kept)) == examine(content)


def test_figures_of_a_version_are_those_of_the_day_it_was_kept() -> None:
    kept = content_as_json(replace(sakura_content(), results=()))
    assert kept["results"][0]["sales"] == 48_000_000
    assert kept["results"][2]["cash"] == 2_103_785
    kept["results"][0]["sales"] = 1
    assert content_as_json(content_from_json(kept))["results"][0]["sales"] == 1


def test_a_version_of_another_shape_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        content_from_json({"edition": 99})
    assert refusal.value.code == "unreadable-version"


def test_what_is_the_same_gives_no_line() -> None:
    assert differences(whole(), content_from_json(content_as_json(whole()))) == ()


def test_every_change_is_a_line_in_the_order_of_the_document() -> None:
    before = sakura_content(
        points=(PointText("p1", "S", "手打ちの麺"), PointText("p2", "W", "電話だけ")),
        sections=(SectionText("philosophy", "地元"), SectionText("goals", "消すもの")),
    )
    paid = replace(MACHINE, doer="桜井 実", ends_on=date(2027, 9, 30), money=Money(3_200_000))
    years = (a_year(40_000, 1_075, 2_000_000), *sakura_plan().years[1:])
    after = sakura_content(
        title="生めんを県の外まで",
        ends_on=date(2030, 3, 31),
        sections=(
            SectionText("philosophy", "地元の味", "adviser"),
            SectionText("direction", "県の外へ"),
        ),
        points=(PointText("p1", "S", "手打ちの生麺"), PointText("p3", "SO", "道の駅に置く")),
        measures=(
            paid,
            replace(ONLINE, dropped_on=date(2026, 11, 20)),
            replace(ONLINE, id="m3", what="ちらしを配る"),
        ),
        kpis=(
            replace(MARGIN, target=Decimal(62), base=None),
            replace(MARGIN, id="k2", name="客数"),
        ),
        numbers=sakura_plan(years=years),
    )
    found = differences(before, after)
    assert found[:16] == (
        "題名 「生めんを隣町まで」→「生めんを県の外まで」",
        "期間 令和8年4月1日〜令和11年3月31日 → 令和8年4月1日〜令和12年3月31日",
        "「経営理念・大切にしていること」を書き直した（2字 → 4字）",
        "「経営理念・大切にしていること」の言葉 事業者 → 指導員",
        "「事業の方向性・将来の姿」を書いた（4字）",
        "「目標」を消した（4字）",
        "SWOT（強み）「手打ちの麺」 → 「手打ちの生麺」",
        "SWOT（強み×機会）「道の駅に置く」を加えた",
        "SWOT（弱み）「電話だけ」を外した",
        "施策「製麺機を入れ替える」の担当 桜井 花子 → 桜井 実",
        "施策「製麺機を入れ替える」の期限 令和8年9月30日 → 令和9年9月30日",
        "施策「製麺機を入れ替える」の費用 3,000,000円 → 3,200,000円",
        "施策「製麺機を入れ替える」の借入 2,000,000円 → 未定",
        "施策「製麺機を入れ替える」の補助金 1,000,000円 → 未定",
        "施策「通販の品を月に1つ増やす」を取りやめた（令和8年11月20日）",
        "施策「ちらしを配る」を加えた",
    )
    assert found[16:20] == (
        "KPI「粗利率」の現状 55.5% → 未定",
        "KPI「粗利率」の目標 57% → 62%",
        "KPI「客数」を加えた",
        "1年目の売上高 48,000千円 → 45,000千円",
    )
    assert any(line.startswith("3年目の年の終わりの現預金") for line in found[20:])


def test_amounts_that_differ_by_less_than_a_thousand_are_told_in_yen() -> None:
    before = sakura_content()
    first = {**before.results[0], "sales": 48_000_400}
    after = replace(before, results=(first, *before.results[1:]))
    assert differences(before, after) == ("1年目の売上高 48,000,000円 → 48,000,400円",)
    unknown = replace(before, results=({**first, "sales": None}, *before.results[1:]))
    assert differences(before, unknown) == ("1年目の売上高 48,000千円 → 算出不可",)


def test_parts_that_come_and_go_are_told_once() -> None:
    without = sakura_content(numbers=None)
    assert differences(without, sakura_content()) == ("数値計画を加えた",)
    assert differences(sakura_content(), without) == ("数値計画を外した",)
    moved = replace(ONLINE, kpi="k1", what="通販を伸ばす")
    lines = differences(sakura_content(), sakura_content(measures=(MACHINE, moved)))
    assert lines == (
        "施策「通販の品を月に1つ増やす」 → 「通販を伸ばす」",
        "施策「通販の品を月に1つ増やす」のKPIを変えた",
    )
    back = sakura_content(measures=(MACHINE, replace(ONLINE, dropped_on=date(2026, 11, 1))))
    assert differences(back, sakura_content()) == (
        "施策「通販の品を月に1つ増やす」の取りやめを戻した",
    )


def test_the_succession_table_is_told_cell_by_cell() -> None:
    table = SuccessionTable("森 健", Route.STAFF, {"owner_age": ("68", "69", "71")})
    assert differences(whole(), replace(whole(), succession=table)) == (
        "後継者 桜井 実 → 森 健",
        "承継の道 親族内 → 従業員・役員",
        "事業承継計画表 現経営者の年齢（3年目） 70 → 71",
    )
    assert differences(replace(whole(), succession=None), whole())[0] == "後継者 未定 → 桜井 実"
