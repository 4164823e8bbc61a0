"""The year ahead: the page's example, overloaded months, what if, and who could be eased."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows
from tests.followup.cast import ADOPTED, LAST, MONTHLY, QUARTERLY, RHYTHMS, STANDING, TWICE

from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.rules.drift import DriftRules
from banso.followup.rules.easing import could_ease, effect_of, lighter, not_eased
from banso.followup.rules.outlook import (
    BusyTime,
    Followed,
    Made,
    Room,
    outlook,
    what_if,
)
from banso.followup.rules.rhythm import ByHand, Decision, Rhythms
from banso.followup.rules.settings import FollowUpRules

TODAY, YEAR = date(2026, 11, 20), FiscalYear(2026)
SAKURA = Followed(
    1,
    "さくら製麺",
    "佐藤",
    Decision(QUARTERLY, ()),
    STANDING,
    (Made(date(2026, 6, 30), "佐藤"), Made(LAST, "佐藤")),
)
KOGURE = Followed(
    2,
    "こぐれ食堂",
    "中島",
    Decision(MONTHLY, ()),
    replace(STANDING, last_visit=date(2026, 10, 30)),
    tuple(Made(date(2026, month, 30), "中島") for month in (4, 5, 6, 7, 8, 9, 10)),
)
TAX = BusyTime("確定申告", (2, 16), (3, 15))


def test_the_pages_example() -> None:
    rows = example_rows("outlook.md")
    for firm, row in zip((SAKURA, KOGURE), rows[:2], strict=True):
        coming = len(firm.coming(TODAY, YEAR))
        assert [firm.name, f"{len(firm.made)}", f"{coming}", f"{len(firm.made) + coming}"] == row
    year = outlook([SAKURA, KOGURE], YEAR, TODAY, Room())
    assert rows[2] == ["合計（実数2者）", "9", "7", "16"]
    assert (year.visits_made, year.visits, year.businesses_made, year.businesses) == (9, 16, 2, 2)


def test_every_visit_stands_in_one_month_of_one_adviser() -> None:
    year = outlook([SAKURA, KOGURE], YEAR, TODAY, Room())
    assert sum(load.visits for load in year.loads) == year.visits
    assert {load.month for load in year.loads} == {month.first for month in YEAR.months}
    told = {(load.month.month, load.adviser): (load.made, load.coming) for load in year.loads}
    assert told[6, "佐藤"] == (1, 0)
    assert told[12, "佐藤"] == (0, 1)
    assert told[11, "中島"] == (0, 1)


def test_a_handover_moves_the_visits_to_come_and_none_of_those_made() -> None:
    handed = replace(SAKURA, adviser="中島")
    year = outlook([handed, KOGURE], YEAR, TODAY, Room())
    told = {
        name: (sum(one.made for one in mine), sum(one.coming for one in mine))
        for name in ("佐藤", "中島")
        if (mine := [one for one in year.loads if one.adviser == name])
    }
    assert told == {"佐藤": (2, 0), "中島": (7, 7)}
    assert (year.visits, year.businesses) == (16, 2)


def test_a_visit_that_is_overdue_falls_on_today_once() -> None:
    late = replace(SAKURA, standing=replace(STANDING, last_visit=date(2026, 4, 1)), made=())
    assert late.coming(TODAY, YEAR) == (TODAY, date(2027, 2, 22))


def test_a_month_that_is_too_much_says_whose_and_why() -> None:
    many = [
        replace(SAKURA, key=at, standing=replace(STANDING, last_visit=date(2026, 12, 10)))
        for at in range(7)
    ]
    year = outlook(many, YEAR, TODAY, Room(busy=(TAX,)))
    (load,) = year.overloaded
    assert load.words == "令和9年3月：佐藤の訪問7件は、目安の5件を超えます（確定申告）。"
    assert outlook(many, YEAR, TODAY, Room(Decimal(1))).overloaded == ()
    assert Room(busy=(TAX,)).most_in(FiscalYear(2027).months[0]) == 10
    past = replace(SAKURA, made=tuple(Made(date(2026, 5, 1), "佐藤") for _ in range(40)))
    assert outlook([past], YEAR, TODAY, Room()).overloaded == (), "what is done is done"


def test_another_rhythm_moves_the_year_from_the_next_visit_on() -> None:
    changed = what_if([SAKURA, KOGURE], {1: MONTHLY})
    assert changed[1] is KOGURE
    assert outlook(changed, YEAR, TODAY, Room()).visits == 9 + 5 + 5
    assert outlook(what_if([SAKURA], {1: TWICE}), YEAR, TODAY, Room()).visits == 2 + 1


def test_only_the_calm_could_be_eased_the_safest_first() -> None:
    older = replace(SAKURA, key=3, standing=replace(STANDING, adopted_on=date(2023, 1, 5)))
    by_hand = Decision(QUARTERLY, (), (), ByHand("quarterly", "様子を見る", date(2027, 3, 31)))
    firms = [
        SAKURA,
        KOGURE,
        older,
        replace(SAKURA, key=4, decision=by_hand),
        replace(SAKURA, key=5, decision=Decision(QUARTERLY, (), ("純資産がわからない",))),
        replace(SAKURA, key=6),
        replace(SAKURA, key=7),
    ]
    found = could_ease(firms, {1: 2, 2: 9, 3: 2, 4: 9, 5: 9, 6: 5})
    assert [one.followed.key for one in found] == [6, 3, 1]
    assert found[0].because == "チェックシートが5回続けて順調。気がかりな数字がない。"
    assert older.standing.adopted_on < ADOPTED
    assert [one.followed.key for one in could_ease(firms, {1: 2, 6: 5}, {6})] == [1], "6 drifts"
    why = {one.followed.key: one.because for one in not_eased(firms, {1: 2, 6: 0}, {3})}
    assert why == {
        2: "いま毎月1回：。",
        3: "計画とのズレが開いている。先に、第三者の視点でふり返る。",
        4: "頻度を手で決めている：。",
        5: "判断できない：純資産がわからない。",
        6: "前のチェックシートが順調ではない。",
        7: "チェックシートの訪問がまだない。",
    }


def test_what_a_lighter_rhythm_would_save() -> None:
    assert lighter(RHYTHMS) == TWICE
    assert lighter(Rhythms((QUARTERLY,))) is None
    assert effect_of(SAKURA, TWICE, YEAR, TODAY) == -1
    assert effect_of(SAKURA, MONTHLY, YEAR, TODAY) == 3


def test_a_year_that_is_over_has_no_visits_to_come() -> None:
    late = replace(SAKURA, standing=replace(STANDING, last_visit=date(2025, 9, 1)))
    assert late.coming(TODAY, FiscalYear(2025)) == ()
    ahead = outlook([replace(SAKURA, made=())], YEAR.next, TODAY, Room())
    assert (ahead.visits_made, ahead.visits, ahead.businesses) == (0, 4, 1)


def test_a_busy_time_is_a_stretch_of_one_year() -> None:
    with pytest.raises(RuleViolation, match="「夏」の月日がありません。"):
        BusyTime("夏", (7, 32), (8, 1))
    with pytest.raises(RuleViolation, match="2つに分けてください。"):
        BusyTime("冬", (12, 1), (1, 31))


def test_settings_are_kept_as_json_and_come_back_the_same() -> None:
    rules = FollowUpRules(RHYTHMS, DriftRules(Decimal("0.85"), 3, 4, 60), Room(Decimal(1), (TAX,)))
    assert FollowUpRules.from_json(json.loads(json.dumps(rules.as_json()))) == rules
    assert FollowUpRules().rhythms.usual.visits_per_year == 4
