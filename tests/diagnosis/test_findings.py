"""Findings: the page's example, the language of conditions, and files that are refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import (
    FIRST,
    SECOND,
    example_rows,
    joined_statements,
    sakura,
    statement,
)

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.analysis import Analysis, Circumstances, analyse
from banso.diagnosis.rules.findings.conditions import Fact
from banso.diagnosis.rules.findings.gathered import Answer
from banso.diagnosis.rules.findings.parsing import parse
from banso.diagnosis.rules.findings.rulebook import (
    HORIZONS,
    KINDS,
    WALLS,
    read_rulebook,
    shipped_rulebook,
)
from banso.figures.rules.statement import Statement

ANSWERS: Mapping[str, Answer] = {
    "successor": "未定",
    "owner_age": Decimal(63),
    "online_sales": "していない",
    "largest_client": Decimal(55),
}
RULE = """
[[question]]
key = "successor"
ja = "後継者"
ask = "決まっていますか。"
choices = ["いる", "未定"]

[[finding]]
key = "low"
title = "低い"
kind = "資金繰り"
when = 'current_ratio < 100%'
weight = 50
horizon = "短期"
wall = "見えない"
basis = "試し"
ask = ["なぜですか。"]
measures = ["作る"]
"""


def sakura_analysed(**answers: Answer) -> Analysis:
    return analyse(sakura(), Circumstances("09", small=True, answers={**ANSWERS, **answers}))


def keys(found: Analysis) -> list[str]:
    return [finding.rule.key for finding in found.proposal.findings]


class Known:
    """Facts under plain names; what is not named is unknown."""

    def __init__(self, **values: Decimal | str) -> None:
        self.values = values

    def fact(self, name: str, moment: str) -> Fact:
        value = self.values.get(f"{name}.{moment}" if moment else name)
        return Fact(name, "", value, str(value), "" if value else "聞いていない")


def judged(text: str, **values: int | str) -> bool | None:
    known = {
        name: Decimal(value) if isinstance(value, int) else value for name, value in values.items()
    }
    return parse(text).judge(Known(**known)).holds


def test_the_example_of_the_page_is_what_is_proposed() -> None:
    found = sakura_analysed().proposal.findings
    assert [[str(one.rule.weight), one.rule.title, one.because] for one in found] == example_rows(
        "findings.md"
    )


def test_what_has_not_been_asked_is_listed_with_the_findings_it_leaves_open() -> None:
    unknown = {one.words: one.titles for one in sakura_analysed().proposal.unknown}
    assert unknown["人手：まだ聞いていない"] == ("人手が足りません",)
    assert not [words for words in unknown if "流動比率" in words]


def test_an_answer_that_is_no_answer_is_not_known() -> None:
    found = sakura_analysed(owner_age="六十三").proposal
    assert "経営者の年齢：答えが質問に合わない" in [one.words for one in found.unknown]
    assert "no-successor-old" not in [one.rule.key for one in found.findings]


def test_an_answer_speaks_for_itself() -> None:
    found = sakura_analysed(web_presence="止まっている").proposal.findings
    because = {one.rule.key: one.because for one in found}
    assert because["no-web"] == "ホームページ・SNS「止まっている」"


def test_a_stronger_finding_covers_the_weaker() -> None:
    found = sakura_analysed(price_rise="できていない")
    assert "price-not-passed-on" in keys(found)
    assert "gross-margin-down" not in keys(found)


def test_a_business_under_water_is_said_first() -> None:
    poor = SECOND | {"retained_earnings": -9_000_000}
    found = analyse([statement(poor)]).proposal.findings
    assert (found[0].rule.key, found[0].because) == (
        "insolvent",
        "純資産（令和8年3月期）△6,000,000円：0円未満",
    )
    assert "thin-equity" not in [one.rule.key for one in found]


def test_a_paper_without_balance_sheet_is_accused_of_nothing_it_does_not_say() -> None:
    found = analyse([statement({"sales": 9, "purchases": 2, "wages": 3})]).proposal
    assert {one.rule.kind for one in found.findings} <= {"収益性"}
    reasons = {one.words for one in found.unknown}
    assert "純資産（令和8年3月期）：貸借対照表がない" in reasons
    assert "売上高増加率（令和8年3月期）：前期の決算がない" in reasons


def test_no_accounts_at_all_are_unknown_and_no_fault() -> None:
    found = analyse([])
    assert found.proposal.findings == ()
    assert {one.reason for one in found.proposal.unknown} == {"決算がない", "まだ聞いていない"}


def test_a_gap_keeps_two_years_of_losses_from_being_said() -> None:
    loss = FIRST | {"sales": 30_000_000}
    apart = [statement(loss, date(2024, 3, 31)), statement(loss)]
    joined = [statement(loss, date(2025, 3, 31)), statement(loss)]
    assert "losses-two-years" not in keys(analyse(apart))
    assert keys(analyse(joined))[0] == "losses-two-years"


def test_a_short_period_is_held_against_a_year_by_the_year() -> None:
    half = {
        code: amount // 2 if code in {"sales", "purchases", "wages", "rent"} else amount
        for code, amount in FIRST.items()
    }
    years = [statement(FIRST, date(2025, 3, 31)), statement(half, date(2025, 9, 30), 6)]
    found = {one.rule.key: one.because for one in analyse(years).proposal.findings}
    assert "sales-down" not in found
    assert found["operating-loss"] == (
        "営業利益（令和7年9月期（6か月））△13,100,000円（年換算）：0円未満"
    )


def test_a_period_that_is_expected_says_so_in_the_evidence() -> None:
    poor = statement(FIRST | {"retained_earnings": -9_000_000}, is_forecast=True, is_closed=False)
    because = analyse([poor]).proposal.findings[0].because
    assert because == "純資産（令和8年3月期（見込み・締め前））△6,000,000円：0円未満"


def test_points_of_fewer_than_six_indicators_are_no_total() -> None:
    around = Circumstances("09", small=True)
    reasons = {one.ja: one.reason for one in analyse(sakura()[:1], around).proposal.unknown}
    total = "ローカルベンチマークの合計点（令和6年3月期）"
    assert reasons[total] == "6つの指標がそろっていない"
    reasons = {
        one.ja: one.reason for one in analyse(sakura(), Circumstances("09")).proposal.unknown
    }
    assert reasons[total.replace("6年", "8年")] == "比べる業種か規模がわからない"


def test_every_shipped_finding_is_whole() -> None:
    rules = shipped_rulebook().rules
    assert len(rules) >= 20
    assert {rule.kind for rule in rules} == set(KINDS)
    assert {rule.horizon for rule in rules} == set(HORIZONS)
    assert {rule.wall for rule in rules} <= set(WALLS)
    said = [text for rule in rules for text in (*rule.ask,)]
    assert all(text.endswith("。") for text in said)


def test_every_question_is_asked_by_a_finding() -> None:
    named = {
        one.name
        for rule in shipped_rulebook().rules
        for claim in rule.when.claims()
        for one in claim.named()
    }
    assert set(shipped_rulebook().questions) <= named


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a < 5", True),
        ("a >= 5", False),
        ("a = 4 and b = 9", True),
        ("a = 4 and unknown = 9", None),
        ("a = 5 and unknown = 9", False),
        ("a = 4 or unknown = 9", True),
        ("a = 5 or unknown = 9", None),
        ("not a = 5", True),
        ("not unknown = 5", None),
        ("a = 5 or (a = 4 and not b < 9)", True),
        ("a != 4 or a < b", True),
        ("a > -1", True),
        ("a > 400.5%", False),
        ('word = "はい"', True),
    ],
)
def test_a_condition_holds_or_not_or_cannot_be_told(text: str, holds: bool | None) -> None:
    assert judged(text, a=4, b=9, word="はい") is holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a << 5", "「<」のところに名前か数が要ります"),
        ("a < ", "途中で終わっています"),
        ("5 < a", "左には名前を書いてください"),
        ("a", "「a」のあとに"),
        ("(a < 5", "かっこが閉じていません"),
        ("a < 5 b < 3", "「b」から先が読めません"),
        ("a.future < 5", "「a.future」の .future は使えません"),
        ("__import__('os')", "が読めません"),
        ("A < 5", "「A < 5」が読めません"),
        ("(" * 500 + "a < 5", "かっこが深すぎます"),
        ("not " * 500 + "a < 5", "かっこが深すぎます"),
    ],
)
def test_what_is_not_in_the_language_is_refused(text: str, words: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse(text)
    assert words in refusal.value.message


@given(st.text(max_size=60) | st.text('abc<>=()and or not.%0123456789"_-', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    message = "。"
    try:
        parse(text)
    except RuleViolation as refusal:
        message = refusal.message
    assert message.endswith("。")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("100%", "100", "12行目：「current_ratio」と比べる数は%を付けて書いてください。"),
        (
            "current_ratio < 100%",
            "cash_months < 1%",
            "12行目：「cash_months」と比べる数は%を付けずに書いてください。",
        ),
        ("current_ratio <", "ratio <", "12行目：「ratio」という数字・指標・質問はありません。"),
        (
            "current_ratio < 100%",
            "current_ratio < cash_months",
            "12行目：「current_ratio」と「cash_months」は単位が違います。",
        ),
        (
            "current_ratio < 100%",
            'successor = "不明"',
            "12行目：「successor」は = か != で、いる・未定のどれかと比べてください。",
        ),
        (
            "current_ratio < 100%",
            'successor.previous = "未定"',
            "12行目：「successor」は質問なので .previous は使えません。",
        ),
        (
            "current_ratio < 100%",
            'sales.movement = "悪化"',
            "12行目：「sales」は指標ではないので .movement は使えません。",
        ),
        (
            "current_ratio < 100%",
            'current_ratio = "悪化"',
            "12行目：「current_ratio」は数と比べてください。",
        ),
        (
            "current_ratio < 100%",
            "current_ratio",
            (
                "12行目：条件が読めません。"
                "「current_ratio」のあとに < <= > >= = != のどれかが要ります。"
            ),
        ),
        ("weight = 50", "weight = 0", "13行目：weight は1から100までの整数にしてください。"),
        (
            '"短期"',
            '"すぐ"',
            "14行目：horizon の「すぐ」は使えません。短期・中期・長期から選んでください。",
        ),
        (
            "weight = 50",
            "weight = 50\ncover = 1",
            "14行目：「cover」という欄はありません。書き間違いを直してください。",
        ),
        ('title = "低い"', "", "8行目：title を書いてください。"),
        ('["作る"]', "[]", "18行目：measures に1つ以上の文を書いてください。"),
        (
            'measures = ["作る"]',
            'measures = ["作る"]\ncovers = ["high"]',
            "19行目：covers の「high」という課題はありません。",
        ),
        (
            'measures = ["作る"]',
            'measures = ["作る"]\ncovers = "low"',
            "19行目：covers は課題の key の並びにしてください。",
        ),
        ('ja = "後継者"', "", "2行目：質問の ja を書いてください。"),
        ('["いる", "未定"]', '"いる"', "6行目：choices は言葉の並びです。"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(old: str, new: str, problem: str) -> None:
    rulebook, problems = read_rulebook(RULE.replace(old, new))
    assert (rulebook.rules, problems) == ((), (problem,))


def test_the_same_key_twice_and_no_finding_and_no_toml_are_refused() -> None:
    twice = RULE + RULE.split("\n\n")[1]
    assert read_rulebook(twice)[1] == (
        "9行目：「low」が2回以上出てきます。",
        "20行目：「low」が2回以上出てきます。",
    )
    question = RULE.split("\n\n", maxsplit=1)[0]
    assert read_rulebook(question + question + RULE)[1][0] == (
        "8行目：「successor」が2回出てきます。"
    )
    assert read_rulebook("")[1] == ("1行目：課題（[[finding]]）が1つもありません。",)
    assert read_rulebook("a = \n")[1][0].startswith("1行目：TOMLとして読めません")


def test_a_good_file_is_read_whole() -> None:
    rulebook, problems = read_rulebook(RULE)
    assert problems == ()
    assert rulebook.questions["successor"].choices == ("いる", "未定")
    assert not rulebook.questions["successor"].is_number
    assert rulebook.rules[0].measures == ("作る",)


@given(joined_statements(), st.sampled_from(["09", "58", "76", "99", None]), st.booleans())
def test_no_accounts_whatever_make_it_fail_and_the_order_is_kept(
    statements: list[Statement], code: str | None, small: bool
) -> None:
    found = analyse(statements, Circumstances(code, small=small, answers=ANSWERS))
    order = [(-one.rule.weight, -one.deviation) for one in found.proposal.findings]
    assert order == sorted(order)
    assert all(one.because and 0 <= one.deviation <= 1 for one in found.proposal.findings)
    assert all(one.reason and one.titles for one in found.proposal.unknown)
