"""Experts sent: arranged, mended, reported; the report is the contact it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, signed_in, staff_of
from tests.records.cast import a_dispatch, a_firm

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import report_dispatch
from banso.records.models import DispatchReport, ExpertDispatch, SupportRecord
from banso.registry.actions import give_consent
from banso.registry.models import AccessGrant, Business, Consent, Disclosure

NEW = "/records/dispatches/new/"


@pytest.fixture
def takahashi(gunma: Organisation) -> Staff:
    """高橋, an outside expert."""
    return staff_of(gunma, "高橋 健", "takahashi@example.jp", Role.EXPERT)


def arranged(business: Business, **changes: object) -> dict[str, object]:
    return {
        "business": str(business.public_id),
        "theme": "原価の見直し",
        "asked_on": "令和8年11月1日",
        "planned_on": "11/25",
        "expert": "",
        "expert_name": "高橋 健（中小企業診断士）",
        "cost_yen": "30,000",
        "funding": "経営発達支援事業費",
        **changes,
    }


def reported(**changes: object) -> dict[str, object]:
    return {
        "on": "令和8年11月10日",
        "minutes": "120",
        "topics": ["cash"],
        "findings": "歩留まりを測る。",
        **changes,
    }


def page_of(dispatch: ExpertDispatch, ending: str = "") -> str:
    return f"/records/dispatches/{dispatch.public_id}/{ending}"


def test_arranging_a_dispatch_keeps_all_of_it_and_opens_the_firm_to_the_expert(
    as_sato: Client, sato: Staff, takahashi: Staff, sakura: Business
) -> None:
    given = give_consent(
        Consent(business=sakura, scope="expert", given_on=date(2026, 4, 1), given_by="桜井 花子"),
        by=sato,
    )
    sent = arranged(sakura, expert=str(takahashi.public_id), expert_name="")
    answer = as_sato.post(NEW, sent)
    dispatch = ExpertDispatch.objects.get()
    assert (answer.status_code, answer.url) == (302, page_of(dispatch))
    assert (
        dispatch.business, dispatch.theme, dispatch.asked_on, dispatch.planned_on,
        dispatch.expert, dispatch.expert_name, dispatch.cost_yen, dispatch.funding,
        dispatch.arranged_by,
    ) == (
        sakura, "原価の見直し", date(2026, 11, 1), date(2026, 11, 25),
        takahashi, "高橋 健", 30_000, "経営発達支援事業費", sato,
    )  # fmt: skip
    assert AccessGrant.objects.get().staff == takahashi
    told = Disclosure.objects.get()
    assert (told.business, told.recipient_kind, told.recipient, told.kind, told.on) == (
        sakura, "expert", "高橋 健", "access", TODAY,
    )  # fmt: skip
    assert (told.ground, told.consent, told.disclosed_by) == ("consent", given, sato)
    assert told.purpose == "専門家派遣：原価の見直し"


def test_without_consent_nothing_is_opened_until_a_ground_is_said(
    as_sato: Client, sakura: Business, takahashi: Staff
) -> None:
    sent = arranged(sakura, expert=str(takahashi.public_id), theme="消えない相談")
    answer = as_sato.post(NEW, sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "ground": [
            (
                "「専門家」への提供の同意が、令和8年11月20日の時点で記録されていません。"
                "同意を取って記録するか、同意によらない根拠を選んでください。"
            )
        ]
    }
    assert "消えない相談" in answer.content.decode()
    empty = [ExpertDispatch, AccessGrant, Disclosure, Consent]
    assert [model.objects.count() for model in empty] == [0, 0, 0, 0]
    given = {"ground": "consent", "consent_by": "桜井 花子", "consent_on": "令和8年11月19日"}
    assert as_sato.post(NEW, {**sent, **given}).status_code == 302
    consent = Consent.objects.get()
    assert (consent.scope, consent.given_by, consent.given_on) == (
        "expert", "桜井 花子", date(2026, 11, 19),
    )  # fmt: skip
    assert Disclosure.objects.get().consent == consent
    assert AccessGrant.objects.get().staff == takahashi


def test_the_form_warns_as_soon_as_the_firm_is_chosen(as_sato: Client, sakura: Business) -> None:
    page = as_sato.get(NEW, {"business": sakura.public_id}).content.decode()
    assert "「専門家」への提供の同意が記録されていません" in page


def test_an_expert_without_an_account_is_shown_nothing_and_needs_no_consent(
    as_sato: Client, sakura: Business
) -> None:
    assert as_sato.post(NEW, arranged(sakura)).status_code == 302
    assert not Disclosure.objects.exists()


def test_another_expert_is_another_disclosure_and_the_same_one_is_not(
    as_sato: Client, sato: Staff, takahashi: Staff, sakura: Business, gunma: Organisation
) -> None:
    dispatch = a_dispatch(sakura, sato, expert=takahashi)
    again = arranged(sakura, expert=str(takahashi.public_id), seen_version="1")
    assert as_sato.post(page_of(dispatch, "edit/"), again).status_code == 302
    assert Disclosure.objects.count() == 1
    other = staff_of(gunma, "中村 実", "nakamura@example.jp", Role.EXPERT)
    changed = arranged(sakura, expert=str(other.public_id), expert_name="", seen_version="2")
    assert as_sato.post(page_of(dispatch, "edit/"), changed).status_code == 422
    said = {"ground": "law", "ground_reason": "小規模事業者支援法の派遣"}
    assert as_sato.post(page_of(dispatch, "edit/"), {**changed, **said}).status_code == 302
    latest = Disclosure.objects.latest("pk")
    assert (latest.recipient, latest.ground, latest.ground_reason, latest.consent) == (
        "中村 実", "law", "小規模事業者支援法の派遣", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"theme": ""}, {"theme": ["相談の内容を入力してください。"]}),
        (
            {"asked_on": "令和8年11月21日", "planned_on": ""},
            {"asked_on": ["まだ来ていない日付です。依頼した日を入れてください。"]},
        ),
        (
            {"planned_on": "令和8年10月31日"},
            {"planned_on": ["派遣日が依頼日（令和8年11月1日）より前です。"]},
        ),
        ({"expert_name": ""}, {"expert_name": ["専門家の氏名を入力してください。"]}),
        ({"expert": "x"}, {"expert": ["この専門家は選べません。選び直してください。"]}),
        ({"cost_yen": "-1"}, {"cost_yen": ["0以上2,000,000,000以下の数を入力してください。"]}),
        ({"business": ""}, {"business": ["事業者を入力し、候補から選んでください。"]}),
    ],
)
def test_a_bad_dispatch_is_refused_at_its_field(
    as_sato: Client, sakura: Business, changes: dict[str, str], errors: dict[str, list[str]]
) -> None:
    answer = as_sato.post(NEW, arranged(sakura, funding="消えない出どころ") | changes)
    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert "消えない出どころ" in answer.content.decode()
    assert ExpertDispatch.objects.count() == 0


def test_mending_a_dispatch_takes_the_firm_from_the_former_expert(
    as_sato: Client, sato: Staff, takahashi: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato, expert=takahashi)
    sent = arranged(sakura, expert="", expert_name="中村 税理士", cost_yen="", seen_version="1")
    assert as_sato.post(page_of(dispatch, "edit/"), sent).status_code == 302
    dispatch.refresh_from_db()
    assert (dispatch.expert, dispatch.expert_name, dispatch.cost_yen) == (None, "中村 税理士", None)
    assert AccessGrant.objects.count() == 0


def test_two_people_mending_a_dispatch_lose_nothing(
    as_sato: Client, as_suzuki: Client, sato: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato)
    as_sato.post(page_of(dispatch, "edit/"), arranged(sakura, theme="佐藤の案", seen_version="1"))
    mine = arranged(sakura, theme="鈴木の案", seen_version="1")
    answer = as_suzuki.post(page_of(dispatch, "edit/"), mine)
    assert answer.status_code == 422
    differing = answer.context["conflict"]["differences"]
    assert [(row.label, row.theirs, row.yours) for row in differing] == [
        ("相談の内容", "佐藤の案", "鈴木の案")
    ]
    assert 'name="seen_version" value="2"' in answer.content.decode()
    as_suzuki.post(page_of(dispatch, "edit/"), {**mine, "seen_version": "2"})
    assert ExpertDispatch.objects.get().theme == "鈴木の案"


def test_an_expert_reports_the_own_dispatch_and_it_counts_as_a_contact(
    sato: Staff, takahashi: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato, expert=takahashi)
    browser = signed_in(takahashi)
    assert "報告を保存する" in browser.get(page_of(dispatch)).content.decode()
    answer = browser.post(page_of(dispatch, "report/"), reported())
    record = SupportRecord.objects.get()
    assert answer.url == f"/records/{record.public_id}/saved/"
    assert (record.kind, record.on, record.minutes, record.advice, record.recorded_by) == (
        "dispatch",
        date(2026, 11, 10),
        120,
        "歩留まりを測る。",
        takahashi,
    )
    assert [topic.key for topic in record.topics.all()] == ["cash"]
    assert browser.get(answer.url).status_code == 200
    assert "報告を保存する" not in browser.get(page_of(dispatch)).content.decode()
    again = browser.post(page_of(dispatch, "report/"), reported(findings="もう一度"))
    assert again.status_code == 422
    assert "この派遣の報告はすでに登録されています。" in again.content.decode()
    assert SupportRecord.objects.count() == 1


def test_an_expert_neither_sees_nor_reports_a_dispatch_of_someone_else(
    sato: Staff, takahashi: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato)
    browser = signed_in(takahashi)
    assert browser.get(page_of(dispatch)).status_code == 404
    assert browser.post(page_of(dispatch, "report/"), reported()).status_code == 404
    assert browser.get(NEW).status_code == 403
    assert browser.get(page_of(dispatch, "edit/")).status_code == 403
    assert SupportRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"on": "令和8年10月31日"}, {"on": ["実施日が依頼日（令和8年11月1日）より前です。"]}),
        (
            {"on": "令和8年11月21日"},
            {"on": ["まだ来ていない日付です。実施した日を入れてください。"]},
        ),
        ({"findings": " "}, {"findings": ["見立てと助言を入力してください。"]}),
        (
            {"minutes": "0"},
            {"minutes": ["時間は1分から1440分（24時間）の間で入力してください。"]},
        ),
    ],
)
def test_a_bad_report_is_refused_and_stays_on_the_page(
    as_sato: Client,
    sato: Staff,
    sakura: Business,
    changes: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    dispatch = a_dispatch(sakura, sato)
    answer = as_sato.post(page_of(dispatch, "report/"), reported(**changes))
    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert SupportRecord.objects.count() == 0


def test_dispatches_without_a_report_stand_on_top(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    done = a_dispatch(sakura, sato, theme="済んだ相談")
    late = a_dispatch(a_firm("美容室はな", sakura), sato, theme="報告のない相談")
    a_dispatch(sakura, sato, theme="これからの相談", planned_on=date(2026, 11, 30))
    report = DispatchReport(on=date(2026, 11, 10), findings="終わった")
    report_dispatch(report, dispatch=done, topics=[], by=sato)
    page = as_sato.get("/records/dispatches/")
    assert [row.theme for row in page.context["page"].object_list] == [
        "報告のない相談",
        "これからの相談",
        "済んだ相談",
    ]
    html = page.content.decode()
    assert "3回</strong>（実数 2者）" in html
    counted = page.context["count"]
    assert (counted.ahead, counted.awaited, counted.late) == (1, 1, 0)
    assert "派遣前 1件" in html
    assert "報告待ち 1件" in html
    assert late.theme in html


def test_the_list_of_dispatches_costs_the_same_for_one_and_for_thirty(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    as_sato.get("/records/dispatches/")
    costs = []
    for often in (1, 29):
        for number in range(often):
            a_dispatch(a_firm(f"第{often}の{number}商店", sakura), sato)
        with CaptureQueriesContext(connection) as asked:
            as_sato.get("/records/dispatches/")
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 10


def test_another_office_finds_no_dispatch_of_ours(
    as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato)
    assert as_tanaka.get("/records/dispatches/").context["count"].times == 0
    assert as_tanaka.get(page_of(dispatch)).status_code == 404
    assert as_tanaka.get(page_of(dispatch, "edit/")).status_code == 404
    assert as_tanaka.post(page_of(dispatch, "report/"), reported()).status_code == 404
    assert as_tanaka.get(NEW, {"business": str(sakura.public_id)}).status_code == 404
