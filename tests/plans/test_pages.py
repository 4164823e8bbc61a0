"""The pages of a plan: begun from an analysis, written, and refused with what was typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.plans.cast import APRIL, a_finished_analysis, a_measure, a_plan, an_adopted_plan
from tests.records.cast import a_firm, told

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.figures.actions import issue_link, revoke_link
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    discard_plan,
    keep_measure,
    keep_plan_facts,
    keep_section,
)
from banso.plans.forms.plans import title_for
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanPoint, PlanSection
from banso.registry.actions import close_business
from banso.registry.models import Business

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return a_plan(sakura, sato)


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def test_the_list_offers_the_analysed_without_a_plan_and_counts_the_year(
    sakura: Business, sato: Staff, as_sato: Client, as_tanaka: Client
) -> None:
    a_finished_analysis(sakura, sato, TODAY)
    shown = text_of(as_sato.get(url("list")))
    assert "令和8年度に経営分析を終えたのは1件、策定した事業計画は0件です。" in shown
    assert "分析したが計画のない事業者（1者）" in shown
    an_adopted_plan(sakura, sato, TODAY)
    shown = text_of(as_sato.get(url("list"), {"state": "adopted", "q": "さくら"}))
    assert "策定した事業計画は1件です。" in shown
    assert "分析したが計画のない事業者" not in shown
    assert "1件 事業者・題名：「さくら」 状態：策定済み" in shown
    assert "さくら製麺" not in text_of(as_tanaka.get(url("list")))


def test_all_analysed_without_a_plan_can_be_seen(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    for number in range(1, 13):
        firm = a_firm(f"店{number:02}", sakura)
        Business.objects.filter(pk=firm.pk).update(adviser=None)
        a_finished_analysis(firm, sato, TODAY)
    shown = text_of(as_sato.get(url("list")))
    assert "前の年度の分析は入っていません。" in shown
    assert "店10 担当なし" in shown
    assert "店11" not in shown
    assert "続きを見る（全部で12者）" in shown
    every = text_of(as_sato.get(url("list"), {"ready": "all"}))
    assert "店12 担当なし" in every
    assert "続きを見る" not in every


def test_a_plan_is_begun_from_an_analysis_and_nothing_is_typed_again(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    diagnosis = a_finished_analysis(sakura, sato, TODAY)
    begin = url("begin", sakura.public_id)
    shown = text_of(as_sato.get(begin, {"from": diagnosis.public_id}))
    assert "取り上げた課題の対応策を「施策」に：2件（原価表を作る、値段を見直す）" in shown
    typed = {"kind": "management", "title": "隣町まで", "starts_on": "R9.4.1", "years": "3"}
    answer = as_sato.post(begin, {**typed, "from": str(diagnosis.public_id)})
    plan = BusinessPlan.objects.get()
    assert answer.headers["Location"] == url("detail", plan.public_id)
    assert (plan.title, plan.starts_on, plan.diagnosis) == ("隣町まで", APRIL, diagnosis)
    assert [one.what for one in plan.measures.all()] == ["原価表を作る", "値段を見直す"]
    finished = as_sato.get(reverse("diagnosis:detail", args=[diagnosis.public_id]))
    assert f"{begin}?from={diagnosis.public_id}" in finished.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": ""}, "計画の種類を選んでください。"),
        ({"title": "あ" * 101}, "題名は100字までにしてください（いま101字）。"),
        ({"starts_on": "R9.4.2"}, "計画の初日は、月の1日にしてください。"),
        ({"starts_on": ""}, "計画の初日を入力してください。"),
        ({"starts_on": "いつか"}, "いつか"),
    ],
)
def test_what_no_plan_can_be_is_said_at_its_field(
    sakura: Business, as_sato: Client, typed: dict[str, str], words: str
) -> None:
    first = {"kind": "management", "title": "隣町まで", "starts_on": "R9.4.1", "years": "3"}
    answer = as_sato.post(url("begin", sakura.public_id), {**first, **typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not BusinessPlan.objects.exists()


def test_two_people_under_one_heading_see_each_others_words(
    plan: BusinessPlan, as_sato: Client, as_suzuki: Client
) -> None:
    save = url("section", plan.public_id, "philosophy")
    first = as_sato.post(save, {"text": "味を守る", "said_by": "owner", "seen_version": "0"})
    assert first.headers["Location"] == f"{url('text', plan.public_id)}#section-philosophy"
    mine = {"text": "町の食卓に", "said_by": "adviser", "seen_version": "0"}
    for headers in ({}, HTMX):
        answer = as_suzuki.post(save, mine, headers=headers)
        assert answer.status_code == 422
        shown = text_of(answer)
        assert "ほかの人が先に保存しています" in shown
        assert "味を守る" in shown
        assert "\n町の食卓に</textarea>" in answer.content.decode()
    assert PlanSection.objects.get().text == "味を守る"
    again = as_suzuki.post(save, {**mine, "seen_version": "1"}, headers=HTMX)
    assert again.status_code == 200
    assert "保存しました。" in text_of(again)
    assert PlanSection.objects.get().text == "町の食卓に"


def test_a_heading_that_the_kind_does_not_have_is_not_there(
    plan: BusinessPlan, as_sato: Client
) -> None:
    assert as_sato.post(url("section", plan.public_id, "rumours"), {}).status_code == 404


def test_lines_of_swot_are_written_moved_edited_dropped_and_put_back(
    plan: BusinessPlan, as_sato: Client
) -> None:
    add, order = url("point-add", plan.public_id), url("point-order", plan.public_id)
    for said in ("手打ち", "三代続く", "県外から来る"):
        as_sato.post(add, {"place": "S", "text": said})
    rows = {one.text: one for one in PlanPoint.objects.all()}
    as_sato.post(order, {"point": rows["県外から来る"].public_id, "way": "up"})
    assert [one.text for one in plan.points.all()] == ["手打ち", "県外から来る", "三代続く"]
    drag = {"point": rows["三代続く"].public_id, "before": rows["手打ち"].public_id}
    as_sato.post(order, drag)
    assert [one.text for one in plan.points.all()] == ["三代続く", "手打ち", "県外から来る"]
    point = rows["手打ち"].public_id
    as_sato.post(url("point-drop", point))
    assert plan.points.count() == 2
    as_sato.post(url("point-put-back", point))
    assert plan.points.filter(text="手打ち").count() == 1
    refused = as_sato.post(add, {"place": "S", "text": "あ" * 601})
    assert refused.status_code == 422
    assert "内容は600字までにしてください（いま601字）。" in text_of(refused)
    assert "あ" * 601 in refused.content.decode()


def test_what_the_analysis_said_is_taken_over_by_a_press(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    diagnosis = a_finished_analysis(sakura, sato, TODAY)
    plan = a_plan(sakura, sato)
    BusinessPlan.objects.filter(pk=plan.pk).update(diagnosis=diagnosis)
    entry = diagnosis.entries.filter(sheet="swot", cell__startswith="S-").first()
    assert entry is not None
    take = {"place": "S", "entry": entry.public_id}
    for _ in range(2):
        as_sato.post(url("point-take", plan.public_id), {**take})
        take["entry"] = entry.public_id
    assert [(one.place, one.text, one.entry) for one in plan.points.all()] == [
        ("S", entry.text, entry)
    ]


def test_a_measure_is_written_done_taken_back_and_dropped_with_a_reason(
    plan: BusinessPlan, as_sato: Client
) -> None:
    typed = {"what": "ちらし", "horizon": "短期", "starts_on": "R9.4.1", "ends_on": "R9.6.30"}
    as_sato.post(url("measure-add", plan.public_id), {**typed, "cost_yen": "30万円"})
    measure = PlanMeasure.objects.get()
    assert (measure.what, measure.cost_yen, measure.ends_on) == (
        "ちらし",
        300_000,
        date(2027, 6, 30),
    )
    assert "R9.4.1〜R9.6.30" in text_of(as_sato.get(url("measures", plan.public_id)))
    as_sato.post(url("measure-finish", measure.public_id), {"on": "R8.11.19", "note": "配った"})
    assert "完了" in text_of(as_sato.get(url("measures", plan.public_id)))
    as_sato.post(url("measure-reopen", measure.public_id))
    refused = as_sato.post(url("measure-drop", measure.public_id), {"on": "R8.11.19"})
    assert (refused.status_code, "理由を200字まで" in text_of(refused)) == (422, True)
    late = as_sato.post(url("measure-finish", measure.public_id), {"on": "R9.1.1"})
    assert (late.status_code, "未来の日付は入れられません。" in text_of(late)) == (422, True)
    as_sato.post(url("measure-drop", measure.public_id), {"on": "R8.11.19", "reason": "人手"})
    assert measure.dates.done_on is None
    assert PlanMeasure.objects.told().get().dates.dropped_on == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": ""}, "施策を書いてください。"),
        ({"ends_on": "R9.3.1"}, "期限は始まりより前にできません。"),
        ({"cost_yen": "たくさん"}, "「たくさん」は金額として読めません。"),
        ({"cost_yen": "9" * 100}, "金額が大きすぎます（15桁まで）。"),
        ({"starts_on": "いつか"}, "「いつか」は日付として読めません。"),
    ],
)
def test_a_measure_that_cannot_be_comes_back_as_typed(
    plan: BusinessPlan, as_sato: Client, typed: dict[str, str], words: str
) -> None:
    first = {"what": "ちらしを配る", "horizon": "短期", "starts_on": "R9.4.1", "ends_on": "R9.6.30"}
    answer = as_sato.post(url("measure-add", plan.public_id), {**first, **typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert all(f'value="{text}"' in answer.content.decode() for text in typed.values() if text)
    assert not PlanMeasure.objects.exists()


def test_the_order_of_measures_is_changed_by_a_press(
    plan: BusinessPlan, as_sato: Client, as_tanaka: Client
) -> None:
    rows = [keep_measure(a_measure(plan, what)) for what in ("1つめ", "2つめ", "3つめ")]
    order = url("measure-order", plan.public_id)
    as_sato.post(order, {"measure": rows[2].public_id, "way": "up"})
    assert [one.what for one in plan.measures.all()] == ["1つめ", "3つめ", "2つめ"]
    stranger = as_tanaka.post(order, {"measure": rows[0].public_id, "way": "down"})
    assert stranger.status_code == 404


def test_a_kpi_is_a_usual_one_or_ones_own(plan: BusinessPlan, as_sato: Client) -> None:
    add = url("kpi-add", plan.public_id)
    as_sato.post(add, {"key": "gross_margin", "better": "up", "base": "５５", "target": "60%"})
    as_sato.post(add, {"name": "週の予約", "unit": "件", "better": "up", "target": "1,200"})
    assert [str(one) for one in PlanKpi.objects.all()] == ["粗利率", "週の予約"]
    refused = as_sato.post(add, {"name": "", "unit": "件", "better": "up", "target": "たくさん"})
    assert refused.status_code == 422
    assert "「たくさん」は数として読めません。" in text_of(refused)


@pytest.mark.parametrize(
    "typed", ["1040万円", "１０４０万円", "1,040万円", "10,400,000", "10400千円"]
)
def test_a_kpi_in_yen_is_typed_as_people_write_money(
    plan: BusinessPlan, as_sato: Client, typed: str
) -> None:
    page = url("kpi-add", plan.public_id)
    as_sato.post(page, {"key": "sales", "better": "up", "base": "980万円", "target": typed})
    kpi = PlanKpi.objects.get()
    assert (kpi.base, kpi.target, kpi.unit) == (9_800_000, 10_400_000, "円")
    assert "売上高（1年）" in text_of(as_sato.get(url("kpis", plan.public_id)))


def test_a_kpi_that_is_no_money_refuses_an_amount(plan: BusinessPlan, as_sato: Client) -> None:
    page = url("kpi-add", plan.public_id)
    sent = {"key": "gross_margin", "better": "up", "target": "1040万円"}
    refused = as_sato.post(page, sent)
    assert refused.status_code == 422
    assert "「1040万円」は数として読めません。" in text_of(refused)
    sent = {"key": "sales", "better": "up", "target": "たくさん"}
    assert "「たくさん」は金額として読めません。" in text_of(as_sato.post(page, sent))
    early = {"key": "sales", "better": "up", "target": "1040万円", "by_on": "R1.6.30"}
    assert "期日（令和元年6月30日）が、計画の始まり（令和9年4月1日）より1年以上前です。" in text_of(
        as_sato.post(page, early)
    )
    own = {"name": "1日の売上", "unit": "円", "better": "up", "target": "3万5千"}
    as_sato.post(page, own)
    assert PlanKpi.objects.get().target == 35_000


def test_adopting_is_refused_at_its_field_and_recorded_once(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    adopt = url("adopt", plan.public_id)
    first = as_sato.get(adopt).context["form"].initial
    assert first == {"on": TODAY, "name": plan.business.owner_name}
    typed = {"on": "R8.11.20", "how": "in-person", "name": "桜井 花子"}
    for change, words in (
        (
            {"on": "R8.11.19"},
            "もっと前から作っていた計画は、先に「題名・期間を直す」で作り始めた日を直してください。",
        ),
        ({"on": "R8.11.21"}, "策定日に未来の日付は入れられません。"),
        ({"name": ""}, "確認した人の名前を60字までで書いてください。"),
    ):
        answer = as_sato.post(adopt, {**typed, **change})
        assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert not BusinessPlan.objects.adopted().exists()
    assert "このままでも策定できます。" in text_of(as_sato.get(adopt))
    as_sato.post(adopt, typed)
    adopted = BusinessPlan.objects.adopted().get()
    assert adopted.adoption.version.confirmation.name == "桜井 花子"
    twice = as_sato.post(adopt, typed)
    assert "この事業計画は、すでに策定済みです。" in text_of(twice)
    assert BusinessPlan.objects.adopted().count() == 1


def test_a_plan_without_a_title_is_called_after_its_business_and_kind(
    sakura: Business, as_sato: Client
) -> None:
    begin = url("begin", sakura.public_id)
    shown = as_sato.get(begin)
    assert "title" not in shown.context["form"].initial
    assert "題名を空けておくと「株式会社さくら製麺 創業計画」になります。" in text_of(shown)
    typed = {"kind": "founding", "title": "　", "starts_on": "R9.4.1", "years": "3"}
    as_sato.post(begin, typed)
    plan = BusinessPlan.objects.get()
    assert plan.title == "株式会社さくら製麺　創業計画"
    facts = {**typed, "seen_version": str(plan.version)}
    refused = as_sato.post(url("facts", plan.public_id), facts)
    assert "題名を書いてください。" in text_of(refused)
    given = {**facts, "title": plan.title, "years": "4"}
    assert as_sato.post(url("facts", plan.public_id), given).status_code == 302
    kept = BusinessPlan.objects.get()
    assert (kept.title, kept.years) == ("株式会社さくら製麺　創業計画", 4), "its space stays wide"
    assert title_for("あ" * 120, "founding") == f"{'あ' * 95}　創業計画"


def test_a_plan_made_on_paper_is_entered_with_its_own_days(
    sakura: Business, as_sato: Client
) -> None:
    typed = {"kind": "management", "title": "隣町まで", "starts_on": "R8.4.1", "years": "3"}
    begin = url("begin", sakura.public_id)
    assert as_sato.get(begin).context["form"].initial["opened_on"] == TODAY
    for day, words in (
        ("R8.11.21", "作り始めた日に未来の日付は入れられません。"),
        ("R3.10.31", "作り始めた日は、令和3年11月1日以後にしてください（5年前まで）。"),
    ):
        refused = as_sato.post(begin, {**typed, "opened_on": day})
        assert (refused.status_code, words in text_of(refused)) == (422, True)
        assert f'value="{day}"' in refused.content.decode()
    as_sato.post(begin, {**typed, "opened_on": "R8.1.10"})
    plan = BusinessPlan.objects.get()
    assert plan.opened_on == date(2026, 1, 10)
    facts = url("facts", plan.public_id)
    assert facts in as_sato.get(url("adopt", plan.public_id)).content.decode()
    changed = {**typed, "opened_on": "R7.12.1", "seen_version": str(plan.version)}
    assert as_sato.post(facts, changed).status_code == 302
    adopted = {"on": "R7.12.20", "how": "paper", "name": "桜井 花子"}
    assert as_sato.post(url("adopt", plan.public_id), adopted).status_code == 302
    year = BusinessPlan.objects.adopted_during(FiscalYear(2025).whole)
    assert [one.adoption.on for one in year] == [date(2025, 12, 20)]
    now = BusinessPlan.objects.get()
    later = {**typed, "opened_on": "R7.11.1", "seen_version": str(now.version)}
    assert "作り始めた日" not in text_of(as_sato.get(facts))
    as_sato.post(facts, later)
    assert BusinessPlan.objects.get().opened_on == date(2025, 12, 1)
    with pytest.raises(RuleViolation, match="策定した計画の作り始めた日は変えられません。"):
        keep_plan_facts(
            BusinessPlan.objects.get(),
            PlanFacts("management", "隣町まで", date(2026, 4, 1), opened_on=date(2025, 11, 1)),
            seen_version=BusinessPlan.objects.get().version,
        )


def test_a_closed_business_adopts_nothing_and_a_plan_thrown_away_is_not_written_in(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    close_business(sakura, on=TODAY, reason="高齢", by=sato)
    typed = {"on": "R8.11.20", "how": "in-person", "name": "桜井"}
    answer = as_sato.post(url("adopt", plan.public_id), typed)
    assert "廃業した事業者の計画は策定にできません。" in text_of(answer)
    discard_plan(plan, by=sato)
    typed = {"text": "書いた", "said_by": "owner", "seen_version": "0"}
    answer = as_sato.post(url("section", plan.public_id, "philosophy"), typed)
    assert answer.status_code == 422
    assert "破棄した計画は変えられません。" in text_of(answer)
    as_sato.post(url("bring-back", plan.public_id))
    assert BusinessPlan.objects.drafts().get() == plan


def test_a_revision_tells_what_changed_and_old_versions_stay_readable(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    keep_section(plan, "philosophy", "味を守る")
    adopt_plan(plan, on=TODAY, by=sato)
    keep_section(plan, "philosophy", "町の食卓に", seen_version=1)
    assert "改訂する" in text_of(as_sato.get(url("detail", plan.public_id)))
    typed = {"on": "R8.11.20", "how": "later"}
    refused = as_sato.post(url("revise", plan.public_id), typed)
    assert "改訂の理由を400字までで書いてください。" in text_of(refused)
    as_sato.post(url("revise", plan.public_id), {**typed, "reason": "思いが変わった"})
    shown = text_of(as_sato.get(url("versions", plan.public_id)))
    assert "理由：思いが変わった" in shown
    assert "「経営理念・大切にしていること」を書き直した（4字 → 5字）" in shown
    assert "味を守る" in text_of(as_sato.get(url("version", plan.public_id, 1)))
    assert as_sato.get(url("version", plan.public_id, 9)).status_code == 404


def test_the_owner_says_yes_by_the_link_to_what_was_on_the_screen(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client, client: Client
) -> None:
    issued = issue_link(sakura, by=sato)
    page = reverse("web:owner-plan", args=[issued.token])
    assert "確認していただく事業計画はまだありません。" in text_of(client.get(page))
    keep_section(plan, "philosophy", "味を守る")
    adopt_plan(plan, on=TODAY, by=sato)
    answer = client.get(page)
    assert "味を守る" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    nobody = client.post(page, {"name": " ", "number": "1"})
    assert (nobody.status_code, "名前を60字までで" in text_of(nobody)) == (422, True)
    old = client.post(page, {"name": "桜井", "number": "7"})
    assert "計画が新しくなりました。" in text_of(old)
    assert client.post(page, {"name": "桜井 花子", "number": "1"}).status_code == 302
    assert "桜井 花子さんが令和8年11月20日に確認しています。" in text_of(client.get(page))
    assert "桜井 花子さん" in text_of(as_sato.get(url("versions", plan.public_id)))


def test_a_link_that_is_closed_says_only_that_it_is(
    plan: BusinessPlan, sakura: Business, sato: Staff, client: Client
) -> None:
    adopt_plan(plan, on=TODAY, by=sato)
    issued = issue_link(sakura, by=sato)
    revoke_link(issued.link, by=sato)
    answers = [
        client.post(reverse("web:owner-plan", args=[token]), {"name": "桜井", "number": "1"})
        for token in (issued.token, "unknown")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])
    assert "さくら製麺" not in text_of(answers[0])
