"""The ninety days on the page: from a remedy to a promise to what came of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY
from tests.diagnosis.cast import an_analysis, said_everything
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.actions import (
    FindingWords,
    agree_steps,
    complete_diagnosis,
    keep_step,
    write_finding,
)
from banso.diagnosis.models import ActionStep, Diagnosis
from banso.diagnosis.queries.stepping import due_steps, grid_of
from banso.diagnosis.rules.ninety_days import day_for, span_of
from banso.records.actions import drop_promise, fulfil_promise, move_promise, withdraw_record
from banso.records.models import Promise
from banso.registry.models import Business


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    return an_analysis(sakura, sato)


def url(name: str, row: Diagnosis | ActionStep) -> str:
    return reverse(f"diagnosis:{name}", args=[row.public_id])


def text_of(answer: HttpResponse) -> str:
    return told(answer.content.decode())


def a_step(analysis: Diagnosis, what: str, day: date, **facts: object) -> ActionStep:
    return keep_step(ActionStep(diagnosis=analysis, what=what, due_on=day, **facts))


def test_the_ninety_days_are_three_thirds() -> None:
    begun = date(2026, 11, 20)
    days = [date(2026, 11, 20), date(2026, 12, 20), date(2026, 12, 21), date(2027, 1, 19)]
    days += [date(2027, 1, 20), date(2027, 2, 18), date(2027, 6, 1)]
    assert [span_of(day, begun).key for day in days] == ["30", "30", "60", "60", "90", "90", "90"]
    ends = {horizon: day_for(horizon, begun, begun) for horizon in ("短期", "中期", "長期")}
    assert ends == {
        "短期": date(2026, 12, 20),
        "中期": date(2027, 1, 19),
        "長期": date(2027, 2, 18),
    }
    assert day_for("短期", begun, date(2027, 1, 5)) == date(2027, 1, 5), "not a day that passed"
    assert day_for("短期", begun, date(2027, 9, 1)) == date(2027, 2, 18)


def test_a_remedy_becomes_a_step_with_one_press(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    empty = text_of(as_sato.get(url("steps", analysis)))
    assert "まだ行動がありません。" in empty
    assert url("findings", analysis) in empty
    words = FindingWords("原価を知らない", "収益性", "短期", ["品目ごとに原価を出す", "長" * 300])
    finding = write_finding(analysis, words, by=sato)
    first, long = finding.remedies.all()
    assert "品目ごとに原価を出す" in text_of(as_sato.get(url("steps", analysis)))
    for remedy in (first, long, first):
        as_sato.post(reverse("diagnosis:step-from-remedy", args=[remedy.public_id]))
    assert list(analysis.steps.values_list("what", "side", "due_on", "finding")) == [
        ("品目ごとに原価を出す", "theirs", date(2026, 12, 20), finding.pk),
        ("長" * 199 + "…", "theirs", date(2026, 12, 20), finding.pk),
    ]
    assert "対応策から（" not in text_of(as_sato.get(url("steps", analysis)))


def test_a_step_is_written_edited_and_removed(analysis: Diagnosis, as_sato: Client) -> None:
    typed = {"what": "原価表を作る", "side": "theirs", "doer": "桜井", "due_on": "R8.12.10"}
    typed["kpi"] = "12品目"
    for _ in range(2):
        as_sato.post(url("step-add", analysis), typed)
    step = analysis.steps.get()
    assert (step.what, step.side, step.doer, step.due_on, step.kpi) == (
        "原価表を作る",
        "theirs",
        "桜井",
        date(2026, 12, 10),
        "12品目",
    )
    as_sato.post(url("step-edit", step), {**typed, "due_on": "R9.1.10", "seen_version": "1"})
    refused = as_sato.post(url("step-edit", step), {**typed, "what": "表", "seen_version": "1"})
    assert refused.status_code == 422
    assert "ほかの人が先に保存しています" in text_of(refused)
    assert 'value="表"' in text_of(refused), "nothing typed is lost"
    assert [line.due_on for line in grid_of(analysis)[1].lines] == [date(2027, 1, 10)]
    shown = text_of(as_sato.post(url("step-drop", step), follow=True))
    assert "「原価表を作る」を消しました。" in shown
    assert not analysis.steps.exists()
    as_sato.post(url("step-put-back", step))
    assert list(analysis.steps.values_list("what", "due_on", "kpi")) == [
        ("原価表を作る", date(2027, 1, 10), "12品目")
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": ""}, "行動を書いてください。"),
        ({"what": "あ" * 201}, "行動は200字までにしてください（いま201字）。"),
        ({"doer": "あ" * 61}, "担当は60字までにしてください（いま61字）。"),
        ({"kpi": "あ" * 201}, "KPIは200字までにしてください（いま201字）。"),
        ({"due_on": ""}, "期限を入力してください。"),
        ({"due_on": "R9.5.1"}, "期限は、令和8年11月20日から令和9年2月18日までにしてください。"),
        ({"side": "nobody"}, "正しく選択してください。"),
    ],
)
def test_a_step_that_cannot_be_comes_back_with_why(
    analysis: Diagnosis, as_sato: Client, typed: dict[str, str], words: str
) -> None:
    sent = {"what": "原価表", "side": "ours", "due_on": "R8.12.10", "kpi": "5品", **typed}
    answer = as_sato.post(url("step-add", analysis), sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f'value="{sent["kpi"]}"' in text_of(answer)
    assert not analysis.steps.exists()


def test_only_the_steps_ticked_become_promises(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    yes = a_step(analysis, "原価表", TODAY)
    no = a_step(analysis, "看板", TODAY + timedelta(days=1))
    visit = a_visit(sakura, sato)
    sent = {"record": visit.public_id, "steps": []}
    nothing = as_sato.post(url("steps-agree", analysis), sent)
    assert "約束にする行動を選んでください。" in text_of(nothing)
    as_sato.post(url("steps-agree", analysis), {**sent, "steps": [yes.public_id]})
    assert [promise.what for promise in Promise.objects.all()] == ["原価表"]
    again = as_sato.post(url("steps-agree", analysis), {**sent, "steps": [yes.public_id]})
    assert "まだ約束にしていない行動から選んでください。" in text_of(again)
    assert list(analysis.steps.planned()) == [no]


def test_steps_become_promises_at_a_recent_visit_and_show_how_they_stand(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    for number, what in enumerate(("原価表", "値札", "試作", "看板")):
        a_step(analysis, what, TODAY + timedelta(days=number))
    all_four = [step.public_id for step in analysis.steps.all()]
    empty = text_of(as_sato.get(url("steps", analysis)))
    assert "先に訪問を記録してください。" in empty
    assert f"{reverse('records:after')}?business={sakura.public_id}" in empty
    old = a_visit(sakura, sato, date(2026, 9, 1))
    other = a_visit(a_firm("もみじ堂", sakura), sato)
    visit = a_visit(sakura, sato, heard="やることを決めた。")
    assert "令和8年11月19日　巡回　やることを決めた。" in text_of(
        as_sato.get(url("steps", analysis))
    )
    for record in ("", "nonsense", old.public_id, other.public_id):
        refused = as_sato.post(url("steps-agree", analysis), {"record": record, "steps": all_four})
        assert refused.status_code == 422
        assert not Promise.objects.exists()
    agreed = {"record": visit.public_id, "steps": all_four}
    done = as_sato.post(url("steps-agree", analysis), agreed, follow=True)
    assert "4件を約束にしました。ホームと約束の一覧にも出ます。" in text_of(done)
    first, second, third, _ = Promise.objects.order_by("due_on")
    fulfil_promise(first, on=TODAY, by=sato)
    drop_promise(second, reason="要らない", by=sato)
    move_promise(third, to=date(2027, 1, 10))
    with clock.fixed(date(2026, 11, 25)):
        lines = [line for third in grid_of(analysis) for line in third.lines]
        assert [
            (line.step.what, line.kept_on, line.dropped_on, line.days_late, line.due_on)
            for line in lines
        ] == [
            ("原価表", TODAY, None, 0, TODAY),
            ("値札", None, TODAY, 0, date(2026, 11, 21)),
            ("看板", None, None, 2, date(2026, 11, 23)),
            ("試作", None, None, 0, date(2027, 1, 10)),
        ]
        shown = text_of(as_sato.get(url("steps", analysis)))
    for words in ("完了 R8.11.20", "取りやめ R8.11.20", "2日の遅れ", "R8.11.19の巡回で約束"):
        assert words in shown
    assert reverse("records:detail", args=[visit.public_id]) in shown
    refused = as_sato.post(url("step-drop", lines[0].step))
    assert "約束になった行動です。" in text_of(refused)


def test_what_came_of_a_step_is_written_even_after_the_analysis_is_finished(
    analysis: Diagnosis, as_sato: Client, sato: Staff
) -> None:
    step = a_step(analysis, "原価表", TODAY)
    said_everything(analysis, sato)
    write_finding(analysis, FindingWords("原価", "収益性", "短期", []), by=sato)
    complete_diagnosis(analysis, on=TODAY, by=sato)
    htmx = {"HX-Request": "true"}
    typed = {"result": "12品目で完成", "seen_version": "1"}
    shown = text_of(as_sato.post(url("step-result", step), typed, headers=htmx))
    assert "保存しました。" in shown
    again = {"result": "全部できた", "seen_version": "1"}
    for headers in ({}, htmx):
        refused = as_sato.post(url("step-result", step), again, headers=headers)
        assert refused.status_code == 422
        assert "保存されている結果：12品目で完成" in text_of(refused)
        assert 'value="全部できた"' in text_of(refused)
    long = as_sato.post(
        url("step-result", step), {"result": "あ" * 401, "seen_version": "2"}, headers=htmx
    )
    assert "結果は400字までにしてください（いま401字）。" in text_of(long)
    as_sato.post(url("step-result", step), {**again, "seen_version": "2"})
    step.refresh_from_db()
    assert (step.result, step.version) == ("全部できた", 3)
    a_step(analysis, "値札", TODAY)
    assert analysis.steps.count() == 2


def test_steps_late_and_due_within_a_week_are_listed_for_one_and_for_all(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    a_step(analysis, "済んだ行動", TODAY, result="できた")
    a_step(analysis, "遅れる行動", TODAY)
    a_step(analysis, "七日後の行動", TODAY + timedelta(days=8))
    a_step(analysis, "先の行動", TODAY + timedelta(days=9))
    with clock.fixed(TODAY + timedelta(days=1)):
        listed = [step.what for step in due_steps(sato, mine=True)]
        assert listed == ["遅れる行動", "七日後の行動"]
        record = a_visit(sakura, sato, TODAY)
        agree_steps(analysis, record)
        fulfil_promise(Promise.objects.get(what="遅れる行動"), on=TODAY, by=sato)
        assert [step.what for step in due_steps(sato, mine=True)] == [
            "済んだ行動",
            "七日後の行動",
        ]
        withdraw_record(record, reason="まちがい", by=sato)
        assert [step.what for step in due_steps(sato, mine=True)] == ["七日後の行動"]
        page = reverse("diagnosis:due-steps")
        assert "七日後の行動" in text_of(as_sato.get(page))
        assert "遅れも、7日以内のものもありません" in text_of(as_suzuki.get(page))
        assert "七日後の行動" in text_of(as_suzuki.get(page, {"whose": "all"}))


def test_another_office_sees_and_changes_no_step(analysis: Diagnosis, as_tanaka: Client) -> None:
    step = a_step(analysis, "原価表", TODAY)
    assert as_tanaka.get(url("steps", analysis)).status_code == 404
    assert as_tanaka.post(url("step-add", analysis), {}).status_code == 404
    assert as_tanaka.post(url("steps-agree", analysis), {}).status_code == 404
    for name in ("step-edit", "step-drop", "step-put-back", "step-result"):
        assert as_tanaka.post(url(name, step), {}).status_code == 404
    page = as_tanaka.get(reverse("diagnosis:due-steps"), {"whose": "all"})
    assert "原価表" not in text_of(page)
    assert analysis.steps.get().what == "原価表"


def test_the_page_costs_the_same_queries_for_one_step_and_for_thirty(
    analysis: Diagnosis, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_sato.get(url("steps", analysis))
        return len(queries)

    visit = a_visit(sakura, sato)
    a_step(analysis, "0", TODAY)
    agree_steps(analysis, visit)
    a_step(analysis, "1", TODAY)
    cost()
    before = cost()
    for number in range(2, 15):
        a_step(analysis, f"{number}", TODAY + timedelta(days=number))
    agree_steps(analysis, visit)
    for number in range(15, 30):
        a_step(analysis, f"{number}", TODAY + timedelta(days=number))
    assert cost() == before
