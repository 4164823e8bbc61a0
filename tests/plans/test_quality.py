"""The checks before adoption: the page's example, each check, and a sound plan with none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.diagnosis.cast import example_rows
from tests.plans.content_cast import MACHINE, MARGIN, ONLINE, sakura_content
from tests.plans.numbers_cast import a_year, sakura_plan

from banso.core.refusals import RuleViolation
from banso.plans.rules.content import Content, KpiText, SectionText
from banso.plans.rules.measures import Money
from banso.plans.rules.quality.checks import KEYS, read_checks, shipped_checks
from banso.plans.rules.quality.examining import examine
from banso.plans.rules.quality.words import empty_phrases
from banso.plans.rules.succession_table import SuccessionTable

SALES = KpiText(
    *("k2", "sales", "売上高", "円", "up"),
    *(Decimal(48_000_000), Decimal(60_000_000), date(2029, 3, 31)),
)
FILE = Path("src/banso/plans/rules/quality/quality.toml").read_text(encoding="utf-8")


def found_in(content: Content) -> list[tuple[str, str]]:
    return [(one.check, one.place.key) for one in examine(content)]


def with_section(key: str, text: str, said_by: str = "owner") -> Content:
    content = sakura_content()
    sections = tuple(
        SectionText(key, text, said_by) if one.key == key else one for one in content.sections
    )
    return replace(content, sections=sections)


def test_a_sound_plan_raises_no_concern() -> None:
    assert examine(sakura_content()) == ()


def example() -> Content:
    """The plan of the page's example."""
    sections = (SectionText("goals", "売上アップを目指す。来年までに客を増やす。", "adviser"),)
    machine = replace(MACHINE, doer="", money=Money(3_500_000, own=500_000, subsidy=2_500_000))
    numbers = sakura_plan(subsidies=(), loans=sakura_plan().loans[:1])
    kpis = (replace(MARGIN, base=None, by_on=None), SALES)
    return sakura_content(sections=sections, measures=(machine,), kpis=kpis, numbers=numbers)


def test_the_example_on_the_page_is_what_the_rule_says() -> None:
    rows = example_rows("plan-quality.md")
    found = [
        (one.place.part.ja, one.sentence)
        for one in examine(example())
        if one.check != "section-empty"
    ]
    assert found == [tuple(row) for row in rows]
    empty = [one.place.key for one in examine(example()) if one.check == "section-empty"]
    assert empty == ["philosophy", "overview", "market", "strengths", "direction", "actions"]


def test_each_concern_says_how_to_mend_it() -> None:
    first = examine(sakura_content(measures=()))[0]
    assert (first.check, first.sentence) == ("no-measures", "施策が1つもありません。")
    assert "だれが・いつ・いくらで" in first.mend
    blank = examine(with_section("market", ""))[0]
    assert blank.mend == (
        "事業者に聞きます：お客さまはこの数年でどう変わりましたか。これからどう変わると思いますか。"
    )


def test_words_of_the_office_alone_are_no_plan_of_the_owner() -> None:
    office = tuple(replace(one, said_by="adviser") for one in sakura_content().sections)
    assert found_in(sakura_content(sections=office)) == [("no-owner-words", "")]
    one = (replace(office[0], said_by="owner"), *office[1:])
    assert found_in(sakura_content(sections=one)) == []
    said = examine(sakura_content(sections=office))[0].sentence
    assert "「『補助金申請用』の形式的なものにとどまり、" in said


def test_a_section_that_may_stay_blank_is_no_concern() -> None:
    assert found_in(with_section("risks", "")) == []
    assert found_in(with_section("goals", " \n")) == [("section-empty", "goals")]


def test_limits_are_those_of_the_form() -> None:
    grant = sakura_content(kind_key="sustainability", sections=())
    title = SectionText("project", "あ" * 31)
    over = replace(grant, sections=(title,))
    long = [one for one in examine(over) if one.check == "too-long"]
    assert [one.sentence for one in long] == [
        "「補助事業計画1 補助事業の名前」が31字で、目安の30字を1字超えています。"
    ]
    exact = replace(grant, sections=(SectionText("project", "あ" * 30 + "\n"),))
    assert "too-long" not in dict(found_in(exact))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("売上アップを目指す。", ["売上アップを目指す"]),
        ("売上アップを目指す。来月までに3割増やす。", ["売上アップを目指す"]),
        ("令和9年3月までに売上アップを目指す。", []),
        ("客数を三割増やして売上アップを目指す。", []),
        ("頑張る。もっと頑張る。", ["頑張る"]),
        ("ＳＮＳを徹底する", ["徹底する"]),
        ("週に2回、SNSを出す。", []),
    ],
)
def test_phrases_that_say_nothing_need_a_figure_in_their_sentence(
    text: str, found: list[str]
) -> None:
    assert empty_phrases(text, shipped_checks().phrases) == found


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"doer": " "}, "measure-who"),
        ({"ends_on": None}, "measure-when"),
        ({"ends_on": date(2029, 4, 1)}, "measure-outside"),
        ({"money": Money(None)}, "measure-cost"),
    ],
)
def test_each_measure_has_who_when_and_how_much(change: dict[str, object], check: str) -> None:
    content = sakura_content(measures=(MACHINE, replace(ONLINE, **change)))
    assert found_in(content) == [(check, "m2")]
    gone = replace(ONLINE, **change, dropped_on=date(2026, 11, 1))
    assert found_in(sakura_content(measures=(MACHINE, gone))) == []


def test_costs_and_sources_agree_with_each_other_and_with_the_figures() -> None:
    more = replace(ONLINE, money=Money(300_000, own=200_000))
    assert found_in(sakura_content(measures=(MACHINE, more))) == [
        ("funding-differs", "m2"),
        ("costs-not-in-numbers", ""),
    ]
    paid = replace(ONLINE, money=Money(300_000, own=300_000))
    raised = tuple(
        a_year(*one, costs=(*a_year(1, 1, 1).costs[:2], ads, a_year(1, 1, 1).costs[3]))
        for one, ads in (
            ((40_000, 1_150, 2_000_000), replace(a_year(1, 1, 1).costs[2], amount=900_000)),
            ((41_000, 1_180, 4_000_000), a_year(1, 1, 1).costs[2]),
            ((42_000, 1_200, 6_000_000), a_year(1, 1, 1).costs[2]),
        )
    )
    numbers = sakura_plan(years=raised)
    assert found_in(sakura_content(measures=(MACHINE, paid), numbers=numbers)) == [
        ("cash-short", "")
    ], "the costs are in the figures, and money is short for them"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"target": Decimal(56_200_000)}, ""),  # within half a percent of 56,400,000
        ({"target": Decimal(47_000_000)}, "47,000,000円ですが、数値計画の3年目は56,400,000円"),
        ({"by_on": date(2028, 3, 31)}, "60,000,000円ですが、数値計画の2年目は52,380,000円"),
        ({"key": "", "name": "経常利益"}, "60,000,000円ですが、数値計画の3年目は3,"),
        (
            {"name": "粗利率", "unit": "%", "target": Decimal(60)},
            "60%ですが、数値計画の3年目は57.1%",
        ),
        ({"name": "粗利率", "unit": "%", "target": Decimal("57.5")}, ""),
        ({"key": "employees", "name": "従業員数", "unit": "人", "target": Decimal(7)}, "7人ですが"),
        ({"key": "", "name": "店頭の売上"}, ""),
        ({"target": None}, ""),
        ({"by_on": date(2026, 3, 31)}, "期日（令和8年3月31日）が、計画の期間（令和8年4月1日〜"),
        ({"by_on": date(2029, 4, 1)}, "期日（令和11年4月1日）が、計画の期間"),
    ],
)
def test_a_target_is_laid_beside_the_figures_of_its_year(
    change: dict[str, object], words: str
) -> None:
    found = [
        one.sentence
        for one in examine(sakura_content(kpis=(replace(SALES, **change),)))
        if one.check in {"kpi-differs", "kpi-outside"}
    ]
    assert len(found) == bool(words)
    assert words in "".join(found)


def test_sales_that_grow_by_themselves_are_asked_about() -> None:
    late = replace(ONLINE, starts_on=date(2028, 4, 1), ends_on=date(2028, 6, 1))
    machine = replace(MACHINE, starts_on=date(2028, 4, 1), ends_on=date(2028, 4, 30))
    content = sakura_content(measures=(machine, late))
    assert [(one.check, one.sentence) for one in examine(content)] == [
        (
            "growth-unexplained",
            (
                "2年目の売上が前の年より9.1%伸びる見込みですが、"
                "それまでに始まる施策は0件です（目安は3.0%まで）。"
            ),
        )
    ]
    years = (a_year(40_000, 1_150, 2_000_000), a_year(50_000, 1_180, 4_000_000))
    leap = sakura_content(numbers=sakura_plan(years=(*years, years[1])))
    assert found_in(leap) == [("growth-unexplained", "2")]


def test_figures_that_lack_something_are_named_once() -> None:
    assert found_in(sakura_content(numbers=None)) == [("no-numbers", "")]
    blank = sakura_plan(years=(a_year(1, 1, 1, margin=None),) * 3)
    assert ("numbers-blank", "1") in found_in(sakura_content(numbers=blank))
    typed = a_year(40_000, 1_150, 2_000_000, months=(4_000_000,) * 11 + (3_880_000,))
    gap = sakura_content(numbers=sakura_plan(years=(typed, *sakura_plan().years[1:])))
    assert [one.sentence for one in examine(gap)] == [
        "1年目の月別の売上の合計（47,880,000円）が、年の売上（48,000,000円）より120,000円少ないです。"
    ]
    other = sakura_content(starts_on=date(2026, 10, 1))
    assert ("numbers-period", "") in found_in(other)


def test_what_a_kind_does_not_use_is_not_asked_for() -> None:
    assert "too-many-shares" not in dict(found_in(sakura_content()))
    family = sakura_content(kind_key="succession", sections=(), succession=SuccessionTable())
    assert ("no-successor", "successor") in found_in(family)
    new = sakura_content(kind_key="innovation", sections=())
    assert [one.sentence for one in examine(new) if one.check == "innovation-missed"] == [
        "経営革新の目標：給与支給総額は未達成：4.5%以上に対して0.0%（15,600,000円→15,600,000円）。"
    ]
    own = sakura_plan(base=None, is_new=True, own_money=9_000_000, loans=sakura_plan().loans[1:])
    assert "costs-not-in-numbers" not in dict(found_in(sakura_content(numbers=own)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('key = "no-kpi"', 'key = "no-kip"', "点検の no-kip・no-kpi が"),
        ('growth_with = "15"', 'growth_with = "たくさん"', "limits の growth_with を"),
        ('growth_with = "15"', 'growth_with = "-1"', "limits の growth_with は0以上"),
        ('growth_with = "15"', "", "limits の growth_with を"),
        ('says = "KPIが1つもありません。"', 'says = ""', "「no-kpi」に says がありません。"),
        ('says = "KPIが1つもありません。"', 'say = "x"\nsays = "x"', "「no-kpi」の say は"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(before: str, after: str, said: str) -> None:
    assert set(read_checks(FILE).every) == KEYS
    assert read_checks(FILE).growth_with == Decimal(15)
    with pytest.raises(RuleViolation) as refusal:
        read_checks(FILE.replace(before, after))
    assert said in refusal.value.message
