"""Which cases are shown beside a record being written, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from banso.records.rules.similarity import Candidate, Written, most_alike, words_of
from banso.registry.rules.industries import bucket_of

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "similar-cases.md"
TOPICS = {"価格転嫁": "price", "補助金": "subsidy"}
WRITTEN = Written(
    industry_code="09",
    bucket="製造業",
    topics=frozenset({"price"}),
    text="原価表を作り、値上げを頼む",
)


def printed() -> list[list[str]]:
    part = PAGE.read_text(encoding="utf-8").split("## 計算例\n")[1]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def a_candidate(
    key: int, code: str, topic: str, text: str, *, is_success: bool = True
) -> Candidate:
    topics = ((TOPICS[topic], topic),) if topic else ()
    return Candidate(key, code, bucket_of(code), topics, text, is_success)


@pytest.mark.parametrize(("code", "topic", "text", "points", "reason"), printed())
def test_the_printed_examples_are_what_the_rule_counts(
    code: str, topic: str, text: str, points: str, reason: str
) -> None:
    found = most_alike(WRITTEN, [a_candidate(1, code, topic, text)])
    told = [(str(one.points), one.reason) for one in found]
    assert told == ([] if points == "0" else [(points, reason)])


def test_three_at_most_the_most_alike_first_and_newer_before_older() -> None:
    candidates = [
        a_candidate(1, "24", "", "別の話", is_success=False),
        a_candidate(2, "09", "", "別の話", is_success=False),
        a_candidate(3, "09", "", "別の話", is_success=False),
        a_candidate(4, "09", "価格転嫁", "原価表", is_success=False),
    ]
    assert [one.key for one in most_alike(WRITTEN, candidates)] == [4, 3, 2]


def test_a_failure_is_shown_even_among_better_likenesses_that_went_well() -> None:
    candidates = [a_candidate(key, "09", "価格転嫁", "") for key in (1, 2, 3)]
    candidates.append(a_candidate(4, "24", "", "", is_success=False))
    assert [one.key for one in most_alike(WRITTEN, candidates)] == [3, 2, 4]


def test_words_that_most_cases_use_say_nothing() -> None:
    candidates = [a_candidate(key, "76", "", "原価表の話") for key in range(4)]
    assert most_alike(WRITTEN, candidates) == ()
    assert [one.reason for one in most_alike(WRITTEN, candidates[:1])] == ["ことば：原価表"]


def test_nothing_is_like_a_record_of_which_nothing_is_known() -> None:
    assert most_alike(Written(), [a_candidate(1, "09", "価格転嫁", "原価表")]) == ()


def test_words_are_runs_of_kanji_with_their_pairs_katakana_and_letters() -> None:
    assert words_of("資金繰り表をExcelとメモで。今回の相談") == {
        "資金繰",
        "資金",
        "金繰",
        "excel",
        "メモ",
    }
