"""SWOT in the plan's headings, its crossings, and the sheets beside the figures."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.diagnosis.rules.sheets import sheets
from banso.diagnosis.rules.swot import (
    Quarter,
    SwotEntry,
    cross_pairs,
    strategies,
    swot_cells,
)

# 計画 5.(3)②「分析項目」の表のとおり。
INSIDE = [
    "商品・製品・サービス",
    "技術・ノウハウ等の知的財産",
    "仕入先・取引先",
    "人材・組織",
    "デジタル化・IT活用の状況",
    "従業員のノウハウ・技術力・対応力",
    "事業計画の策定・運用状況",
]
OUTSIDE = ["商圏内の人口・人流", "競合状況", "業界動向", "顧客ニーズの変化", "行政など施策"]


def entry(quarter: str, text: str, weight: int = 1) -> SwotEntry:
    return SwotEntry(Quarter(quarter), "products", text, weight)


@pytest.mark.parametrize("quarter", Quarter)
def test_the_headings_are_those_of_the_plan(quarter: Quarter) -> None:
    headings = [cell.ja for cell in swot_cells() if cell.quarter is quarter]
    assert headings == (INSIDE if quarter.is_inside else OUTSIDE)


def test_every_cell_asks_something_of_its_own() -> None:
    asked = Counter(question for cell in swot_cells() for question in cell.questions)
    assert all(question.endswith("。") for question in asked)
    assert max(asked.values()) == 1


def test_strengths_meet_chances_the_heaviest_first() -> None:
    pairs = cross_pairs(
        [
            entry("S", "手打ち"),
            entry("S", "駅前", 3),
            entry("O", "観光客"),
            entry("T", "小麦の値上がり"),
            entry("W", "  "),
        ]
    )
    assert [pair.words for pair in pairs["SO"]] == [
        "強み「駅前」×機会「観光客」：この強みを、この機会にどう使いますか。",
        "強み「手打ち」×機会「観光客」：この強みを、この機会にどう使いますか。",
    ]
    assert {key: len(found) for key, found in pairs.items()} == {
        "SO": 2,
        "WO": 0,
        "ST": 2,
        "WT": 0,
    }


def test_the_four_ways_are_named() -> None:
    assert [f"{one.key} {one.ja}" for one in strategies()] == [
        "SO 積極戦略",
        "WO 改善戦略",
        "ST 差別化戦略",
        "WT 撤退・防衛戦略",
    ]


@given(
    st.lists(
        st.builds(SwotEntry, st.sampled_from(Quarter), st.just("area"), st.text("あ ", max_size=2))
    )
)
def test_every_pair_crosses_inside_and_outside(entries: list[SwotEntry]) -> None:
    said = Counter(one.quarter for one in entries if one.text.strip())
    pairs = cross_pairs(entries)
    inside = said[Quarter.STRENGTH] + said[Quarter.WEAKNESS]
    outside = said[Quarter.OPPORTUNITY] + said[Quarter.THREAT]
    assert sum(map(len, pairs.values())) == inside * outside


def test_the_sheets_are_whole() -> None:
    assert [sheet.ja for sheet in sheets().values()] == [
        "ロカベン 4つの視点",
        "商流",
        "業務フロー",
        "現状認識・将来目標・課題・対応策",
        "経営デザインシート",
        "KBF・KSF",
        "90日アクションプラン",
    ]
    for sheet in sheets().values():
        assert sheet.source
        assert len({cell.key for cell in sheet.cells}) == len(sheet.cells)
        assert all(cell.questions and cell.hint for cell in sheet.cells)
        assert [cell for group in sheet.groups for cell in group.cells] == list(sheet.cells)


def test_the_four_views_and_the_design_sheet_stand_as_on_paper() -> None:
    assert [group.ja for group in sheets()["four-views"].groups] == [
        "経営者",
        "事業",
        "企業を取り巻く環境・関係者",
        "内部管理体制",
    ]
    assert [group.ja for group in sheets()["design-sheet"].groups] == [
        "存在意義",
        "これまで",
        "これから",
        "外部環境",
        "移行戦略",
    ]


def test_the_ninety_days_are_three_months_of_five_things() -> None:
    groups = sheets()["ninety-days"].groups
    assert [group.ja for group in groups] == ["目的", "0〜30日", "31〜60日", "61〜90日"]
    assert [cell.ja for cell in groups[0].cells] == ["この90日の目的", "やらないこと"]
    assert [len(group.cells) for group in groups[1:]] == [5, 5, 5]


def test_what_is_still_blank_is_known() -> None:
    sheet = sheets()["kbf-ksf"]
    blank = [cell.key for cell in sheet.blank({"target": "近所の家族", "kbf": " "})]
    assert blank == ["kbf", "rivals", "ksf", "gap"]
