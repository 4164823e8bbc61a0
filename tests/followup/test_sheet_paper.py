"""The check sheet on paper: what it says blank and filled in, on how many pages, and its code."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.diagnosis.paper_cast import pages
from tests.followup.kept_cast import (
    a_drift,
    a_kept_kpi,
    a_kept_measure,
    a_visit_by_sheet,
    an_adopted_plan,
)
from tests.records.cast import a_promise, a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.followup.actions import open_check_sheet
from banso.followup.documents.sheet import sheet_pdf_of
from banso.followup.models import CheckSheet
from banso.followup.queries.sheet_page import sheet_page
from banso.followup.rules.answers import Answers, Done, NextPromise
from banso.plans.models import BusinessPlan
from banso.registry.models import Business

URL = "https://banso.example.jp/follow-up/sheets/1/"


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato)


def printed(sheet: CheckSheet) -> list[str]:
    """The text of each page, without spaces."""
    fresh = CheckSheet.objects.get(pk=sheet.pk)
    made = sheet_pdf_of(sheet_page(fresh, fresh.plan, clock.today()), URL)
    return [re.sub(r"\s+", "", text) for text in pages(made)]


def test_an_empty_plan_still_has_a_sheet_to_write_on(plan: BusinessPlan, sato: Staff) -> None:
    text = "".join(printed(open_check_sheet(plan, planned_on=TODAY, by=sato)))
    for words in (
        "事業計画チェックシート第1回",
        "株式会社さくら製麺",
        "なぜ訪問するか",
        "担当佐藤さくら",
        "聞いたこと（困っていること・気がかり）",
        "次の約束",
        "この計画の進みぐあい順調注意ズレ",
        "訪問日令和年月日",
        "この日まで：令和9年2月22日（月）",
        "シート番号1-",
    ):
        assert words in text, words
    assert "施策" not in text.replace("この施策", "")


def test_the_paper_asks_in_the_order_of_the_screen(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))
    a_kept_kpi(plan)
    a_visit(sakura, sato, promises=(a_promise("原価表", date(2026, 12, 1)),))
    a_drift(plan, date(2026, 10, 1))
    text = "".join(printed(open_check_sheet(plan, planned_on=TODAY, by=sato)))
    words = [
        "ズレ「看板を直す」が",
        "前回までの約束",
        "商工会原価表令和8年12月1日",
        "ちらしを配る令和8年12月1日進行中",
        "客数1,233人まだ聞いていない人",
        "この施策は、何があれば進みますか。",
        "助言したこと",
        "「順調」では完了できません",
    ]
    places = [text.index(one) for one in words]
    assert places == sorted(places)


def test_a_usual_sheet_is_one_page_with_room_for_the_pen(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_kept_kpi(plan)
    a_visit(sakura, sato, promises=(a_promise("原価表", date(2026, 12, 1)),))
    a_visit_by_sheet(plan, sato, TODAY - timedelta(days=60), "watch")
    a_drift(plan, date(2026, 10, 1))
    found = printed(open_check_sheet(plan, planned_on=TODAY, by=sato))
    assert len(found) == 1
    assert found[0].count("商工会事業者") >= 3, "約束の行は3つ残る"


def test_a_recorded_visit_keeps_the_drift_of_its_day_and_the_visit_before(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "on-course")
    late = a_kept_measure(plan, "看板を直す", date(2026, 6, 1))
    closing = a_visit_by_sheet(plan, sato, date(2026, 9, 1), "watch")
    done = Answers(measures={str(late.public_id): Done(date(2026, 11, 2))})
    a_visit_by_sheet(plan, sato, date(2026, 11, 2), "watch", done)
    text = "".join(printed(closing.sheet))
    assert "前回令和8年7月1日順調" in text
    seen = "ズレ「看板を直す」が92日遅れている（期限令和8年6月1日）（令和8年9月1日に気づいた）"
    assert seen in text, "いまは済んでいても、その日は開いていた"


def test_a_recorded_visit_is_printed_as_it_was_told(plan: BusinessPlan, sato: Staff) -> None:
    measure = a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))
    kpi, other = a_kept_kpi(plan), a_kept_kpi(plan, "予約")
    answers = Answers(
        measures={str(measure.public_id): Done(TODAY, "300枚")},
        kpis={str(kpi.public_id): Decimal(1240), str(other.public_id): None},
        promises=(NextPromise("theirs", "試算表を送る", date(2026, 12, 10)),),
        heard="平日の昼が弱い",
    )
    closing = a_visit_by_sheet(plan, sato, TODAY, "watch", answers)
    text = "".join(printed(closing.sheet))
    for words in (
        "ちらしを配る令和8年12月1日進行中令和8年11月20日300枚",
        "客数1,233人まだ聞いていない1,240人",
        "平日の昼が弱い",
        "✓事業者試算表を送る令和8年12月10日",
        "✓注意",
        "訪問日令和8年11月20日（金）",
        "✓巡回窓口オンライン時間不明",
        "訪問した職員佐藤さくら",
    ):
        assert words in text, words
    assert "令和年月日" not in text
    assert "メモ" not in text


def test_a_long_plan_runs_over_with_its_heads_repeated(plan: BusinessPlan, sato: Staff) -> None:
    for number in range(30):
        a_kept_measure(plan, f"施策その{number}は長い名前" * 2, TODAY + timedelta(days=number))
    for number in range(20):
        a_kept_kpi(plan, f"数字{number}")
    found = printed(open_check_sheet(plan, planned_on=TODAY, by=sato))
    assert 3 <= len(found) <= 5
    assert sum("済んだ施策期限いま" in page for page in found) >= 2
    assert "施策その29は" in "".join(found)


def test_the_paper_comes_as_a_file_of_a4(plan: BusinessPlan, sato: Staff, as_sato: Client) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    answer = as_sato.get(reverse("followup:sheet-pdf", args=[sheet.public_id]))
    assert answer.headers["Content-Type"] == "application/pdf"
    page = pypdfium2.PdfDocument(answer.content)[0]
    assert [round(side) for side in page.get_size()] == [595, 842]
