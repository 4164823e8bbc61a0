"""The month on the wall, and the days' rounds."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.followup.kept_cast import a_visit_by_sheet, an_adopted_plan, the_rules
from tests.followup.page_cast import headings_of, text_of
from tests.records.cast import a_firm, a_promise, a_visit, told

from banso.accounts.models import Staff
from banso.followup.actions import open_check_sheet, take_call
from banso.plans.models import BusinessPlan
from banso.registry.models import Business, District

MONTH, ROUNDS = "/follow-up/month/", "/follow-up/rounds/"


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def days_of(answer: HttpResponse) -> dict[int, str]:
    """What stands on the days of the calendar that have something, by the day."""
    cells = re.findall(
        r'<td\s+class="month-day([^"]*)"\s*>(.*?)</td>', answer.content.decode(), re.DOTALL
    )
    words = (told(" ".join(re.sub(r"<[^>]+>", " ", cell).split())) for _, cell in cells)
    found = (re.match(r"(\d+) 日（(.)） ?(.*)", each) for each in words)
    return {int(one[1]): one[3] for one in found if one and one[3]}


def test_the_month_shows_what_is_due_planned_made_and_promised(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    due = an_adopted_plan(a_firm("期日商店", plan.business), sato, date(2026, 8, 27))
    sheet = an_adopted_plan(a_firm("予定商店", plan.business), sato, date(2026, 9, 10))
    open_check_sheet(sheet, planned_on=date(2026, 11, 24), by=sato)
    promise = a_promise("値段の表", date(2026, 11, 26))
    a_visit(due.business, sato, date(2026, 8, 20), topics=("plan-followup",))
    a_visit(sheet.business, sato, date(2026, 11, 4), topics=("cash",), promises=[promise])
    a_visit_by_sheet(plan, sato, date(2026, 11, 4), "watch")
    answer = as_sato.get(MONTH)
    assert days_of(answer) == {
        3: "文化の日",
        4: "訪問済 株式会社さくら製麺 巡回",
        20: "今日",
        23: "勤労感謝の日",
        24: "予定 予定商店 チェックシート第1回",
        26: "約束 予定商店 商工会：値段の表",
        27: "期日 期日商店 策定（令和8年8月27日）から3か月",
    }
    shown = text_of(answer)
    assert "期日 1 件 予定 1 件 訪問済 1 件 約束 1 件" in shown
    assert "令和8年11月の訪問" in shown
    told_of_load = (
        "佐藤 さくら：いまフォローアップ中の計画で、訪問済 1件、これからの見込み 1件"
        "（遅れは今日の分に数える。目安は月9件まで）"
    )
    assert told_of_load in shown


def test_ones_own_visits_made_stay_in_ones_month_after_a_handover(
    plan: BusinessPlan, sato: Staff, suzuki: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 11, 4), "watch")
    Business.objects.filter(pk=plan.business_id).update(adviser=suzuki)
    made = {4: "訪問済 株式会社さくら製麺 巡回"}
    closed = {3: "文化の日", 20: "今日", 23: "勤労感謝の日"}
    assert days_of(as_sato.get(MONTH)) == closed | made
    assert days_of(as_suzuki.get(MONTH, {"whose": "mine"})) == closed
    assert days_of(as_suzuki.get(MONTH, {"whose": "none"})) == closed
    assert days_of(as_suzuki.get(MONTH, {"whose": "all"})) == closed | made


def test_what_is_overdue_stands_apart_this_month_only(plan: BusinessPlan, as_sato: Client) -> None:
    assert "期日を過ぎた訪問（1件）" in headings_of(as_sato.get(MONTH))[0]
    july = as_sato.get(MONTH, {"month": "2026-07"})
    assert headings_of(july) == []
    assert days_of(july) == {20: "海の日"}
    assert "?month=2026-06&amp;whose=mine" in july.content.decode()
    assert "?month=2026-08&amp;whose=mine" in july.content.decode()


@pytest.mark.parametrize("named", ["", "2026-13", "いつか", "0001-01", "9999-12"])
def test_a_month_that_cannot_be_read_is_this_one(
    plan: BusinessPlan, as_sato: Client, named: str
) -> None:
    assert "令和8年11月の訪問" in text_of(as_sato.get(MONTH, {"month": named}))


def test_more_visits_than_there_is_room_for_are_said(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for number in range(9):
        an_adopted_plan(a_firm(f"商店{number}", plan.business), sato, date(2026, 8, 27))
    words = "令和8年11月：佐藤 さくらの訪問10件は、目安の9件を超えます。"
    shown = text_of(as_sato.get(MONTH))
    assert words in shown
    assert "地区でまとめて回る日を決める" in shown
    assert words in text_of(as_sato.get(MONTH, {"whose": "all"}))
    assert words not in text_of(as_sato.get(MONTH, {"whose": "none"}))


def test_a_round_gathers_a_district_into_a_working_day(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    far = a_firm("遠い商店", plan.business)
    second = District.objects.get(organisation=far.organisation, key="second")
    Business.objects.filter(pk=far.pk).update(district=second)
    far.refresh_from_db()
    an_adopted_plan(far, sato, date(2026, 5, 1))
    for number in (1, 2):
        an_adopted_plan(a_firm(f"近い商店{number}", plan.business), sato, date(2026, 6, number))
    answer = as_sato.get(ROUNDS, {"first": "R8.11.20", "most": "2", "days": "3"})
    assert headings_of(answer) == [
        "令和8年11月20日（金） 第1地区 2件",
        "令和8年11月24日（火） 第2地区 1件",
        "令和8年11月25日（水） 第1地区 1件",
    ]
    shown = text_of(answer)
    assert (
        "休みなので入れない日：R8.11.21（土曜）、R8.11.22（日曜）、R8.11.23（勤労感謝の日）"
        in shown
    )
    assert "027-373-0000" in shown
    firm = f"business={plan.business.public_id}"
    assert f"?{firm}&amp;business=" in answer.content.decode()


def test_an_owner_who_called_is_visited_first_and_what_did_not_fit_is_said(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    called = an_adopted_plan(a_firm("声の商店", plan.business), sato, date(2026, 9, 10))
    take_call(called, on=date(2026, 11, 19), what="相談", by=sato)
    answer = as_sato.get(ROUNDS, {"first": "R8.11.24", "most": "1", "days": "1"})
    assert headings_of(answer) == [
        "令和8年11月24日（火） 第1地区 1件",
        "入りきらなかった訪問（1件）",
    ]
    shown = text_of(answer)
    assert "1. 声の商店" in shown
    assert "株式会社さくら製麺 期日 R8.7.1（142日遅れ） 第1地区" in shown


def test_a_visit_planned_for_another_day_is_not_told_as_one_without_room(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    open_check_sheet(plan, planned_on=date(2026, 11, 20), by=sato)
    answer = as_sato.get(ROUNDS, {"first": "R8.11.24", "days": "3"})
    assert headings_of(answer) == [
        "回る訪問はありません",
        "ほかの日に行く予定の訪問（1件）",
    ]
    assert "株式会社さくら製麺 R8.11.20に行く予定（期日 R8.7.1）（142日遅れ） 第1地区" in text_of(
        answer
    )
    assert headings_of(as_sato.get(ROUNDS, {"first": "R8.11.20", "days": "3"})) == [
        "令和8年11月20日（金） 第1地区 1件"
    ]


def test_without_a_word_a_round_begins_on_the_next_working_day(
    plan: BusinessPlan, as_sato: Client
) -> None:
    shown = text_of(as_sato.get(ROUNDS))
    assert "令和8年11月24日から5日 1日4件まで" in shown
    assert headings_of(as_sato.get(ROUNDS)) == ["令和8年11月24日（火） 第1地区 1件"]
    assert "回る訪問はありません" in text_of(as_sato.get(ROUNDS, {"whose": "none"}))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("R8.11.19", "今日（令和8年11月20日）以後の日を入力してください。"),
        ("R9.11.21", "1年以内の日を入力してください。"),
        ("いつか", "「いつか」は日付として読めません。"),
    ],
)
def test_a_first_day_that_cannot_be_is_refused_where_it_was_typed(
    plan: BusinessPlan, as_sato: Client, typed: str, words: str
) -> None:
    answer = as_sato.get(ROUNDS, {"first": typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f'value="{typed}"' in answer.content.decode()
