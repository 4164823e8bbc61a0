"""Firms handed over: written with what is known, carried out on the day, read, taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.diagnosis.cast import example_rows
from tests.followup.kept_cast import a_drift, a_visit_by_sheet, an_adopted_plan, the_rules
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.actions import deactivate
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    bring_back_handover,
    carry_out_handovers,
    confirm_read,
    open_check_sheet,
    take_call,
    withdraw_handover,
    write_handover,
)
from banso.followup.models import HandedBusiness, Handover, HandoverReceipt
from banso.followup.queries import handover_of
from banso.followup.queries.handover import charges_of, unread_by
from banso.plans.models import BusinessPlan
from banso.records.actions import confide
from banso.records.models import Promise
from banso.registry.actions import close_business
from banso.registry.models import Business
from banso.web import tasks

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


@pytest.fixture
def nakajima(gunma: Organisation) -> Staff:
    """中島, who takes over."""
    return staff_of(gunma, "中島 拓海", "nakajima@example.jp", Role.ADVISER)


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def handed(sakura: Business, to: Staff, on: date = TODAY, **facts: object) -> Handover:
    """さくら製麺 handed over, written by its adviser."""
    firm = Business.objects.get(pk=sakura.pk)
    facts = {"giver": firm.adviser, "written_by": firm.adviser or to, **facts}
    handover = Handover(organisation=firm.organisation, receiver=to, starts_on=on, **facts)
    return write_handover(handover, [HandedBusiness(business=firm, known="次の訪問：12月")])


def adviser_of(business: Business) -> Staff | None:
    return Business.objects.get(pk=business.pk).adviser


def test_what_is_known_is_told_in_lines_and_nothing_in_confidence(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 9, 1))
    a_drift(plan, date(2026, 10, 1))
    open_promise = Promise(side="ours", what="補助金の要項を送る", due_on=date(2026, 12, 1))
    a_visit(sakura, sato, promises=(open_promise,))
    shut = a_visit(sakura, sato, promises=(Promise(side="theirs", what="離婚の書類"),))
    confide(shut, by=sato, readers=[])
    (line,) = handover_of(sato)
    assert line.known.splitlines() == [
        "次の訪問：令和8年12月1日（前の訪問（令和8年9月1日）から3か月）",
        "頻度：ほかに当てはまるものがないので、いつもの頻度 → 四半期に一度",
        "ズレ：「看板を直す」が60日遅れている（令和8年10月1日に気づいた、第三者の視点を待つ）",
        "前の訪問の判断：注意（令和8年9月1日）",
        "約束（商工会）：補助金の要項を送る（令和8年12月1日まで）",
        "ほかに未了の約束1件（カルテで見る）",
    ]


def test_the_day_already_fixed_its_open_sheet_and_a_call_that_waits_are_told_first(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    take_call(plan, on=TODAY, what="冷蔵庫が止まった", by=sato)
    with clock.fixed(TODAY - timedelta(days=9)):
        open_check_sheet(plan, planned_on=TODAY, by=sato)
    because = "令和8年11月20日に事業者から声がかかった。策定（令和8年4月1日）から3か月"
    due = f"期日 令和8年7月1日（{because}）"
    (line,) = handover_of(sato)
    assert line.known.splitlines()[:2] == [
        f"次の訪問：令和8年11月20日に行く予定（シート第1回を開いている）　{due}",
        "事業者からの声（令和8年11月20日）：冷蔵庫が止まった",
    ]
    with clock.fixed(TOMORROW):
        (line,) = handover_of(sato)
        assert line.known.startswith("次の訪問：令和8年11月20日に行く予定だった（シート第1回")
    assert "令和8年11月20日に行く予定（シート第1回を開いている）" in text_of(
        as_sato.get(url("handover-new"), {"from": str(sato.public_id)})
    )


def test_from_today_the_firm_changes_hands_at_once_with_one_history_entry(
    plan: BusinessPlan, sakura: Business, nakajima: Staff
) -> None:
    before = sakura.history.count()
    handover = handed(sakura, nakajima)
    assert adviser_of(sakura) == nakajima
    assert sakura.history.count() == before + 1
    assert (handover.is_started, handover.start.moved, unread_by(nakajima)) == (True, 1, 1)


def test_before_its_day_nothing_moves_and_on_it_all_that_still_can(
    plan: BusinessPlan, sakura: Business, sato: Staff, nakajima: Staff
) -> None:
    closed = a_firm("もみじ堂", sakura)
    handover = Handover(
        organisation=sato.organisation, giver=sato, receiver=nakajima, starts_on=TOMORROW,
        written_by=sato,
    )  # fmt: skip
    write_handover(handover, [HandedBusiness(business=one) for one in (sakura, closed)])
    assert carry_out_handovers(sato.organisation, TODAY) == 0
    assert adviser_of(sakura) == sato
    close_business(closed, on=TODAY, reason="retirement", by=sato)
    with clock.fixed(TOMORROW):
        assert carry_out_handovers(sato.organisation, TOMORROW) == 1
        assert carry_out_handovers(sato.organisation, TOMORROW) == 0
    assert (adviser_of(sakura), adviser_of(closed)) == (nakajima, sato)
    told_there = {row[0]: row[2] for row in example_rows("handover.md")}
    assert told_there == {"さくら製麺": "中島", "もみじ堂": "佐藤（移らない）"}
    assert Handover.objects.get().start.moved == 1


def test_the_night_carries_out_what_begins_that_day(
    plan: BusinessPlan, sakura: Business, nakajima: Staff
) -> None:
    handed(sakura, nakajima, TOMORROW)
    with clock.fixed(TOMORROW):
        tasks.housekeeping.call()
    assert adviser_of(sakura) == nakajima


def test_a_receiver_who_left_meanwhile_is_put_in_charge_of_nothing(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, nakajima: Staff
) -> None:
    handed(sakura, nakajima, TOMORROW)
    deactivate(nakajima, by=suzuki, on=TODAY, reason="退職")
    carry_out_handovers(sato.organisation, TOMORROW)
    assert adviser_of(sakura) == sato
    assert Handover.objects.get().start.moved == 0


def test_what_no_handover_can_be_is_refused(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, nakajima: Staff,
    tanaka: Staff,
) -> None:  # fmt: skip
    row = f"firm-{sakura.public_id}"
    with refusal("same-person", "receiver"):
        handed(sakura, sato)
    for nobody in (suzuki, tanaka):
        with refusal("not-usable", "receiver"):
            handed(sakura, nobody)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=367)):
        with refusal("no-such-day", "starts_on"):
            handed(sakura, nakajima, day)
    with refusal("nobody", "firm"):
        write_handover(
            Handover(organisation=sato.organisation, giver=sato, receiver=nakajima,
                     starts_on=TODAY, written_by=sato), [])  # fmt: skip
    with refusal("moved", row):
        handed(sakura, nakajima, giver=None)
    handed(sakura, nakajima, TOMORROW)
    with refusal("twice", row):
        handed(sakura, nakajima, TOMORROW)
    close_business(sakura, on=TODAY, reason="retirement", by=sato)
    with refusal("closed", row):
        handed(sakura, nakajima, TOMORROW)
    assert Handover.objects.count() == 1
    deactivate(nakajima, by=suzuki, on=TODAY, reason="退職")
    with refusal("not-usable", "receiver"):
        handed(sakura, nakajima)


def test_only_the_receiver_confirms_and_once(
    plan: BusinessPlan, sakura: Business, sato: Staff, nakajima: Staff
) -> None:
    firms = list(handed(sakura, nakajima).firms.all())
    with refusal("not-receiver"):
        confirm_read(firms, by=sato)
    assert [confirm_read(firms, by=nakajima) for _ in range(2)] == [1, 0]
    assert HandoverReceipt.objects.get().read_by == nakajima
    with refusal("read"):
        withdraw_handover(Handover.objects.get(), by=sato)


def test_taken_back_before_it_is_read_the_firm_goes_back(
    plan: BusinessPlan, sakura: Business, sato: Staff, nakajima: Staff
) -> None:
    handover = handed(sakura, nakajima)
    for _ in range(2):
        withdraw_handover(handover, by=sato)
    assert (adviser_of(sakura), unread_by(nakajima)) == (sato, 0)
    handover = Handover.objects.get()
    with refusal("withdrawn"):
        confirm_read(handover.firms.all(), by=nakajima)
    with refusal("started"):
        bring_back_handover(handover)
    ahead = handed(sakura, nakajima, TOMORROW)
    withdraw_handover(ahead, by=sato)
    bring_back_handover(ahead)
    withdraw_handover(Handover.objects.get(pk=ahead.pk), by=sato)
    handed(sakura, nakajima, TOMORROW)
    with refusal("twice"):
        bring_back_handover(ahead)


def test_firms_of_one_who_left_are_listed_and_can_be_handed_over(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, nakajima: Staff
) -> None:
    nobodys = a_firm("もみじ堂", sakura)
    Business.objects.filter(pk=nobodys.pk).update(adviser=None)
    an_adopted_plan(nobodys, sato)
    deactivate(sato, by=suzuki, on=TODAY, reason="退職")
    assert [(one.name, one.firms, one.is_vacant) for one in charges_of(sato.organisation)] == [
        ("佐藤 さくら（利用停止）", 1, True),
        ("担当なし", 1, True),
    ]
    client = signed_in(suzuki)
    shown = text_of(client.get(url("handovers")))
    assert "担当のいない事業者" in shown
    assert "佐藤 さくら（利用停止） 1者" in shown
    typed = {
        "receiver": str(nakajima.public_id),
        "starts_on": "R8.11.20",
        "firm": str(nobodys.public_id),
    }
    client.post(url("handover-new") + "?from=none", typed)
    assert adviser_of(nobodys) == nakajima


def test_it_is_written_read_and_printed(
    plan: BusinessPlan, sakura: Business, as_sato: Client, nakajima: Staff, sato: Staff
) -> None:
    Business.objects.filter(pk=sakura.pk).update(caution="午前は仕込みで電話に出ない")
    page = f"{url('handover-new')}?from={sato.public_id}"
    first = as_sato.get(page)
    assert "午前は仕込みで電話に出ない</textarea>" in first.content.decode()
    assert first.context["form"].initial["starts_on"] == date(2026, 11, 21)
    assert [row.is_ticked for row in first.context["rows"]] == [False]
    assert 'data-tick-all="firm"' in first.content.decode()
    key = str(sakura.public_id)
    typed = {"receiver": str(nakajima.public_id), "starts_on": "R8.11.21", "note": "よろしく",
             "firm": key, f"note-{key}": "息子さんの話はまだしない"}  # fmt: skip
    answer = as_sato.post(page, typed)
    handover = Handover.objects.get()
    assert answer.headers["Location"] == url("handover", handover.public_id)
    receiver = signed_in(nakajima)
    for place in (url("arrived"), "/"):
        assert "引き継ぎが届いています（1者）" in text_of(receiver.get(place))
    shown = text_of(receiver.get(url("handover", handover.public_id)))
    assert "佐藤 さくらから中島 拓海への引き継ぎ" in shown
    assert "気をつけること 息子さんの話はまだしない" in shown
    assert "次の訪問：令和8年7月1日（策定（令和8年4月1日）から3か月）" in shown
    assert as_sato.post(url("handover-read", handover.public_id)).status_code == 422
    receiver.post(url("handover-read", handover.public_id))
    assert "中島 拓海が令和8年11月20日" in text_of(as_sato.get(url("handover", handover.public_id)))
    assert text_of(receiver.get(url("arrived"))) == ""
    assert "引き継ぎが届いています" not in text_of(receiver.get("/"))
    paper = as_sato.get(url("handover-pdf", handover.public_id))
    assert paper.content.startswith(b"%PDF")


def test_what_was_typed_stays_where_it_is_refused(
    plan: BusinessPlan, sakura: Business, as_sato: Client, sato: Staff, nakajima: Staff
) -> None:
    page = f"{url('handover-new')}?from={sato.public_id}"
    key = str(sakura.public_id)
    typed = {"receiver": str(nakajima.public_id), "starts_on": "R8.11.1", f"note-{key}": "ひみつ"}
    answer = as_sato.post(page, {**typed, "firm": key})
    assert answer.status_code == 422
    assert "いつからかは、今日から1年以内の日にしてください。" in text_of(answer)
    assert "ひみつ</textarea>" in answer.content.decode()
    nobody = as_sato.post(page, {**typed, "starts_on": "R8.11.20"})
    assert nobody.status_code == 422
    assert "引き継ぐ事業者に印を付けてください。" in text_of(nobody)
    long = as_sato.post(page, {**typed, "starts_on": "R8.11.20", f"note-{key}": "あ" * 2001})
    assert "気をつけることは2,000字までにしてください。" in text_of(long)
    assert not Handover.objects.exists()
    assert as_sato.get(url("handover-new") + "?from=x").status_code == 404


def test_another_office_sees_and_does_nothing(
    plan: BusinessPlan, sakura: Business, nakajima: Staff, as_tanaka: Client
) -> None:
    handover = handed(sakura, nakajima, TOMORROW)
    assert "中島" not in text_of(as_tanaka.get(url("handovers")))
    for name in ("handover", "handover-pdf"):
        assert as_tanaka.get(url(name, handover.public_id)).status_code == 404
    for name in ("handover-read", "handover-withdraw", "handover-back"):
        assert as_tanaka.post(url(name, handover.public_id)).status_code == 404
