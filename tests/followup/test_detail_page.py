"""One plan's page: why it is visited when, and what people decide about that."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.followup.kept_cast import a_drift, a_visit_by_sheet, an_adopted_plan, the_rules
from tests.followup.page_cast import text_of
from tests.records.cast import a_promise, a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.actions import change_rhythm, select_plan, take_call
from banso.followup.models import OwnerCall, RhythmChange
from banso.followup.queries import follow_of
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business

HTMX = {"HX-Request": "true"}
MONTHLY = {"rhythm": "monthly", "reason": "資金繰りが心配", "until": "R9.3.31"}
CALL = {"on": "R8.11.19", "what": "来月の支払いが心配"}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def test_the_page_tells_each_fact_known_or_not_and_the_rule(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "on-course")
    answer = as_sato.get(url("detail", plan.public_id))
    shown, page = text_of(answer), answer.content.decode()
    assert "次の訪問 期日 令和8年10月1日（木） 50日遅れ 前の訪問（令和8年7月1日）から3か月" in shown
    for fact in (
        "純資産がわからない（決算がない） 決算",
        "手元流動性がわからない（決算がない） 決算",
        "策定から7か月 策定・版",
        "1回続けて順調 これまでの訪問",
        "ズレなし 計画とのズレ",
    ):
        assert fact in shown
    assert reverse("figures:periods", args=[plan.business.public_id]) in page
    assert "毎月1回 純資産（円）が0未満 または 経常赤字が続く期の数が2以上" in shown
    assert "四半期に一度 いまの頻度 ほかに当てはまらないとき" in shown
    assert "計画のファイル第1版（令和8年11月20日から）" in shown


def test_the_year_the_promises_and_the_visits_stand_on_the_page(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    detail = url("detail", plan.public_id)
    shown = text_of(as_sato.get(detail))
    assert "まだ対象に選ばれていません" in shown
    assert "まだ訪問の記録がありません" in shown
    select_plan(plan, year=FiscalYear(2026), reason="返済の相談が続く", by=sato)
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "watch")
    a_visit(plan.business, sato, topics=("plan-followup",),
            promises=[a_promise("値段の表", date(2026, 11, 30))])  # fmt: skip
    shown = text_of(as_sato.get(detail))
    assert "対象 返済の相談が続く 佐藤 さくら 令和8年11月20日" in shown
    assert "未了の約束 1件" in shown
    assert "値段の表" in shown
    assert "R8.11.19 巡回 シートなし — 佐藤 さくら R8.7.1 巡回 第1回 注意 佐藤 さくら" in shown


def test_many_visits_are_folded_after_the_newest(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for day in range(1, 11):
        a_visit(plan.business, sato, date(2026, 10, day), topics=("plan-followup",))
    assert "ほかの訪問（2件）" in text_of(as_sato.get(url("detail", plan.public_id)))


def test_a_rhythm_is_tried_before_it_is_decided(plan: BusinessPlan, as_sato: Client) -> None:
    answer = as_sato.post(url("rhythm", plan.public_id), {**MONTHLY, "preview": "1"}, headers=HTMX)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "毎月1回にすると（まだ変えていません）" in shown
    assert "次の訪問 令和8年7月1日 → 令和8年7月1日" in shown
    assert "いま遅れている訪問は、頻度を変えても、訪問するまで遅れのままです。" in shown
    assert "令和8年度の訪問（この事業者） 2回 → 5回" in shown
    assert "令和8年度の延べの見通し（全事業者） 2回 → 5回" in shown
    assert "資金繰りが心配" in answer.content.decode()
    assert not RhythmChange.objects.exists()


def test_a_rhythm_tried_for_the_year_opens_its_form_with_it_ticked(
    plan: BusinessPlan, as_sato: Client
) -> None:
    address = url("detail", plan.public_id)
    for asked, is_open in (("", False), ("?rhythm=daily", False), ("?rhythm=monthly", True)):
        page = " ".join(as_sato.get(f"{address}{asked}").content.decode().split())
        fold = page.partition('id="by-hand"')[2].partition("</details>")[0]
        assert fold.startswith(" open") is is_open, asked
        assert ('value="monthly"' in fold.partition("checked")[0].rpartition("<input")[2]) is (
            is_open
        ), asked


def test_a_rhythm_by_hand_is_kept_shown_and_taken_back(plan: BusinessPlan, as_sato: Client) -> None:
    detail = url("detail", plan.public_id)
    answer = as_sato.post(url("rhythm", plan.public_id), MONTHLY)
    assert answer.headers["Location"] == detail
    change = RhythmChange.objects.get()
    shown = text_of(as_sato.get(detail))
    assert "頻度を変えました（令和9年3月31日まで）。 元に戻す" in shown
    assert "訪問の頻度：毎月1回" in shown
    assert "毎月1回 資金繰りが心配 R9.3.31 佐藤 さくら R8.11.20 いまの頻度 取り消す" in shown
    as_sato.post(url("rhythm-undo", change.public_id))
    shown = text_of(as_sato.get(detail))
    assert "訪問の頻度：四半期に一度" in shown
    assert "毎月1回 資金繰りが心配 R9.3.31 佐藤 さくら R8.11.20 取り消した" in shown
    assert not RhythmChange.objects.exists()


def test_rhythms_that_ended_or_were_replaced_stay_readable(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    with clock.fixed(date(2026, 5, 1)):
        change_rhythm(plan, key="monthly", reason="はじめ", until=date(2026, 6, 30), by=sato)
    change_rhythm(plan, key="twice-a-year", reason="つぎ", until=date(2027, 3, 31), by=sato)
    change_rhythm(plan, key="monthly", reason="いま", until=date(2027, 3, 31), by=sato)
    shown = text_of(as_sato.get(url("detail", plan.public_id)))
    assert "毎月1回 いま R9.3.31 佐藤 さくら R8.11.20 いまの頻度" in shown
    assert "年2回 つぎ R9.3.31 佐藤 さくら R8.11.20 次の決定に替わった" in shown
    assert "毎月1回 はじめ R8.6.30 佐藤 さくら R8.5.1 終わった" in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"rhythm": ""}, "頻度を選んでください。"),
        ({"rhythm": "weekly"}, "この頻度はありません。"),
        ({"reason": "　"}, "頻度を変える理由を書いてください。"),
        ({"reason": "あ" * 201}, "頻度を変える理由を200字までで書いてください。"),
        ({"until": "R8.11.19"}, "いつまでかは、今日以後の日にしてください。"),
        ({"until": "いつか"}, "「いつか」は日付として読めません。"),
        ({"until": ""}, "いつまでかを入力してください。"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"preview": "1"}], ids=["decide", "try"])
def test_what_no_rhythm_can_be_is_said_at_its_field_and_stays(
    plan: BusinessPlan,
    as_sato: Client,
    typed: dict[str, str],
    words: str,
    button: dict[str, str],
) -> None:
    answer = as_sato.post(url("rhythm", plan.public_id), {**MONTHLY, **typed, **button})
    assert answer.status_code == 422
    assert words in text_of(answer)
    kept = {**MONTHLY, **typed}
    assert f'value="{kept["reason"].strip("　")}"' in answer.content.decode() or not kept[
        "reason"
    ].strip("　")
    assert not RhythmChange.objects.exists()


def test_a_drifting_plan_is_not_visited_less_before_the_gate(
    plan: BusinessPlan, as_sato: Client
) -> None:
    a_drift(plan, TODAY)
    less = {**MONTHLY, "rhythm": "twice-a-year"}
    answer = as_sato.post(url("rhythm", plan.public_id), less)
    assert answer.status_code == 422
    assert "計画とのズレがあるため、頻度は減らせません。" in text_of(answer)
    assert "資金繰りが心配" in answer.content.decode()
    assert as_sato.post(url("rhythm", plan.public_id), MONTHLY).status_code == 302
    change = RhythmChange.objects.get()
    refused = as_sato.post(url("rhythm-undo", change.public_id))
    assert refused.status_code == 422
    assert "計画とのズレがあるため、頻度は減らせません。" in text_of(refused)
    assert RhythmChange.objects.get() == change


def test_an_owners_call_is_due_at_once_with_the_ways_on_and_can_be_taken_back(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 10, 20), "watch")
    detail = url("detail", plan.public_id)
    assert as_sato.post(url("call", plan.public_id), CALL).headers["Location"] == detail
    call = OwnerCall.objects.get()
    answer = as_sato.get(detail)
    shown = text_of(answer)
    assert "事業者からの声を記録しました。 元に戻す" in shown
    assert (
        "次の訪問 期日 令和8年11月19日（木） 1日遅れ 令和8年11月19日に事業者から声がかかった"
        in shown
    )
    assert "まだ訪問していない 令和8年11月19日 来月の支払いが心配 受けた人 佐藤 さくら" in shown
    page = answer.content.decode()
    assert reverse("plans:revise", args=[plan.public_id]) in page
    firm = plan.business.public_id
    assert f"{reverse('records:dispatch-new')}?business={firm}" in page
    as_sato.post(url("call-drop", call.public_id))
    assert not OwnerCall.objects.exists()
    shown = text_of(as_sato.get(detail))
    assert "事業者からの声を取り消しました。 元に戻す" in shown
    assert "事業者からの声（0件）" in shown
    for _ in range(2):
        as_sato.post(url("call-put-back", call.public_id))
    back = OwnerCall.objects.get()
    assert (back.public_id, back.on, back.what, back.taken_by) == (
        call.public_id, call.on, call.what, sato,
    )  # fmt: skip


def test_a_call_that_was_followed_by_a_visit_is_answered(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    take_call(plan, on=date(2026, 11, 2), what="相談", by=sato)
    a_visit_by_sheet(plan, sato, date(2026, 11, 4), "watch")
    shown = text_of(as_sato.get(url("detail", plan.public_id)))
    assert "済 令和8年11月2日 相談" in shown
    assert "訪問のほかに" not in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"on": "R8.11.21"}, "声がかかった日（令和8年11月21日）が未来の日付です。"),
        ({"on": "R8.3.31"}, "声がかかった日は、計画の策定日（令和8年4月1日）以後にしてください。"),
        ({"on": ""}, "日を入力してください。"),
        ({"what": ""}, "声の内容を書いてください。"),
        ({"what": "あ" * 301}, "声の内容を300字までで書いてください。"),
    ],
)
def test_what_no_call_can_be_is_said_at_its_field_and_stays(
    plan: BusinessPlan, as_sato: Client, typed: dict[str, str], words: str
) -> None:
    answer = as_sato.post(url("call", plan.public_id), {**CALL, **typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert {**CALL, **typed}["what"] in answer.content.decode()
    assert not OwnerCall.objects.exists()


def test_a_plan_followed_up_no_more_says_why_and_takes_no_decision(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    take_call(plan, on=TODAY, what="相談", by=sato)
    close_business(plan.business, on=date(2026, 11, 10), reason="", by=sato)
    answer = as_sato.get(url("detail", plan.public_id))
    shown = text_of(answer)
    assert "この事業者は令和8年11月10日に廃業しています。" in shown
    assert "頻度を手で決める" not in shown
    assert "済 令和8年11月20日 相談" in shown
    refused = as_sato.post(url("rhythm", plan.public_id), MONTHLY)
    assert refused.status_code == 422
    assert "この計画は、いまフォローアップしていません。" in text_of(refused)
    refused = as_sato.post(url("call", plan.public_id), CALL)
    assert refused.status_code == 422
    assert "この事業者は令和8年11月10日に廃業しています。" in text_of(refused)


def test_an_ended_plan_and_one_with_a_successor_say_so(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    newer = an_adopted_plan(plan.business, sato, date(2026, 10, 1))
    shown = text_of(as_sato.get(url("detail", plan.public_id)))
    assert f"いまは令和8年10月1日に策定した「{newer.title}」をフォローアップしています。" in shown
    refused = as_sato.post(url("call", plan.public_id), CALL)
    assert "この計画は、いまフォローアップしていません。" in text_of(refused)
    BusinessPlan.objects.filter(pk=plan.pk).update(ends_on=date(2026, 9, 30))
    shown = text_of(as_sato.get(url("detail", plan.public_id)))
    assert "この計画は令和8年9月30日に終わっています。" in shown


def test_a_plan_never_adopted_and_another_offices_are_not_there(
    plan: BusinessPlan, as_sato: Client, as_tanaka: Client
) -> None:
    change = change_rhythm_of(plan)
    for path in (url("rhythm", plan.public_id), url("call", plan.public_id),
                 url("rhythm-undo", change.public_id)):  # fmt: skip
        assert as_tanaka.post(path, MONTHLY).status_code == 404
    assert as_tanaka.get(url("detail", plan.public_id)).status_code == 404
    assert follow_of(plan, TODAY).decision.rhythm.key == "monthly"


def change_rhythm_of(plan: BusinessPlan) -> RhythmChange:
    """Monthly to the end of the year, by the adviser of the firm."""
    by = plan.business.adviser
    return change_rhythm(plan, key="monthly", reason="心配", until=date(2027, 3, 31), by=by)
