"""Today by role, and the whole-business page: what counts, what was entered, how it is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.programme.actions import load_programme
from banso.programme.models import Programme, Result
from banso.programme.queries import plan_of
from banso.records.actions import RecordParts, arrange_dispatch, record_support, report_dispatch
from banso.records.models import ContactKind, DispatchReport, ExpertDispatch, SupportRecord
from banso.registry.actions import Basis
from banso.registry.models import AccessGrant, Business


@pytest.fixture
def programme(gunma: Organisation, sato: Staff) -> Programme:
    """Our plan, loaded."""
    source = (settings.PROGRAMMES_DIR / "takasaki-gunma.json").read_text(encoding="utf-8")
    outcome = load_programme(source, organisation=gunma, by=sato)
    assert outcome.edition is not None
    return outcome.edition.programme


@pytest.fixture
def fujii(gunma: Organisation) -> Staff:
    """藤井, an outside expert."""
    return staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)


def chart(browser: Client, business: Business) -> str:
    """The whole-business page."""
    return browser.get(reverse("web:business", args=[business.public_id])).content.decode()


def text_of(page: str) -> str:
    """The page without the blanks between its words."""
    return "".join(page.split())


def sent(business: Business, expert: Staff, by: Staff) -> ExpertDispatch:
    """The expert sent to the business."""
    asked = ExpertDispatch(
        organisation=business.organisation,
        business=business,
        theme="原価の見直し",
        asked_on=date(2026, 11, 2),
        planned_on=date(2026, 11, 10),
        expert=expert,
        expert_name="藤井 健（中小企業診断士）",
    )
    basis = Basis(ground="owner-request", reason="代表者から電話で頼まれた")
    return arrange_dispatch(asked, by=by, basis=basis)


def test_a_result_entered_by_hand_counts_and_is_told_with_name_and_unit(
    programme: Programme, as_sato: Client, sato: Staff, sakura: Business
) -> None:
    plan = plan_of(sakura.organisation)
    assert plan is not None
    line = next(line for line in plan.document.indicators if line.measure == "hand-entered")
    Result.objects.create(
        programme=programme,
        line=line.key,
        on=date(2026, 9, 30),
        business=sakura,
        value=Decimal("41.00"),
        note="売上原価で計算",
        entered_by=sato,
        entered_at=clock.now(),
    )
    page = text_of(chart(as_sato, sakura))
    name = plan.document.full_name(line)
    assert "まだどの目標にも数えられていません" not in page
    assert text_of(f"§{line.section} {name}</a>") in page
    assert f"41{line.unit}" in page
    assert "41.00" not in page
    assert "令和8年9月30日" in page


def test_the_ten_newest_contacts_stand_open_and_the_others_behind_a_fold(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    for day in range(1, 13):
        record_support(
            SupportRecord(
                business=sakura,
                on=date(2026, 10, day),
                kind=ContactKind.VISIT,
                minutes=60,
                advice=f"第{day}の助言",
            ),
            RecordParts([sato], []),
            by=sato,
        )
    before, _, after = chart(as_sato, sakura).partition("すべての経過を見る（ほかに2件）")
    assert "第3の助言" in before
    assert "第2の助言" not in before
    assert "第2の助言" in after


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_council_and_observers_see_the_plan_alone(
    role: Role, programme: Programme, gunma: Organisation
) -> None:
    page = signed_in(staff_of(gunma, "山本 進", "yamamoto@example.jp", role)).get("/")
    shown = page.content.decode()
    assert "計画の進み具合です。" in shown
    assert "予定と約束" not in shown
    assert "約束はありません" not in shown


def test_an_expert_sees_the_own_dispatches_and_no_advice_about_recording(
    sato: Staff, fujii: Staff, sakura: Business
) -> None:
    sent(sakura, fujii, sato)
    shown = signed_in(fujii).get("/").content.decode()
    assert "あなたの派遣　1件" in shown
    assert "報告待ち" in shown
    assert "支援を記録するとき" not in shown


def test_an_expert_reads_the_firm_for_thirty_days_after_the_report(
    as_sato: Client, sato: Staff, fujii: Staff, sakura: Business
) -> None:
    dispatch = sent(sakura, fujii, sato)
    assert "報告から30日まで" in chart(as_sato, sakura)
    report = DispatchReport(on=date(2026, 11, 10), findings="歩留まりを測る。")
    report_dispatch(report, dispatch=dispatch, topics=[], by=fujii)
    assert AccessGrant.objects.get().ends_on == date(2026, 12, 20)
    assert "令和8年12月20日" in chart(as_sato, sakura)
    seen = [_what_is_seen(fujii, on) for on in (TODAY, date(2026, 12, 20), date(2026, 12, 21))]
    assert seen == [(1, 1, 1), (1, 1, 1), (0, 0, 0)]


def test_another_dispatch_keeps_the_firm_open(sato: Staff, fujii: Staff, sakura: Business) -> None:
    first = sent(sakura, fujii, sato)
    sent(sakura, fujii, sato)
    report = DispatchReport(on=date(2026, 11, 10), findings="歩留まりを測る。")
    report_dispatch(report, dispatch=first, topics=[], by=fujii)
    assert AccessGrant.objects.get().ends_on is None


def _what_is_seen(expert: Staff, on: date) -> tuple[int, int, int]:
    """How many businesses, records and dispatches the expert may see on a day."""
    with clock.fixed(on):
        kinds = (Business, SupportRecord, ExpertDispatch)
        businesses, records, dispatches = (
            kind.objects.visible_to(expert).count() for kind in kinds
        )
    return businesses, records, dispatches


def test_an_address_that_only_a_button_may_use_says_so_instead_of_a_bare_page(
    as_sato: Client, sakura: Business
) -> None:
    address = reverse("figures:link", args=[sakura.public_id])
    answer = as_sato.get(address, headers={"Accept": "text/html,*/*"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "ページのボタンを押したときにだけ使う住所（URL）です。" in answer.content.decode()
    assert "今日の画面へ" in answer.content.decode()
    assert not as_sato.get(address).content
