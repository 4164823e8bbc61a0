"""Priority fields: the order proposed, what a choice is refused for, and how firms turned over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.priorities import MOST, PriorityField, Spread, proposed, refuse_fields
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.regional import PROBLEMS, SUPPRESSED, GroupLine, YearOnYear
from banso.diagnosis.rules.turnover import Turnover, turnover

KEYS = {problem.ja: key for key, problem in PROBLEMS.items()}


def spread(ja: str, known: str, having: str, before: str) -> Spread:
    """A share as a row of the page gives it; 秘匿 is suppressed, — unknown."""
    hidden = known == "秘匿"
    total = GroupLine("合計", None, None) if hidden else GroupLine("合計", int(known), int(having))
    earlier = unknown(SUPPRESSED, Unit.RATE)
    if before != "—":
        earlier = Reading(Decimal(before.rstrip("%")) / 100, Unit.RATE)
    return Spread(KEYS[ja], total, YearOnYear(ja, earlier, total.proportion))


def test_the_example_of_the_page_is_the_order_proposed() -> None:
    page = example_rows("regional-shares.md", "次年度の重点分野")
    spreads = [spread(*row[:4]) for row in reversed(page)]
    assert [[one.ja, one.mark] for one in proposed(spreads)] == [[row[0], row[4]] for row in page]


def test_a_proposal_says_why_in_a_sentence() -> None:
    risen = spread("債務超過", "20", "6", "25.0%")
    assert risen.because == (
        "分かっている20者のうち6者（30.0%）で、前の年より5.0ポイント増えています。"
    )
    steady = spread("承継リスク", "18", "7", "—")
    assert steady.because == "分かっている18者のうち7者（38.9%）です。"
    assert spread("債務超過", "秘匿", "秘匿", "20.0%").because == ""


def test_what_rose_less_than_the_shares_are_written_has_not_risen() -> None:
    now = GroupLine("合計", 1000, 200)
    move = YearOnYear("債務超過", Reading(Decimal("0.1999"), Unit.RATE), now.proportion)
    assert not Spread("insolvent", now, move).is_rising


def fields(*pairs: tuple[str, str]) -> list[PriorityField]:
    return [PriorityField(problem, reason) for problem, reason in pairs]


@pytest.mark.parametrize(
    ("chosen", "code", "field"),
    [
        ([], "none", "problem_1"),
        ([(key, "多い。") for key in [*PROBLEMS][: MOST + 1]], "too-many", None),
        ([("insolvent", "多い。"), ("insolvent", "多い。")], "twice", "problem_2"),
        ([("rain", "多い。")], "unknown", "problem_1"),
        ([("losses", "多い。"), ("insolvent", " ")], "no-reason", "reason_2"),
        ([("insolvent", "あ" * 201)], "too-long", "reason_1"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_its_place(
    chosen: Sequence[tuple[str, str]], code: str, field: str | None
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        refuse_fields(fields(*chosen))
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_five_with_reasons_are_taken() -> None:
    refuse_fields(fields(*((key, "あ" * 200) for key in [*PROBLEMS][:MOST])))


@pytest.mark.parametrize(
    ("before", "now", "found", "too_small"),
    [
        ({1, 2, 3}, {1, 2, 3}, Turnover(0, 0, 3), False),
        ({1, 2, 3}, {1, 2, 3, 4}, Turnover(1, 0, 3), True),
        ({1, 2, 3, 4, 5}, {1, 2, 3}, Turnover(0, 2, 3), True),
        ({1, 2, 3}, {1, 4, 5, 6}, Turnover(3, 2, 1), True),
        ({1, 2, 3, 4}, {1, 5, 6, 7}, Turnover(3, 3, 1), False),
        ({1, 2}, {3, 4}, Turnover(2, 2, 0), False),
        (set(), {1, 2}, Turnover(2, 0, 0), False),
    ],
)
def test_few_who_joined_or_left_would_be_told_by_a_subtraction(
    before: set[int], now: set[int], found: Turnover, *, too_small: bool
) -> None:
    assert turnover(before, now) == found
    assert found.is_too_small == too_small
