"""The follow-up of a plan file: read as rules, or refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from banso.followup.rules.drift import DriftRules
from banso.followup.rules.outlook import BusyTime, Room
from banso.programme.measures import MEASURES
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.following import follow_up_rules
from banso.programme.rules.places import Problem
from banso.programme.rules.reading import read_programme

FILE = Path(__file__).parents[2] / "programmes" / "takasaki-gunma.json"


def read(
    change: Callable[[dict[str, Any]], object] = lambda _: None,
) -> tuple[ProgrammeDocument | None, list[Problem]]:
    """The plan of 高崎市群馬商工会 with its follow-up changed: the document, and the problems."""
    raw = json.loads(FILE.read_text("utf-8"))
    change(raw["follow_up"])
    return read_programme(json.dumps(raw), known_measures=frozenset(MEASURES))


def test_the_plans_own_rhythms_are_tried_with_the_serious_ones_first() -> None:
    document, problems = read()
    assert problems == []
    rules = follow_up_rules(document.follow_up)
    assert [(one.key, one.visits_per_year, one.is_default) for one in rules.rhythms.all] == [
        ("quarterly", 4, True),
        ("monthly", 12, False),
        ("twice-a-year", 2, False),
    ]
    told = [[condition.words for condition in way] for one in rules.rhythms.all for way in one.when]
    assert told == [
        ["純資産（円）が0未満"],
        ["経常赤字が続く期の数が3以上"],
        [
            "策定からの月数が24以上",
            "続けて順調だったチェックシートの数が4以上",
            "計画とのズレの数が1未満",
        ],
    ]
    assert rules.drift == DriftRules(Decimal("0.9"), 2, 2, 30)
    assert rules.room == Room(Decimal("0.5"), (BusyTime("確定申告", (2, 16), (3, 15)),))


def test_a_plan_that_says_less_goes_by_what_is_usual() -> None:
    def shorten(follow_up: dict[str, Any]) -> None:
        del follow_up["drift"], follow_up["capacity"]
        for rhythm in follow_up["rhythms"]:
            rhythm.pop("when", None)

    document, problems = read(shorten)
    assert problems == []
    rules = follow_up_rules(document.follow_up)
    assert (rules.drift, rules.room) == (DriftRules(), Room())


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(follow_up: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        spot: Any = follow_up
        for part in way:
            spot = spot[part]
        spot[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            put("rhythms.0.visits_per_year", 5),
            Problem(
                "follow_up.rhythms[0]（四半期に一度）",
                "no-rhythm",
                "年の訪問回数は1・2・3・4・6・12のどれかにしてください。",
            ),
        ),
        (
            put("rhythms.0.is_default", False),
            Problem("follow_up", "no-default", "いつもの頻度を1つ決めてください。"),
        ),
        (
            put("rhythms.1.when.0.0.fact", "mood"),
            Problem(
                "follow_up.rhythms[1]（毎月1回）",
                "unknown-fact",
                "「mood」という事実はありません。",
            ),
        ),
        (
            put("rhythms.1.when.0.0", {"fact": "net_assets"}),
            Problem(
                "follow_up.rhythms[1]（毎月1回）",
                "no-bound",
                "below か at_least の、どちらか1つを書いてください。",
            ),
        ),
        (
            put("drift.sales_part", 90),
            Problem("follow_up", "no-part", "売上の割合は0より大きく1以下にしてください。"),
        ),
        (
            put("capacity.busy.0.first", "2月16日"),
            Problem("follow_up", "no-day", "月日「2月16日」は「02-16」のように書いてください。"),
        ),
        (
            put("capacity.busy.0.last", "02-30"),
            Problem("follow_up", "no-day", "「確定申告」の月日がありません。"),
        ),
    ],
)
def test_a_follow_up_that_cannot_be_run_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], None], problem: Problem
) -> None:
    document, problems = read(change)
    assert document is None
    assert problems == [problem]
