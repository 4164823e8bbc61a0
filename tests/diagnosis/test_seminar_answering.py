"""Answering a request: record, promise, consent, accounts and analysis at once, or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.diagnosis.cast import an_analysis
from tests.diagnosis.seminar_cast import (
    FIGURES,
    HELD_ON,
    SWOT,
    a_request,
    a_seminar,
    a_workbook,
    written,
)

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis import actions
from banso.diagnosis.actions import (
    Taking,
    answering,
    decline_request,
    forget_analyses,
    forget_old_workbooks,
    take_request_back,
    take_up_request,
)
from banso.diagnosis.models import AnalysisRequest, Diagnosis, RequestAnswer, Workbook
from banso.figures.actions import NeedsYes
from banso.figures.models import FinancialStatement
from banso.records.models import Promise, SupportRecord, Topic
from banso.registry.models import Business, Consent

SOURCE = "経営分析セミナー（令和8年11月10日）"
DUE = TODAY + timedelta(days=7)


@pytest.fixture
def request_(sato: Staff) -> AnalysisRequest:
    """桜井's wish, from a workbook with everything in it."""
    Topic.objects.create(
        organisation=sato.organisation,
        key="diagnosis",
        name="経営分析",
        section="5",
        kind="section",
    )
    book, _ = a_workbook(a_seminar(sato))
    return a_request(written(book))


def address(request: AnalysisRequest) -> str:
    return reverse("diagnosis:request", args=[request.public_id])


def taking(business: Business, adviser: Staff, **other: object) -> Taking:
    return Taking(business, adviser, DUE, **other)


def counts() -> list[int]:
    models = (SupportRecord, Promise, Consent, FinancialStatement, Diagnosis, RequestAnswer)
    return [model._default_manager.count() for model in models]


def test_taking_a_request_up_does_all_of_it(
    request_: AnalysisRequest, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    taken = take_up_request(request_, taking(sakura, sato), by=suzuki)
    record = taken.answer.record
    assert record is not None
    assert (record.business, record.on, record.kind, record.attendees, record.recorded_by) == (
        sakura, TODAY, "counter", "桜井 花子", suzuki,
    )  # fmt: skip
    assert [*record.supporters.all()] == [sato]
    assert [topic.name for topic in record.topics.all()] == ["経営分析"]
    assert record.heard == (
        f"{SOURCE}のワークブックで、個別の経営分析の申込みがあった（令和8年11月20日（金））。\n"
        "相談したいこと：値段の決め方\n連絡のつきやすい時間：午後2時から\n連絡先：027-373-0000\n"
        "90日の目的：昼だけに頼らない"
    )
    assert record.advice == "個別の経営分析を受け、日程を連絡することにした（担当 佐藤 さくら）。"
    promise = record.promises.get()
    assert (promise.what, promise.due_on, promise.side, promise.keeper) == (
        "個別経営分析の日程を連絡する", DUE, "ours", sato,
    )  # fmt: skip
    consent = sakura.consents.get()
    assert (consent.scope, consent.given_on, consent.given_by) == ("support", TODAY, "桜井 花子")
    before, now = sakura.statements.order_by("ends_on")
    assert (before.starts_on, before.ends_on) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (now.starts_on, now.ends_on) == (date(2025, 4, 1), date(2026, 3, 31))
    assert before.amounts == {"sales": 32_000_000}
    assert now.amounts == {
        "sales": 30_000_000, "cost_of_sales": 18_000_000, "personnel": 7_000_000,
        "depreciation": 600_000, "selling_and_admin": 11_100_000, "interest_paid": 200_000,
        "other_expenses": 200_000, "cash": 2_500_000, "receivables": 1_000_000,
        "inventories": 2_000_000, "payables": 1_500_000, "loans": 9_000_000,
    }  # fmt: skip
    assert (now.employees, now.is_outline, now.source) == (
        Decimal("3.5"),
        True,
        f"申告（{SOURCE}）",
    )
    assert [year.label for year in taken.carried] == ["令和7年3月期", "令和8年3月期"]
    assert taken.left == ()
    diagnosis = taken.answer.diagnosis
    assert diagnosis is not None
    said = diagnosis.entries.order_by("pk").values_list(
        "sheet", "cell", "text", "said_by", "source"
    )
    assert list(said) == [
        ("swot", "S-products", "手打ち麺", "owner", SOURCE),
        ("swot", "S-products", "県外からも来る", "owner", SOURCE),
        ("swot", "O-needs", "持ち帰りを聞かれる", "owner", SOURCE),
        ("cross", "SO", "強み「手打ち麺」×機会「持ち帰り」：生麺を週末だけ売る", "owner", SOURCE),
        ("ninety-days", "aim", "昼だけに頼らない", "owner", SOURCE),
        ("ninety-days", "not-doing", "新しい設備", "owner", SOURCE),
    ]
    assert Workbook.objects.get().business == sakura
    assert (taken.answer.answered_by, taken.answer.at) == (suzuki, clock.now())


def test_accounts_that_are_there_are_never_overwritten(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    own = FinancialStatement.objects.create(
        business=sakura, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        form="corporation", amounts={"sales": 1},
    )  # fmt: skip
    taken = take_up_request(request_, taking(sakura, sato), by=sato)
    assert [year.label for year in taken.carried] == ["令和7年3月期"]
    assert [(year.label, year.reason) for year in taken.left] == [
        ("令和8年3月期", "令和8年12月31日期の決算がすでにあります。上書きしません。")
    ]
    own.refresh_from_db()
    assert own.amounts == {"sales": 1}
    assert sakura.statements.count() == 2


def test_unticked_nothing_is_carried_and_without_accounts_no_analysis_begins(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    decided = taking(sakura, sato, carries=False, has_consent=False)
    taken = take_up_request(request_, decided, by=sato)
    assert (taken.carried, len(taken.left), taken.answer.diagnosis) == ((), 2, None)
    assert counts() == [1, 1, 0, 0, 0, 1]


def test_an_analysis_under_way_takes_the_owners_words_in(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    under_way = an_analysis(sakura, sato)
    taken = take_up_request(request_, taking(sakura, sato), by=sato)
    assert taken.answer.diagnosis == under_way
    assert under_way.entries.count() == 6
    assert taken.carried == ()


def test_figures_of_no_known_year_stay_in_the_workbook(sakura: Business, sato: Staff) -> None:
    book, _ = a_workbook(a_seminar(sato))
    written(book, figures=FIGURES | {"ends_on": ""})
    taken = take_up_request(a_request(book), taking(sakura, sato), by=sato)
    assert [year.reason for year in taken.left] == [
        "いつの1年の数字かが空いているので、移せません。"
    ] * 2


def test_a_consent_on_record_is_not_recorded_again(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    Consent.objects.create(
        business=sakura, scope="support", given_on=date(2025, 4, 1), recorded_by=sato
    )
    take_up_request(request_, taking(sakura, sato), by=sato)
    assert sakura.consents.count() == 1


def test_a_request_is_answered_once(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    take_up_request(request_, taking(sakura, sato), by=sato)
    before = counts()
    with pytest.raises(RuleViolation) as refusal:
        take_up_request(request_, taking(sakura, sato), by=sato)
    assert refusal.value.message == "この申込みには、すでに回答しています。"
    with pytest.raises(RuleViolation):
        decline_request(request_, reason="二重", by=sato)
    assert counts() == before


def test_a_request_taken_back_meanwhile_is_not_answered(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    take_request_back(request_.workbook)
    with pytest.raises(RuleViolation) as refusal:
        take_up_request(request_, taking(sakura, sato), by=sato)
    assert refusal.value.message == "この申込みは、本人が取り下げました。"
    assert counts() == [0] * 6


@pytest.mark.parametrize(
    "fails", ["_note_consent", "save_statements", "open_diagnosis", "_say_all"]
)
def test_when_one_part_fails_nothing_is_left(
    request_: AnalysisRequest,
    sakura: Business,
    sato: Staff,
    monkeypatch: pytest.MonkeyPatch,
    fails: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuleViolation("fails", "だめです。")

    monkeypatch.setattr(answering, fails, fail)
    with pytest.raises(RuleViolation):
        take_up_request(request_, taking(sakura, sato), by=sato)
    assert counts() == [0] * 6
    assert Workbook.objects.get().business is None


def test_figures_that_look_wrong_wait_for_a_yes(sakura: Business, sato: Staff) -> None:
    book, _ = a_workbook(a_seminar(sato))
    written(book, figures=FIGURES | {"before": {"sales": 1_000_000}})
    asked = a_request(book)
    with pytest.raises(NeedsYes) as odd:
        take_up_request(asked, taking(sakura, sato), by=sato)
    said = [remark.in_words for remark in odd.value.remarks]
    assert said == [
        "令和8年3月31日期：売上高が前の期の30倍です。桁や、円と千円を取り違えていませんか。"
    ]
    assert counts() == [0] * 6
    assert take_up_request(asked, taking(sakura, sato, confirmed=said), by=sato).answer.pk


def test_declining_needs_a_reason(request_: AnalysisRequest, sato: Staff) -> None:
    for reason, said in (
        (" ", "受けない理由を入力してください。"),
        ("あ" * 201, "理由は200字までにしてください（いま201字）。"),
    ):
        with pytest.raises(RuleViolation) as refusal:
            decline_request(request_, reason=reason, by=sato)
        assert (refusal.value.message, refusal.value.field) == (said, "reason")
    answer = decline_request(request_, reason="税理士と進める", by=sato)
    assert (answer.record, answer.reason) == (None, "税理士と進める")


# ── the page ──


def test_likely_businesses_are_suggested_and_the_press_does_it(
    request_: AnalysisRequest, sakura: Business, as_sato: Client, sato: Staff
) -> None:
    page = as_sato.get(address(request_))
    assert page.context["suggested"] == (sakura,)
    chosen = as_sato.get(address(request_), {"business": sakura.public_id})
    words = chosen.content.decode()
    assert "令和8年3月期の数字" in words
    assert "新しい経営分析を始め" in words
    form = chosen.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert (typed["adviser"], typed["carries"], typed["has_consent"]) == (
        sato.public_id,
        True,
        True,
    )
    answer = as_sato.post(address(request_), {**typed, "promise_on": "R8.11.27"}, follow=True)
    said = answer.content.decode()
    assert (
        "令和7年3月期・令和8年3月期の数字を決算に移しました。SWOTを経営分析に書き写しました。"
        in said
    )
    assert sakura.support_records.get().promises.get().due_on == DUE
    record = as_sato.get(reverse("records:detail", args=[sakura.support_records.get().public_id]))
    assert SOURCE in record.content.decode()
    sheet = reverse("diagnosis:sheet", args=[Diagnosis.objects.get().public_id, "swot"])
    assert SOURCE in as_sato.get(sheet).content.decode()
    assert "個別分析の申込み" not in as_sato.get(reverse("web:home")).content.decode()


def test_what_is_refused_is_said_at_its_field(
    request_: AnalysisRequest, sakura: Business, as_sato: Client, sato: Staff
) -> None:
    typed = {"business": sakura.public_id, "adviser": sato.public_id, "kind": "phone"}
    for day, said in (
        ("", "連絡する日を入力してください。"),
        ("R8.11.19", "連絡する日は、今日以後の日付にしてください。"),
    ):
        answer = as_sato.post(address(request_), {**typed, "promise_on": day})
        assert (answer.status_code, answer.context["form"].errors["promise_on"]) == (422, [said])
    declined = as_sato.post(reverse("diagnosis:decline", args=[request_.public_id]), {"reason": ""})
    assert (declined.status_code, declined.context["declining"].errors["reason"]) == (
        422, ["受けない理由を入力してください。"],
    )  # fmt: skip
    assert counts() == [0] * 6


def test_another_office_neither_sees_nor_answers(
    request_: AnalysisRequest, sakura: Business, as_tanaka: Client
) -> None:
    for answer in (
        as_tanaka.get(address(request_)),
        as_tanaka.post(address(request_), {"business": sakura.public_id}),
        as_tanaka.post(
            reverse("diagnosis:decline", args=[request_.public_id]), {"reason": "よその人"}
        ),
    ):
        assert answer.status_code == 404
    assert "さくら製麺" not in as_tanaka.get(reverse("diagnosis:requests")).content.decode()
    assert counts() == [0] * 6


def test_another_offices_business_cannot_be_chosen(
    request_: AnalysisRequest, as_sato: Client, tanaka: Staff
) -> None:
    theirs = Business.objects.create(
        organisation=tanaka.organisation, name="よその店", legal_form="sole-proprietor"
    )
    answer = as_sato.post(address(request_), {"business": theirs.public_id})
    assert answer.context["prospect"] is None
    assert counts() == [0] * 6


def test_the_home_page_counts_what_nobody_answered(
    request_: AnalysisRequest, as_sato: Client, sato: Staff
) -> None:
    words = "個別経営分析の申込み（まだ答えていない）"
    assert words in as_sato.get(reverse("web:home")).content.decode()
    decline_request(request_, reason="税理士と進める", by=sato)
    assert words not in as_sato.get(reverse("web:home")).content.decode()


# ── what is forgotten ──


def test_erasing_a_business_takes_its_workbook_along_with_its_past(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    take_up_request(request_, taking(sakura, sato), by=sato)
    other, _ = a_workbook(a_seminar(sato), UUID(int=7, version=4), business_name="みどり商店")
    a_request(other)
    forget_analyses(sakura)
    assert [book.pk for book in Workbook.objects.all()] == [other.pk]
    assert AnalysisRequest.objects.get().workbook == other
    assert RequestAnswer.objects.count() == 0
    kept = [
        model.history.values_list("pk", flat=True).count()
        for model in (Workbook, AnalysisRequest, RequestAnswer)
    ]
    assert kept == [1, 1, 0]


def test_a_workbook_of_no_business_goes_after_a_year_and_a_matched_one_stays(
    request_: AnalysisRequest, sakura: Business, sato: Staff
) -> None:
    matched = request_.workbook
    take_up_request(request_, taking(sakura, sato), by=sato)
    stranger, _ = a_workbook(matched.session, UUID(int=7, version=4), business_name="みどり商店")
    a_request(written(stranger, swot=SWOT))
    with clock.fixed(HELD_ON + timedelta(days=365)):
        assert forget_old_workbooks() == 0
    with clock.fixed(HELD_ON + timedelta(days=366)):
        assert actions.forget_old_workbooks() == 1
    assert [book.pk for book in Workbook.objects.all()] == [matched.pk]
    assert Workbook.history.filter(id=stranger.pk).count() == 0
    assert AnalysisRequest.history.filter(workbook_id=stranger.pk).count() == 0
