"""The check sheet on the screen: opened, filled in, recorded once, and refused with all typed."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.diagnosis.cast import example_rows
from tests.followup.kept_cast import (
    APRIL,
    a_drift,
    a_kept_kpi,
    a_kept_measure,
    a_visit_by_sheet,
    an_adopted_plan,
)
from tests.records.cast import a_promise, a_visit, told

from banso.accounts.history import changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.followup.actions import fill_check_sheet, open_check_sheet
from banso.followup.models import CheckSheet, CheckSheetClosing, KpiReading
from banso.followup.rules.answers import Answers, NextPromise
from banso.plans.actions import keep_kpi, keep_section
from banso.plans.models import BusinessPlan, MeasureDone, PlanKpi, PlanMeasure
from banso.records.actions import withdraw_record
from banso.records.models import Fulfilment, Promise, SupportRecord
from banso.registry.actions import ask_erasure, close_business
from banso.registry.models import Business, ErasureRequest
from banso.web.actions.erasing import erase_business

KEY = "00000000-0000-4000-8000-000000000007"
NO_ROWS = {"promises-TOTAL_FORMS": "0", "promises-INITIAL_FORMS": "0"}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato)


@pytest.fixture
def measure(plan: BusinessPlan) -> PlanMeasure:
    return a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))


@pytest.fixture
def kpi(plan: BusinessPlan) -> PlanKpi:
    return a_kept_kpi(plan)


@pytest.fixture
def promise(sakura: Business, sato: Staff) -> Promise:
    return a_visit(sakura, sato, promises=(a_promise("原価表", None),)).promises.get()


@pytest.fixture
def sheet(
    plan: BusinessPlan, measure: PlanMeasure, kpi: PlanKpi, promise: Promise, sato: Staff
) -> CheckSheet:
    return open_check_sheet(plan, planned_on=TODAY, by=sato)


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def typed(sheet: CheckSheet, **other: str) -> dict[str, str]:
    """What a form sends when little was typed."""
    fresh = CheckSheet.objects.get(pk=sheet.pk)
    told_ = {
        **NO_ROWS,
        "on": "R8.11.20",
        "judgement": "watch",
        "heard": "平日の昼が弱い",
        "entry_key": KEY,
        "seen_version": str(fresh.version),
        **other,
    }
    return {name: value for name, value in told_.items() if value is not None}


def post(client: Client, sheet: CheckSheet, **other: str) -> HttpResponse:
    return client.post(url("sheet", sheet.public_id), typed(sheet, **other))


def counted() -> tuple[int, int]:
    return SupportRecord.objects.count(), CheckSheetClosing.objects.count()


# ── opening ──


def test_a_sheet_is_opened_for_the_next_visit_and_asked_again_it_is_the_same(
    plan: BusinessPlan, as_sato: Client
) -> None:
    answer = as_sato.post(url("sheet-open", plan.public_id))
    sheet = CheckSheet.objects.get()
    assert answer.headers["Location"] == url("sheet", sheet.public_id)
    assert sheet.planned_on == TODAY, "it is overdue: the day is today"
    as_sato.post(url("sheet-open", plan.public_id))
    assert CheckSheet.objects.count() == 1
    assert "続きを書く" in text_of(as_sato.get(url("detail", plan.public_id)))


def test_a_plan_that_has_ended_gets_no_sheet(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    close_business(sakura, on=date(2026, 11, 1), reason="廃業", by=sato)
    answer = as_sato.post(url("sheet-open", plan.public_id))
    assert answer.status_code == 422
    assert "いまフォローアップしていません" in text_of(answer)


def test_the_page_shows_the_visit_and_its_questions_in_talking_order(
    plan: BusinessPlan, sheet: CheckSheet, as_sato: Client
) -> None:
    keep_section(plan, "direction", "隣町にも配る製麺所になる")
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    words = [
        "株式会社さくら製麺 第1回",
        "「隣町にも配る製麺所になる」",
        "なぜ訪問するか",
        "いつもの頻度 → 四半期に一度",
        "前回までの約束 1件のうち守られた",
        "商工会：原価表",
        "施策 1件のうち済み",
        "ちらしを配る",
        "KPI（数字の目標） 1件のうち聞いた",
        "今日までの目安 1,233人 前回 まだ聞いていない",
        "聞いたこと（困っていること・気がかり）",
        "次の約束",
        "この計画の進みぐあい",
        "訪問を記録して完了",
        "途中まで保存 このシートを破棄する",
    ]
    places = [shown.index(one) for one in words]
    assert places == sorted(places)


def test_the_next_visit_is_proposed_as_if_this_one_were_made(
    sheet: CheckSheet, as_sato: Client
) -> None:
    page = as_sato.get(url("sheet", sheet.public_id)).content.decode()
    assert 'name="on" value="令和8年11月20日"' in page
    assert 'name="next_on" value="令和9年2月22日"' in page, "三か月後は土曜日"


# ── recording ──


def test_what_was_told_on_the_visit_is_recorded_once_and_counts_everywhere(
    sheet: CheckSheet,
    measure: PlanMeasure,
    kpi: PlanKpi,
    promise: Promise,
    as_sato: Client,
) -> None:
    sent = {
        f"done-{measure.public_id}": "on",
        f"done_on-{measure.public_id}": "１１月１８日",
        f"note-{measure.public_id}": "300枚",
        f"kpi-{kpi.public_id}": "１，２４０",
        f"kept-{promise.public_id}": "on",
        "advice": "定食を試す",
        "next_on": "R9.2.22",
        "promises-TOTAL_FORMS": "2",
        "promises-0-side": "theirs",
        "promises-0-what": "試算表を送る",
        "promises-0-due_on": "R8.12.10",
        "promises-1-side": "ours",
    }
    for _ in range(3):
        answer = post(as_sato, sheet, **sent)
        assert answer.headers["Location"] == url("sheet-done", sheet.public_id)
    assert counted() == (2, 1)
    closing = CheckSheetClosing.objects.get()
    assert (closing.on, closing.judgement, closing.next_on) == (TODAY, "watch", date(2027, 2, 22))
    record = closing.record
    assert (record.heard, record.advice) == ("平日の昼が弱い", "定食を試す")
    assert [(one.side, one.what, one.due_on) for one in record.promises.all()] == [
        ("theirs", "試算表を送る", date(2026, 12, 10))
    ]
    assert (measure.done.on, measure.done.note) == (date(2026, 11, 18), "300枚")
    assert KpiReading.objects.get().value == Decimal(1240)
    assert promise.fulfilment.on == TODAY


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, ("visit", None)),  # a copy that lay on the phone has no such boxes
        ({"contact": "counter", "minutes": "1時間30分"}, ("counter", 90)),
        ({"contact": "online", "minutes": "４５"}, ("online", 45)),
    ],
)
def test_the_record_says_how_the_visit_took_place_and_how_long(
    sheet: CheckSheet, as_sato: Client, sent: dict[str, str], kept: tuple[str, int | None]
) -> None:
    assert post(as_sato, sheet, **sent).status_code == 302
    record = SupportRecord.objects.get(check_sheet_closing__sheet=sheet)
    assert (record.kind, record.minutes) == kept


def test_how_and_how_long_are_kept_in_part_and_a_telephone_call_is_no_visit(
    sheet: CheckSheet, as_sato: Client
) -> None:
    boxes = as_sato.get(url("sheet", sheet.public_id)).context["form"]
    assert (boxes["contact"].value(), boxes["minutes"].value()) == ("visit", None)
    post(as_sato, sheet, contact="counter", minutes="40", fill="1")
    kept = Answers.from_json(CheckSheet.objects.get(pk=sheet.pk).answers)
    assert (kept.contact, kept.minutes) == ("counter", 40)
    form = as_sato.get(url("sheet", sheet.public_id)).context["form"]
    assert (form["contact"].value(), form["minutes"].value()) == ("counter", 40)
    answer = post(as_sato, sheet, contact="phone", minutes="25時間")
    assert answer.status_code == 422
    assert dict(answer.context["form"].errors) == {
        "contact": ["訪問の方法を選んでください。"],
        "minutes": ["時間は1分から1440分（24時間）の間で入力してください。"],
    }


def test_the_worked_example_of_the_rules_page(
    plan: BusinessPlan,
    measure: PlanMeasure,
    kpi: PlanKpi,
    promise: Promise,
    sato: Staff,
    as_sato: Client,
) -> None:
    other = a_kept_kpi(plan, "予約")
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    before = kept_rows()
    sent = {
        f"done-{measure.public_id}": "on",
        f"kpi-{kpi.public_id}": "1,240",
        f"unknown-{other.public_id}": "on",
        f"kept-{promise.public_id}": "on",
        "promises-TOTAL_FORMS": "1",
        "promises-0-side": "ours",
        "promises-0-what": "資料を届ける",
    }
    for _ in range(3):
        post(as_sato, sheet, **sent)
    rows = zip(before, kept_rows(), strict=True)
    told_ = [[name, str(was), str(now)] for (name, was), (_, now) in rows]
    assert [list(row) for row in example_rows("check-sheet.md")] == told_


def kept_rows() -> list[tuple[str, int]]:
    """What is kept, by the names of the rules page."""
    visits = SupportRecord.objects.filter(topics__key="plan-followup")
    return [
        ("支援記録", SupportRecord.objects.count()),
        ("チェックシートの完了", CheckSheetClosing.objects.count()),
        ("施策の完了", MeasureDone.objects.count()),
        ("KPIの実績", KpiReading.objects.count()),
        ("そのうち不明", KpiReading.objects.filter(value=None).count()),
        ("約束の完了", Fulfilment.objects.count()),
        ("約束", Promise.objects.count()),
        ("頻度（延べ回数）に数える記録", visits.count()),
    ]


def test_after_recording_the_page_says_what_comes_next(sheet: CheckSheet, as_sato: Client) -> None:
    post(as_sato, sheet, next_on="R9.2.22")
    shown = text_of(as_sato.get(url("sheet-done", sheet.public_id)))
    assert "訪問を記録しました" in shown
    assert "令和8年11月20日（金）の訪問（巡回） 注意 佐藤 さくら" in shown
    assert "次の訪問： 令和9年2月22日（月）" in shown
    assert "この訪問の支援記録" in shown
    assert as_sato.get(url("sheet-done", uuid.uuid4())).status_code == 404


def test_done_is_no_page_of_a_sheet_that_is_open(sheet: CheckSheet, as_sato: Client) -> None:
    assert as_sato.get(url("sheet-done", sheet.public_id)).status_code == 404


def test_unknown_is_not_zero_and_not_asked_is_neither(
    plan: BusinessPlan, kpi: PlanKpi, sato: Staff, as_sato: Client
) -> None:
    other = a_kept_kpi(plan, "予約")
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    third = a_kept_kpi(plan, "あとから")
    post(as_sato, sheet, **{f"unknown-{kpi.public_id}": "on", f"kpi-{other.public_id}": "0"})
    readings = {one.kpi_id: one.value for one in KpiReading.objects.all()}
    assert readings == {kpi.pk: None, other.pk: Decimal(0)}
    assert third.pk not in readings


def test_a_kpi_in_yen_is_told_as_people_say_money(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    sales = keep_kpi(PlanKpi(plan=plan, key="sales", target=Decimal(12_000_000)))
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    assert "売上高（1年）" in text_of(as_sato.get(url("sheet", sheet.public_id)))
    refused = post(as_sato, sheet, **{f"kpi-{sales.public_id}": "一千万"})
    assert refused.status_code == 422
    assert "「一千万」は金額として読めません。" in text_of(refused)
    told_now = Answers(kpis={str(sales.public_id): Decimal("10400000.00")})
    fill_check_sheet(sheet, told_now, seen_version=sheet.version)
    page = as_sato.get(url("sheet", sheet.public_id)).content.decode()
    assert 'value="10,400,000"' in page
    post(as_sato, sheet, **{f"kpi-{sales.public_id}": "１０４０万円"})
    assert KpiReading.objects.get().value == Decimal(10_400_000)


def test_how_an_undone_measure_goes_stands_in_the_record(
    sheet: CheckSheet, measure: PlanMeasure, as_sato: Client
) -> None:
    post(as_sato, sheet, **{f"note-{measure.public_id}": "印刷屋の見積り待ち"})
    record = CheckSheetClosing.objects.get().record
    assert record.heard == "平日の昼が弱い\n施策「ちらしを配る」のようす：印刷屋の見積り待ち"
    assert not hasattr(measure, "done")
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert "ちらしを配る 令和8年12月1日 進行中 印刷屋の見積り待ち" in shown


# ── refusals ──


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"on": ""}, "訪問日 ：訪問日を入力してください。"),
        ({"on": "32日"}, "訪問日 ：「32日」は日付として読めません。"),
        ({"on": "R8.11.21"}, "が未来の日付です。端末の日付が進んでいないか確かめて"),
        ({"on": "R8.3.31"}, "訪問日は、計画の策定日（令和8年4月1日）以後にしてください。"),
        ({"judgement": ""}, "判断 ：順調・注意・ズレのどれかを選んでください。"),
        ({"judgement": "fine"}, "判断 ：順調・注意・ズレのどれかを選んでください。"),
        ({"next_on": "R8.11.20"}, "次の訪問日は、訪問日（令和8年11月20日）より後にしてください。"),
        ({"heard": "あ" * 4001}, "4,000字までにしてください（いま4001字）。"),
        ({"promises-TOTAL_FORMS": "1", "promises-0-side": "ours",
          "promises-0-due_on": "R8.12.1"},
         "約束の1行目：約束の内容を入力してください。期日だけでは残せません。"),
        ({"promises-TOTAL_FORMS": "1", "promises-0-side": "ours", "promises-0-what": "表",
          "promises-0-due_on": "R8.11.1"},
         "約束の1行目：期日が、訪問日（令和8年11月20日）より前です。"),
        ({"promises-TOTAL_FORMS": "21", **{f"promises-{n}-what": "表" for n in range(21)}},
         "約束は20件までです。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(
    sheet: CheckSheet, as_sato: Client, other: dict[str, str], words: str
) -> None:
    before = counted()
    sent = {"advice": "定食を試す", **other}
    answer = post(as_sato, sheet, **sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "定食を試す" in answer.content.decode()
    assert counted() == before


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("abc", "「abc」は数として読めません。"),
        ("9" * 100, "以下の数を入力してください。"),
        ("1.234", "小数は2桁までにしてください。"),
    ],
)
def test_a_number_that_is_none_is_refused_at_its_box(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client, number: str, words: str
) -> None:
    answer = post(as_sato, sheet, **{f"kpi-{kpi.public_id}": number})
    page = answer.content.decode()
    box = page[page.index(f'id="id_kpi-{kpi.public_id}_field"') :]
    assert (answer.status_code, words in box[: box.index("</li>")]) == (422, True)
    assert f'value="{number}"' in page


def test_a_number_and_unknown_at_once_are_refused(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client
) -> None:
    both = {f"kpi-{kpi.public_id}": "3", f"unknown-{kpi.public_id}": "on"}
    answer = post(as_sato, sheet, **both)
    assert "数を入れたときは、「わからない」の印を外してください。" in text_of(answer)


def test_a_measure_cannot_be_done_after_the_visit(
    sheet: CheckSheet, measure: PlanMeasure, as_sato: Client
) -> None:
    late = {f"done-{measure.public_id}": "on", f"done_on-{measure.public_id}": "R8.11.21"}
    answer = post(as_sato, sheet, **late)
    assert "済んだ日は、訪問日（令和8年11月20日）以前にしてください。" in text_of(answer)


def test_with_a_drift_open_on_course_is_refused_and_the_way_on_is_shown(
    plan: BusinessPlan, sheet: CheckSheet, as_sato: Client
) -> None:
    a_drift(plan, date(2026, 10, 1))
    lacking = "KPIの点検・つまずきの仮説・計画の効果と、第三者の見方を書"
    assert f"「順調」では完了できません。先に {lacking}く" in text_of(
        as_sato.get(url("sheet", sheet.public_id))
    )
    answer = post(as_sato, sheet, judgement="on-course")
    assert answer.status_code == 422
    refused = "判断 ：計画とのズレがあるため、「順調」では完了できません。"
    assert f"{refused}先に、{lacking}いてください。" in text_of(answer)
    assert not CheckSheetClosing.objects.exists()


def test_a_firm_that_closed_meanwhile_and_an_ended_plan_are_said(
    sheet: CheckSheet, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    close_business(sakura, on=date(2026, 11, 1), reason="廃業", by=sato)
    answer = post(as_sato, sheet)
    assert "この事業者は令和8年11月1日に廃業しています。" in text_of(answer)
    assert post(as_sato, sheet, on="R8.10.30").status_code == 302


def test_a_sheet_of_which_nothing_was_told_is_no_visit(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client
) -> None:
    answer = post(as_sato, sheet, heard="　", judgement="")
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "聞いたこと（困っていること・気がかり） ：何を聞いたかを、ひとことでも書いて" in shown
    assert "判断 ：順調・注意・ズレのどれかを選んでください。" in shown
    assert not CheckSheetClosing.objects.exists()
    told_ = post(as_sato, sheet, heard="", **{f"unknown-{kpi.public_id}": "on"})
    assert told_.status_code == 302, "「わからない」も聞いた答え"


def test_all_that_is_refused_is_said_in_one_round_each_at_its_field(
    plan: BusinessPlan, sheet: CheckSheet, as_sato: Client
) -> None:
    a_drift(plan, date(2026, 10, 1))
    before = counted()
    late = {
        "on": "R8.11.25",
        "next_on": "R8.11.24",
        "judgement": "on-course",
        "promises-TOTAL_FORMS": "1",
        "promises-0-side": "ours",
        "promises-0-what": "表",
        "promises-0-due_on": "R8.11.24",
    }
    answer = post(as_sato, sheet, **late)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: [str(one)[:10] for one in words] for name, words in form.errors.items()} == {
        "__all__": ["約束の1行目：期日が"],
        "judgement": ["計画とのズレがあるた"],
        "next_on": ["次の訪問日は、訪問日"],
        "on": ["訪問日（令和8年11"],
    }
    assert counted() == before


def test_a_drift_that_the_visit_itself_ends_is_no_further_refusal(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    late = a_kept_measure(plan, "看板を直す", date(2026, 8, 1))
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    sent = {"judgement": "on-course", "next_on": "R8.11.1", f"done-{late.public_id}": "on"}
    answer = post(as_sato, sheet, **sent)
    assert [*answer.context["form"].errors] == ["next_on"]
    assert post(as_sato, sheet, **{**sent, "next_on": ""}).status_code == 302


def test_a_number_that_jumped_is_asked_about_once(
    plan: BusinessPlan, kpi: PlanKpi, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(
        plan, sato, date(2026, 9, 1), "watch", Answers(kpis={str(kpi.public_id): Decimal(1200)})
    )
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    jumped = {f"kpi-{kpi.public_id}": "１２，０００"}
    answer = post(as_sato, sheet, **jumped)
    page = answer.content.decode()
    assert answer.status_code == 422
    asked = "前回1,200人、今回12,000人です。このままでよければ、もう一度押してください。"
    assert asked in text_of(answer)
    found = re.search(r'name="(sure-[^"]+)" value="([^"]*)"', page)
    sure = {found[1]: found[2]}
    other = post(as_sato, sheet, **{f"kpi-{kpi.public_id}": "13000"}, **sure)
    assert other.status_code == 422, "ほかの数は、もう一度聞く"
    assert post(as_sato, sheet, **jumped, **sure).status_code == 302
    assert KpiReading.objects.latest("pk").value == Decimal(12000)


def test_a_number_that_jumped_is_not_asked_about_once_it_waited_on_the_device(
    plan: BusinessPlan, kpi: PlanKpi, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(
        plan, sato, date(2026, 9, 1), "watch", Answers(kpis={str(kpi.public_id): Decimal(1200)})
    )
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    sent = typed(sheet, **{f"kpi-{kpi.public_id}": "12000"})
    late = {"X-Draft-Waited": "1"}
    answer = as_sato.post(url("sheet", sheet.public_id), sent, headers=late)
    assert answer.headers["Location"] == url("sheet-done", sheet.public_id)


# ── in part, and two people ──


def test_in_part_what_can_be_read_is_kept_and_the_rest_stays_in_its_box(
    sheet: CheckSheet, measure: PlanMeasure, kpi: PlanKpi, promise: Promise, as_sato: Client
) -> None:
    sent = {
        "fill": "1",
        "on": "32日",
        f"kpi-{kpi.public_id}": "千二百くらい",
        f"kept-{promise.public_id}": "on",
        f"done-{measure.public_id}": "on",
        f"done_on-{measure.public_id}": "先週",
        f"note-{measure.public_id}": "300枚",
        "promises-TOTAL_FORMS": "1",
        "promises-0-side": "theirs",
        "promises-0-what": "試算表",
        "promises-0-due_on": "来月",
    }
    for _ in range(2):  # the device sends it, then the browser itself
        answer = post(as_sato, sheet, **{**sent, "seen_version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "読めないところのほかは保存しました。訪問はまだ記録していません。" in text_of(answer)
    for words in ("32日", "千二百くらい", "先週", "来月"):
        assert f'value="{words}"' in page
    sheet.refresh_from_db()
    assert Answers.from_json(sheet.answers) == Answers(
        questions={f"going-{measure.public_id}": "300枚"},
        kept=(str(promise.public_id),),
        promises=(NextPromise("theirs", "試算表"),),
        heard="平日の昼が弱い",
        judgement="watch",
    )
    carried = dict(re.findall(r'name="(seen_version|opened)" value="([^"]*)"', page))
    carried["opened"] = carried["opened"].replace("&quot;", '"')
    mended = {**sent, **carried, "on": "R8.11.19", f"kpi-{kpi.public_id}": "1,200"}
    mended |= {f"done_on-{measure.public_id}": "11/18", "promises-0-due_on": "12/10"}
    assert post(as_sato, sheet, **mended).status_code == 302
    sheet.refresh_from_db()
    assert sheet.answers["kpis"] == {str(kpi.public_id): "1200"}
    assert sheet.answers["measures"][str(measure.public_id)]["on"] == "2026-11-18"


def test_in_part_a_number_kept_before_stays_where_the_new_one_cannot_be_read(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client
) -> None:
    post(as_sato, sheet, fill="1", **{f"kpi-{kpi.public_id}": "1200"})
    post(as_sato, sheet, fill="1", **{f"kpi-{kpi.public_id}": "abc"}, advice="定食")
    sheet.refresh_from_db()
    assert (sheet.answers["kpis"], sheet.answers["advice"]) == (
        {str(kpi.public_id): "1200"},
        "定食",
    )


def test_the_telephone_of_the_sheet_is_dialled_by_its_digits(
    sheet: CheckSheet, sakura: Business, as_sato: Client
) -> None:
    Business.objects.filter(pk=sakura.pk).update(phone="027(373)0000")
    page = " ".join(as_sato.get(url("sheet", sheet.public_id)).content.decode().split())
    assert '<a href="tel:0273730000" >027-373-0000</a>' in page


def test_a_visit_written_down_in_part_is_given_back_and_not_recorded(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client
) -> None:
    sent = {
        "fill": "1",
        "on": "R8.11.19",
        "judgement": "drift",
        f"kpi-{kpi.public_id}": "1240.5",
        "promises-TOTAL_FORMS": "1",
        "promises-0-side": "theirs",
        "promises-0-what": "試算表",
    }
    before = counted()
    assert post(as_sato, sheet, **sent).headers["Location"] == url("sheet", sheet.public_id)
    assert counted() == before
    page = as_sato.get(url("sheet", sheet.public_id)).content.decode()
    assert "途中まで保存しました。訪問はまだ記録していません。" in page
    for words in (
        'value="令和8年11月19日"',
        'value="1240.5"',
        'value="試算表"',
        "平日の昼が弱い</textarea>",
    ):
        assert words in page
    assert re.search(r'value="drift"[^>]*checked', page)


def test_the_history_tells_in_words_what_was_filled_in(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client
) -> None:
    post(as_sato, sheet, fill="1", **{f"unknown-{kpi.public_id}": "on"})
    last = changes_of(CheckSheet.objects.get(pk=sheet.pk), most=1)[0]
    told_ = {one.field: (one.before, one.after) for one in last.changes}
    assert told_["聞いたこと"] == ("", "平日の昼が弱い")
    assert told_["聞いたKPI"] == ("", "1件")
    assert "heard" not in str(told_)


def test_in_part_nothing_is_needed_and_todays_date_is_not_kept(
    sheet: CheckSheet, as_sato: Client
) -> None:
    post(as_sato, sheet, fill="1", judgement="", heard="")
    kept = Answers.from_json(CheckSheet.objects.get(pk=sheet.pk).answers)
    assert (kept.on, kept.judgement, kept.next_on) == (None, "", None)


def opened(client: Client, sheet: CheckSheet) -> dict[str, str]:
    """The marks and version a form carries when it is opened."""
    page = client.get(url("sheet", sheet.public_id)).content.decode()
    found = re.search(r'name="opened" value="([^"]*)"', page)
    return {"opened": found[1].replace("&quot;", '"'), "seen_version": "1"} if found else {}


@pytest.mark.parametrize("button", [{"fill": "1"}, {}])
def test_what_a_colleague_filled_in_meanwhile_is_met_and_not_overwritten(
    sheet: CheckSheet, as_sato: Client, button: dict[str, str]
) -> None:
    carried = opened(as_sato, sheet)
    theirs = Answers(heard="朝は混む", advice="朝の値上げ", promises=(NextPromise("ours", "資料"),))
    fill_check_sheet(sheet, theirs, seen_version=1)
    answer = post(as_sato, sheet, **carried, **button)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "ほかの人が先に保存しています" in shown
    assert "相手の変更を取り込みました：助言したこと、次の約束" in shown
    assert "朝は混む" in shown
    page = answer.content.decode()
    assert "朝の値上げ</textarea>" in page
    assert 'value="資料"' in page
    assert 'name="seen_version" value="2"' in page
    assert not CheckSheetClosing.objects.exists()
    again = {"opened": opened(as_sato, sheet)["opened"], "advice": "朝の値上げ", **button}
    assert post(as_sato, sheet, **again).status_code == 302


def test_a_sheet_recorded_by_a_colleague_keeps_what_one_typed_for_another_record(
    sheet: CheckSheet, kpi: PlanKpi, as_sato: Client, as_suzuki: Client
) -> None:
    post(as_suzuki, sheet, entry_key=str(uuid.uuid4()))
    before = counted()
    answer = post(as_sato, sheet, heard="夜も弱い", **{f"kpi-{kpi.public_id}": "1200"})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "鈴木 一郎さんがすでに記録しています（令和8年11月20日）" in shown
    assert "夜も弱い 客数：1,200人" in shown.replace("\n", " ")
    assert counted() == before
    sent = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    )
    record_form = as_sato.post(reverse("records:new"), {**sent, "in_full": "1"})
    assert record_form.status_code == 200
    assert "夜も弱い" in record_form.content.decode()


def test_a_draft_of_a_recorded_sheet_still_opens_to_be_read(
    sheet: CheckSheet, as_sato: Client, as_suzuki: Client
) -> None:
    post(as_suzuki, sheet, entry_key=str(uuid.uuid4()))
    page = as_sato.get(url("sheet", sheet.public_id), {"draft": KEY}).content.decode()
    assert "この入力で補足の記録を書く" in page
    assert "data-draft=" in page


def test_the_same_key_with_other_words_is_not_taken_for_the_same_visit(
    sheet: CheckSheet, as_sato: Client
) -> None:
    post(as_sato, sheet)
    answer = post(as_sato, sheet, heard="書き直した")
    assert answer.status_code == 422
    assert "ほかの内容で記録済みです。今の入力は保存していません。" in text_of(answer)
    assert CheckSheetClosing.objects.get().record.heard == "平日の昼が弱い"


# ── afterwards ──


def test_a_recorded_sheet_is_read_and_a_withdrawn_one_says_so(
    sheet: CheckSheet, as_sato: Client, sato: Staff
) -> None:
    post(as_sato, sheet)
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert "KPI 目安 前回 この訪問で 客数 1,233人 まだ聞いていない 聞いていない" in shown
    assert "まだ 商工会：原価表" in shown
    withdraw_record(CheckSheetClosing.objects.get().record, reason="まちがい", by=sato)
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert "この訪問の支援記録は取り消されています" in shown
    assert "次にすること" not in shown
    again = as_sato.post(url("sheet-again", sheet.public_id))
    anew = CheckSheet.objects.open().get()
    sheet.refresh_from_db()
    assert again.headers["Location"] == url("sheet", anew.public_id)
    assert (anew.number, anew.planned_on, anew.answers) == (2, TODAY, sheet.answers)
    fill_check_sheet(anew, Answers(heard="聞き直した"), seen_version=anew.version)
    as_sato.post(url("sheet-again", sheet.public_id))
    anew.refresh_from_db()
    assert anew.answers["heard"] == "聞き直した"
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert "第2回のチェックシートの続きを書く" in shown


def test_a_sheet_whose_visit_stands_is_not_made_again(sheet: CheckSheet, as_sato: Client) -> None:
    post(as_sato, sheet)
    refused = as_sato.post(url("sheet-again", sheet.public_id))
    assert refused.status_code == 422
    assert "取り消されたチェックシートだけ、もう一度作れます。" in text_of(refused)
    assert not CheckSheet.objects.open().exists()


def test_a_sheet_of_an_erased_business_opens_without_its_words(
    sheet: CheckSheet, sakura: Business, as_sato: Client, sato: Staff, suzuki: Staff
) -> None:
    post(as_sato, sheet)
    request = ErasureRequest(
        business=sakura, asked_on=TODAY, asked_by="桜井", ground="own-wish", identity="免許証"
    )
    ask_erasure(request, by=sato)
    erase_business(request, typed_name=sakura.name, by=suzuki)
    for name in ("sheet", "sheet-pdf"):
        assert as_sato.get(url(name, sheet.public_id)).status_code == 200
    shown = text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert "平日の昼が弱い" not in shown
    assert "令和8年11月20日（金）の訪問（巡回） 注意" in shown


def test_a_sheet_thrown_away_comes_back_with_its_answers(
    plan: BusinessPlan, sheet: CheckSheet, as_sato: Client
) -> None:
    post(as_sato, sheet, fill="1")
    answer = as_sato.post(url("sheet-discard", sheet.public_id), follow=True)
    assert "第1回のチェックシートを破棄しました。" in text_of(answer)
    assert not CheckSheet.objects.exists()
    back = url("sheet-back", plan.public_id, sheet.public_id)
    for _ in range(2):
        answer = as_sato.post(back)
        assert answer.headers["Location"] == url("sheet", sheet.public_id)
    found = CheckSheet.objects.get()
    assert (found.public_id, found.number, found.answers["heard"]) == (
        sheet.public_id,
        1,
        "平日の昼が弱い",
    )
    as_sato.post(url("sheet-discard", sheet.public_id))
    as_sato.post(url("sheet-open", plan.public_id))
    assert "ほかのチェックシートが開いています。" in text_of(as_sato.post(back))
    unknown = as_sato.post(url("sheet-back", plan.public_id, uuid.uuid4()))
    assert "このチェックシートはありません。" in text_of(unknown)


def test_a_recorded_sheet_is_not_thrown_away(sheet: CheckSheet, as_sato: Client) -> None:
    post(as_sato, sheet)
    answer = as_sato.post(url("sheet-discard", sheet.public_id))
    assert "訪問を記録したチェックシートは捨てられません。" in text_of(answer)


# ── who ──


def test_other_offices_and_experts_see_no_sheet(
    gunma: Organisation, sheet: CheckSheet, as_tanaka: Client
) -> None:
    expert = signed_in(staff_of(gunma, "高橋 健", "expert@example.jp", Role.EXPERT))
    for name in ("sheet", "sheet-pdf"):
        assert as_tanaka.get(url(name, sheet.public_id)).status_code == 404
        assert expert.get(url(name, sheet.public_id)).status_code == 403
    assert post(as_tanaka, sheet).status_code == 404
    assert as_tanaka.post(url("sheet-discard", sheet.public_id)).status_code == 404


def test_one_takes_along_the_open_sheets_of_ones_own_firms(
    sheet: CheckSheet, as_sato: Client, as_suzuki: Client
) -> None:
    page = as_sato.get(url("take-along")).content.decode()
    assert f'data-take-for="{url("sheet", sheet.public_id)}"' in page
    assert "開いているチェックシート1件と記録のフォーム" in text_of(as_sato.get(url("take-along")))
    assert "開いているチェックシートはありません。" in text_of(as_suzuki.get(url("take-along")))
    copy = as_sato.get(url("sheet", sheet.public_id), {"copy": "1"}).content.decode()
    assert re.search(r'<input type="hidden" name="entry_key"(?! value)[^>]*>', copy)


def test_last_visit_and_its_judgement_stand_on_the_next_sheet(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, TODAY - timedelta(days=60), "on-course")
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    assert sheet.number == 2
    assert "令和8年9月21日 順調" in text_of(as_sato.get(url("sheet", sheet.public_id)))
    assert APRIL < TODAY
