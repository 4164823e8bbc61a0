from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.money import parse_yen
from banso.core.refusals import RuleViolation
from banso.registry.rules.industries import industries
from banso.registry.rules.size import Headcount, SizeJudgement, judge_size

PAGE = Path(__file__).parents[2] / "docs/rules/small-business.md"
VERDICTS = {"はい": True, "いいえ": False, "不明": None}
counts = st.none() | st.integers(0, 400)


def worked_examples() -> list[list[str]]:
    """The rows of the table under 計算例."""
    section = PAGE.read_text(encoding="utf-8").split("## 計算例")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def number(cell: str) -> int | None:
    """A cell's number; 不明 is unknown."""
    return None if cell == "不明" else int(cell)


def at_work(full_time: int, **others: int | None) -> Headcount:
    """A head count in which nobody else works unless said."""
    groups: dict[str, int | None] = {"family": 0, "part_time": 0, "on_leave": 0} | others
    return Headcount(full_time=full_time, **groups)


@pytest.mark.parametrize("row", worked_examples(), ids="·".join)
def test_the_worked_examples_on_the_page_are_what_we_judge(row: list[str]) -> None:
    code, corporation, capital, family, full_time, part_time, on_leave, *expected = row
    judgement = judge_size(
        Headcount(
            family=number(family),
            full_time=number(full_time),
            part_time=number(part_time),
            on_leave=number(on_leave),
        ),
        code,
        None if capital == "−" else parse_yen(capital),
        is_corporation=VERDICTS[corporation],
    )
    assert (
        judgement.regular_employees,
        judgement.jizokuka_employees,
        judgement.small,
        judgement.medium,
    ) == (number(expected[0]), number(expected[1]), VERDICTS[expected[2]], VERDICTS[expected[3]])


def test_the_page_has_its_thirteen_examples() -> None:
    assert len(worked_examples()) == 13


def test_a_shop_of_four_is_small_and_the_reasons_say_why() -> None:
    assert judge_size(at_work(2, part_time=2), "58", 3_000_000, is_corporation=True) == (
        SizeJudgement(
            small=True,
            medium=True,
            regular_employees=4,
            known_employees=4,
            jizokuka_employees=2,
            reasons=(
                "小売業（商業・サービス業の基準 5人以下）・常時使用する従業員4人 → 小規模事業者",
                (
                    "小売業（小売業の基準 資本金5,000万円以下または50人以下）・資本金300万円・"
                    "常時使用する従業員4人 → 中小企業者"
                ),
                (
                    "持続化補助金の数え方（同居親族・短時間・休業中も除く）では"
                    "従業員2人 → 5人以下の基準を満たします"
                ),
            ),
        )
    )


def test_the_first_reason_stands_on_the_page() -> None:
    reason = judge_size(at_work(4), "58", None, is_corporation=False).reasons[0]
    assert f"> {reason}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        *(("06", 20), ("09", 20), ("44", 20), ("52", 5), ("58", 5), ("76", 5), ("77", 5)),
        *(("78", 5), ("39", 5), ("75", 20), ("80", 20), ("693", 5), ("691", 20)),
        *(("791", 20), ("799", 5), ("413", 20), ("411", 5)),
    ],
)
def test_small_is_up_to_the_limit_of_the_trade_and_no_further(code: str, limit: int) -> None:
    verdicts = [
        judge_size(at_work(count), code, None, is_corporation=False).small
        for count in (limit, limit + 1)
    ]
    assert verdicts == [True, False]


def test_officers_proprietor_and_casual_workers_are_not_regular_employees() -> None:
    everyone = Headcount(*[1] * len(fields(Headcount)))
    assert (everyone.regular_employees, everyone.jizokuka_employees) == (4, 1)


def test_blanks_that_can_change_the_answer_leave_it_open_and_are_named() -> None:
    assert judge_size(Headcount(full_time=5), "58", None, is_corporation=False) == SizeJudgement(
        small=None,
        medium=None,
        regular_employees=None,
        known_employees=5,
        jizokuka_employees=5,
        reasons=(
            (
                "小売業（商業・サービス業の基準 5人以下）・"
                "常時使用する従業員5人以上（短時間・同居親族・休業中の人数が未入力） → "
                "小規模事業者かどうか判定できません。短時間・同居親族・休業中の人数を入れてください"
            ),
            (
                "小売業（小売業の基準 資本金5,000万円以下または50人以下）・"
                "常時使用する従業員5人以上（短時間・同居親族・休業中の人数が未入力） → "
                "中小企業者かどうか判定できません。短時間・同居親族・休業中の人数を入れてください"
            ),
            (
                "持続化補助金の数え方（同居親族・短時間・休業中も除く）では"
                "従業員5人 → 5人以下の基準を満たします"
            ),
        ),
    )


def test_people_who_are_known_decide_when_they_alone_exceed_the_limit() -> None:
    people = Headcount(full_time=2, part_time=3, family=1)
    judgement = judge_size(people, "76", None, is_corporation=False)
    assert (judgement.small, judgement.regular_employees, judgement.known_employees) == (
        False,
        None,
        6,
    )
    assert judgement.reasons[0] == (
        "飲食店（商業・サービス業の基準 5人以下）・"
        "常時使用する従業員6人以上（休業中の人数が未入力） → 小規模事業者ではありません"
    )


def test_with_nobody_known_the_number_is_simply_unknown() -> None:
    reason = judge_size(Headcount(full_time=0), "76", None, is_corporation=False).reasons[0]
    assert "従業員数が不明（短時間・同居親族・休業中の人数が未入力）" in reason


@pytest.mark.parametrize(
    ("full_time", "capital", "is_corporation", "medium", "wanted"),
    [
        (51, None, False, False, ""),
        (51, None, True, None, "資本金を入れてください"),
        (51, 50_000_001, True, False, ""),
        (50, 50_000_001, True, None, "休業中の人数を入れてください"),
        (50, None, True, None, "休業中の人数または資本金を入れてください"),
        (50, 50_000_000, True, True, ""),
        (51, None, None, None, "法人・個人の別を入れてください"),
    ],
)
def test_only_the_blanks_that_decide_about_a_medium_business_are_asked_for(
    full_time: int,
    capital: int | None,
    is_corporation: bool | None,
    medium: bool | None,
    wanted: str,
) -> None:
    people = at_work(full_time, on_leave=None)
    judgement = judge_size(people, "58", capital, is_corporation=is_corporation)
    assert (judgement.medium, judgement.reasons[1].partition("判定できません。")[2]) == (
        medium,
        wanted,
    )


@pytest.mark.parametrize("code", [None, ""])
def test_without_the_industry_nothing_is_judged(code: str | None) -> None:
    assert judge_size(at_work(1), code, None, is_corporation=False) == SizeJudgement(
        small=None,
        medium=None,
        regular_employees=1,
        known_employees=1,
        jizokuka_employees=1,
        reasons=("業種が入力されていないため、小規模事業者・中小企業者かどうか判定できません。",),
    )


def test_an_unclassifiable_industry_is_not_judged() -> None:
    judgement = judge_size(at_work(1), "99", None, is_corporation=False)
    assert (judgement.small, judgement.medium, judgement.reasons) == (
        None,
        None,
        ("分類不能の産業には業種の基準がないため、判定できません。",),
    )


def test_an_industry_that_the_law_splits_says_so() -> None:
    reasons = judge_size(at_work(6), "69", None, is_corporation=False).reasons
    assert reasons[-1] == (
        "不動産賃貸業・管理業のうち693駐車場業はサービス業の基準になります。"
        "小分類を確かめてください。"
    )


def test_either_capital_or_head_count_suffices_for_a_corporation() -> None:
    shapes = [(100, 400_000_000), (301, 300_000_000), (301, 400_000_000), (301, None)]
    verdicts = [
        judge_size(at_work(count), "09", capital, is_corporation=True).medium
        for count, capital in shapes
    ]
    assert verdicts == [True, True, False, None]


def test_a_sole_proprietor_has_no_capital_to_count() -> None:
    assert judge_size(at_work(51), "58", 1, is_corporation=False).medium is False


def test_whether_it_is_a_corporation_may_be_unknown() -> None:
    judgement = judge_size(at_work(51), "58", 1_000_000, is_corporation=None)
    assert (judgement.medium, judgement.reasons[1]) == (
        None,
        (
            "小売業（小売業の基準 資本金5,000万円以下または50人以下）・法人か個人かが不明・"
            "常時使用する従業員51人 → 中小企業者かどうか判定できません。"
            "法人・個人の別を入れてください"
        ),
    )


@pytest.mark.parametrize("group", [group.name for group in fields(Headcount)])
def test_negative_numbers_of_people_are_refused(group: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        Headcount(**{group: -1})
    assert (refusal.value.message, refusal.value.field) == (
        "人数は0以上で入力してください。",
        group,
    )


def test_negative_capital_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        judge_size(at_work(1), "58", -1, is_corporation=True)
    assert (refusal.value.message, refusal.value.field) == (
        "資本金は0円以上で入力してください。",
        "capital_yen",
    )


@given(
    st.builds(Headcount, full_time=counts, part_time=counts, family=counts, on_leave=counts),
    st.none() | st.sampled_from([row.code for row in industries()]),
    st.none() | st.integers(0, 10**9),
    st.none() | st.booleans(),
)
def test_unknown_is_never_no(
    headcount: Headcount, code: str | None, capital: int | None, is_corporation: bool | None
) -> None:
    judgement = judge_size(headcount, code, capital, is_corporation=is_corporation)
    assert judgement.reasons
    if code is None:
        assert (judgement.small, judgement.medium) == (None, None)
    if headcount.regular_employees is None:
        assert not judgement.small
    if judgement.small:
        assert judgement.medium


@given(
    st.builds(Headcount, full_time=counts, part_time=counts, family=counts, on_leave=counts),
    st.sampled_from(["09", "52", "58", "75", "76", "80"]),
    st.none() | st.integers(0, 10**9),
    st.booleans(),
    st.integers(0, 400),
)
def test_filling_a_blank_never_overturns_a_verdict(
    headcount: Headcount, code: str, capital: int | None, is_corporation: bool, people: int
) -> None:
    groups = ("full_time", "part_time", "family", "on_leave")
    blanks = {group: people for group in groups if headcount.number(group) is None}
    before = judge_size(headcount, code, capital, is_corporation=is_corporation)
    after = judge_size(replace(headcount, **blanks), code, capital, is_corporation=is_corporation)
    assert after.small is not None
    assert before.small in {None, after.small}
    assert before.medium in {None, after.medium}
