"""第三者の視点: written with what to quote beside it, refused by field, taken back, led on."""

from __future__ import annotations

import re
import uuid
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx import Document
from tests.conftest import TODAY, staff_of
from tests.followup.kept_cast import (
    WRITTEN,
    a_drift,
    a_kept_kpi,
    a_review,
    a_visit_by_sheet,
    an_adopted_plan,
)
from tests.records.cast import a_firm, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.followup.actions import open_check_sheet, review_drift
from banso.followup.models import CheckSheet, DriftCase, GateReview
from banso.followup.queries.reviewing import third_parties
from banso.followup.rules.answers import Answers
from banso.followup.rules.third_parties import ThirdParty, expert, namesake, role_of
from banso.plans.actions import keep_section
from banso.plans.models import BusinessPlan
from banso.records.actions import arrange_dispatch
from banso.records.models import ExpertDispatch
from banso.registry.actions import close_business
from banso.registry.models import Business, District

OCTOBER = date(2026, 10, 1)
INSIDER = (
    "担当者・記入者・同じ地区の指導員ではない人（ほかの地区の指導員・外部の専門家）の名前を"
    "書いてください。"
)
LACKING = "まだ書いていません（「特になし」などは、書いたことになりません）。"


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """A plan with one drift that waits."""
    plan = an_adopted_plan(sakura, sato)
    a_drift(plan, OCTOBER)
    return plan


def url(name: str, of: BusinessPlan | GateReview, *more: str) -> str:
    return reverse(f"followup:{name}", args=[of.public_id, *more])


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def typed(**change: str) -> dict[str, str]:
    """What the form sends when everything is written."""
    return {"on": "R8.11.20", "entry_key": str(uuid.uuid4()), **WRITTEN, "proposal": "", **change}


def test_a_review_is_written_and_the_next_steps_are_offered(
    plan: BusinessPlan, as_sato: Client, sato: Staff
) -> None:
    answer = as_sato.post(url("review", plan), typed(proposal="平日の昼に絞る"))
    review = GateReview.objects.get()
    assert answer.headers["Location"] == url("review-shown", review)
    assert (review.written_by, review.on, review.view) == (sato, TODAY, WRITTEN["view"])
    assert DriftCase.objects.get().review == review
    shown = text_of(as_sato.get(url("review-shown", review)))
    for words in (
        "第三者の視点を残しました。ズレは検討済みになりました。",
        "高橋 健（中小企業診断士）",
        "「看板を直す」が60日遅れている （令和8年10月1日に気づいた）",
        "平日の昼に絞る",
        "見直し案から計画を改訂する",
        "頻度を見直す",
        "次のチェックシートへ",
    ):
        assert words in shown
    listed = text_of(as_sato.get(url("reviews", plan)))
    assert "待っているズレはありません。" in listed
    assert "令和8年11月20日 高橋 健 （中小企業診断士） 「看板を直す」が60日遅れている" in listed


@pytest.mark.parametrize("key", sorted(WRITTEN))
def test_each_lacking_part_is_said_at_its_field_and_nothing_is_lost(
    plan: BusinessPlan, as_sato: Client, key: str
) -> None:
    answer = as_sato.post(url("review", plan), typed(**{key: "特になし"}))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert {name: list(errors) for name, errors in form.errors.items()} == {key: [LACKING]}
    page = answer.content.decode()
    for other, text in WRITTEN.items():
        assert other == key or text in page
    assert not GateReview.objects.exists()


def test_what_is_too_short_is_told_how_much_is_wanted(plan: BusinessPlan, as_sato: Client) -> None:
    answer = as_sato.post(url("review", plan), typed(causes="人手"))
    assert answer.status_code == 422
    told = {name: list(errors) for name, errors in answer.context["form"].errors.items()}
    words = "「人手」だけでは、あとで読む人に伝わりません。5字以上で書いてください（いま2字）。"
    assert told == {"causes": [words]}


def test_all_that_is_lacking_is_said_at_once(plan: BusinessPlan, as_sato: Client) -> None:
    answer = as_sato.post(url("review", plan), {"on": "いつか"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"on", *WRITTEN}


def test_a_blank_part_an_insider_and_a_day_to_come_are_said_together(
    plan: BusinessPlan, as_sato: Client
) -> None:
    wrong = {"effect": "", "third_party": "佐藤さくら", "on": "R8.11.21"}
    answer = as_sato.post(url("review", plan), typed(**wrong))
    assert answer.status_code == 422
    told = {name: errors[0] for name, errors in answer.context["form"].errors.items()}
    assert told == {
        "effect": LACKING,
        "third_party": INSIDER,
        "on": "検討した日（令和8年11月21日）が未来の日付です。端末の日付が進んでいないか"
        "確かめて、直してください。",
    }
    assert not GateReview.objects.exists()


def test_what_must_be_written_is_marked(plan: BusinessPlan, as_sato: Client) -> None:
    form = as_sato.get(url("review", plan)).context["form"]
    marked = {name for name, field in form.fields.items() if field.required}
    assert marked == {"on", *WRITTEN}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"on": "R8.11.21"}, "on", "検討した日（令和8年11月21日）が未来の日付です。"),
        ({"on": "R8.3.1"}, "on", "検討した日は、計画の策定日（令和8年4月1日）以後に"),
        (
            {"on": "R8.9.30"},
            None,
            "この日までに気づいて、第三者の視点を待っているズレはありません。",
        ),
        ({"proposal": "あ" * 2001}, "proposal", "2,000字までにしてください（いま2,001字）。"),
        ({"third_party": "あ" * 61}, "third_party", "60字までにしてください（いま61字）。"),
        (
            {"third_party": "佐藤さくら"},
            "third_party",
            "担当者・記入者・同じ地区の指導員ではない人",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    plan: BusinessPlan, as_sato: Client, change: dict[str, str], field: str | None, words: str
) -> None:
    answer = as_sato.post(url("review", plan), typed(**change))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field or "__all__"]
    assert words in str(errors)
    assert WRITTEN["hypotheses"] in answer.content.decode()
    assert not GateReview.objects.exists()


def test_the_adviser_in_charge_is_no_third_party(
    plan: BusinessPlan, sakura: Business, suzuki: Staff, as_sato: Client
) -> None:
    Business.objects.filter(pk=sakura.pk).update(adviser=suzuki)
    answer = as_sato.post(url("review", plan), typed(third_party=suzuki.person.name))
    assert set(answer.context["form"].errors) == {"third_party"}


def test_what_is_sent_twice_is_kept_once_and_a_second_persons_words_beside_it(
    plan: BusinessPlan, as_sato: Client, as_suzuki: Client
) -> None:
    sent = typed()
    first = as_sato.post(url("review", plan), sent)
    assert as_sato.post(url("review", plan), sent).headers["Location"] == first.headers["Location"]
    assert GateReview.objects.count() == 1
    as_suzuki.post(url("review", plan), typed(view="値段にも手を付ける"))
    assert GateReview.objects.count() == 2
    assert "同じ日の検討への追記" in text_of(as_sato.get(url("reviews", plan)))


def test_a_firm_that_closed_and_a_plan_without_drift_are_said(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    close_business(sakura, on=date(2026, 11, 10), reason="", by=sato)
    answer = as_sato.post(url("review", plan), typed())
    assert "この事業者は令和8年11月10日に廃業しています。" in text_of(answer)
    DriftCase.objects.all().delete()
    shown = text_of(as_sato.get(url("review", plan)))
    assert "いま第三者の視点を待っているズレはありません。" in shown


def test_what_to_quote_lies_beside_the_form(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_kept_kpi(plan)
    case = DriftCase.objects.get()
    shown = text_of(as_sato.get(url("review", plan)))
    assert "チェックシートで聞いた答えは、まだありません。" in shown
    assert "この施策は、何があれば進みますか。" in shown
    with clock.fixed(date(2026, 11, 5)):
        open_check_sheet(plan, planned_on=clock.today(), by=sato)
    asked = CheckSheet.objects.get().items["questions"]
    assert f"drift-{case.pk}" in [one["key"] for one in asked]
    said = Answers(questions={f"drift-{case.pk}": "店の人手が足りない"})
    a_visit_by_sheet(plan, sato, date(2026, 11, 5), answers=said)
    page = as_sato.get(url("review", plan))
    shown = text_of(page)
    assert "店の人手が足りない" in shown
    assert "客数：目安 1,233人、まだ聞いていない" in shown
    assert f"{url('progress', plan)}#measures" in page.content.decode()


def test_who_could_be_asked_is_suggested_with_the_role(
    plan: BusinessPlan, sakura: Business, gunma: Organisation, sato: Staff, as_sato: Client
) -> None:
    first, second = District.objects.filter(organisation=gunma)
    Business.objects.filter(pk=sakura.pk).update(adviser=sato, district=first)
    plan.refresh_from_db()
    near = staff_of(gunma, "近藤 近", "kondo@example.jp", Role.ADVISER)
    far = staff_of(gunma, "高山 遠", "takayama@example.jp", Role.ADVISER)
    for name, adviser, district in (("い", near, first), ("う", far, second), ("え", far, second)):
        firm = a_firm(name, sakura)
        Business.objects.filter(pk=firm.pk).update(adviser=adviser, district=district)
    dispatch = ExpertDispatch(
        business=sakura, theme="値段", asked_on=OCTOBER, expert_name="高橋 健（中小企業診断士）"
    )
    arrange_dispatch(dispatch, by=sato)
    found = third_parties(BusinessPlan.objects.get(pk=plan.pk), sato)
    assert found == (
        ThirdParty("高山 遠", "他地区の経営指導員", "第2地区の担当"),
        ThirdParty("高橋 健", "中小企業診断士", "専門家派遣（R8.10.1依頼）"),
    )
    page = " ".join(as_sato.get(url("review", plan)).content.decode().split())
    assert 'data-value="高山 遠" data-along="他地区の経営指導員"' in page
    refused = as_sato.post(url("review", plan), typed(third_party="近藤近"))
    assert dict(refused.context["form"].errors) == {"third_party": [INSIDER]}
    for short in ("近藤", "近藤さん", "佐藤指導員"):
        refused = as_sato.post(url("review", plan), typed(third_party=short))
        (words,) = refused.context["form"].errors["third_party"]
        assert words.endswith("さんと区別できません。姓だけでなく、氏名を書いてください。")
    as_sato.post(url("review", plan), typed(third_party="高山　遠", third_party_role=""))
    assert GateReview.objects.get().third_party_role == "他地区の経営指導員"
    assert (role_of(found, ""), expert("よろず支援拠点", "").role) == ("", "外部専門家")


def test_one_written_by_mistake_is_taken_back_with_a_way_back(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    review = review_drift(a_review(plan, TODAY), by=sato)
    answer = as_sato.post(url("review-withdraw", review), follow=True)
    shown = text_of(answer)
    assert "令和8年11月20日の検討を取り消しました。ズレは、また第三者の視点を待ちます。" in shown
    assert url("review-put-back", review) in answer.content.decode()
    assert "第三者の視点を待っているズレ（1件）" in shown
    assert "取り消し済み" in shown
    assert "取り消されています（佐藤 さくら）" in text_of(as_sato.get(url("review-shown", review)))
    as_sato.post(url("review-put-back", review))
    assert DriftCase.objects.get().review == review
    assert not DriftCase.objects.open().exists()


def test_the_proposal_leads_to_a_revision_that_is_linked(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    plan.measures.all().delete()
    review = review_drift(a_review(plan, TODAY, proposal="平日の昼に絞る"), by=sato)
    address = url("review-revise", review)
    page = as_sato.get(address)
    assert "見直し案は、まだ計画に書かれていません。" in text_of(page)
    assert "まだ何も変わっていません。" in text_of(page)
    first = {"on": TODAY, "name": plan.business.owner_name, "reason": "平日の昼に絞る"}
    assert page.context["form"].initial == first
    assert "checked" not in page.content.decode().partition("revise-title")[2]
    unsaid = as_sato.post(
        address, {"on": "R8.11.20", "reason": "平日の昼に絞る", "name": "桜井 花"}
    )
    assert unsaid.context["form"].errors == {"how": ["確認のしかたを選んでください。"]}
    sent = {"on": "R8.11.20", "reason": "平日の昼に絞る", "how": "in-person", "name": "桜井 花"}
    refused = as_sato.post(address, sent)
    assert "前の版から変わったところがありません。" in text_of(refused)
    keep_section(plan, "goals", "平日の昼に30人")
    changed = text_of(as_sato.get(address))
    assert "いまの版から変わること（1件） 「目標」を書いた（8字）" in changed
    assert "見直し案は、まだ計画に書かれていません。" not in changed
    answer = as_sato.post(address, sent)
    assert answer.headers["Location"] == url("review-shown", review)
    review.refresh_from_db()
    assert (review.revision.version.number, review.revision.reason) == (2, "平日の昼に絞る")
    assert review.revision.version.confirmation.name == "桜井 花"
    shown = text_of(as_sato.get(url("review-shown", review)))
    assert "この検討から、令和8年11月20日に 第2版 へ改訂しました。" in shown
    again = as_sato.post(url("review-withdraw", review))
    assert again.status_code == 422
    assert "この検討から計画を改訂しているため、取り消せません。" in text_of(again)
    assert "第2版へ改訂" in text_of(as_sato.get(url("reviews", plan)))


def test_one_page_for_the_file_in_pdf_and_word(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    review = review_drift(a_review(plan, TODAY, proposal="平日の昼に絞る"), by=sato)
    pdf = pypdfium2.PdfDocument(as_sato.get(url("review-paper", review, "pdf")).content)
    assert len(pdf) == 1
    word = Document(BytesIO(as_sato.get(url("review-paper", review, "docx")).content))
    for said in (
        pdf[0].get_textpage().get_text_range(),
        "\n".join(one.text for one in word.element.body.iter() if one.text),
    ):
        for key in ("kpi_check", "hypotheses", "effect", "view", "causes", "response"):
            assert WRITTEN[key] in said.replace("\r\n", "")
        assert "平日の昼に絞る" in said
    assert as_sato.get(url("review-paper", review, "xlsx")).status_code == 404


def test_another_office_sees_and_does_nothing(
    plan: BusinessPlan, sato: Staff, as_tanaka: Client
) -> None:
    review = review_drift(a_review(plan, TODAY), by=sato)
    for name in ("review-shown", "review-revise"):
        assert as_tanaka.get(url(name, review)).status_code == 404
    for name in ("review-withdraw", "review-put-back", "review-revise"):
        assert as_tanaka.post(url(name, review)).status_code == 404
    assert as_tanaka.post(url("review", plan), typed()).status_code == 404
    assert list(GateReview.objects.standing()) == [review]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("近藤", "近藤 近"),
        ("近藤さん", "近藤 近"),
        ("近藤　近", ""),
        ("佐藤さくら", ""),  # kept without a space: it is the whole name
        ("", ""),
    ],
)
def test_a_surname_alone_is_told_from_a_whole_name(written: str, known: str) -> None:
    assert namesake(written, ["近藤 近", "佐藤さくら"]) == known
