"""Everything known of a business on one page, with its contacts, consents, closure and history."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.registry.actions import grant_access
from banso.registry.models import Business, Closure, Consent, ContactPerson
from banso.registry.queries import Contact, Fact, particulars_of, pick


def page_of(business: Business, name: str = "detail", *rest: int) -> str:
    return reverse(f"registry:{name}", args=[business.public_id, *rest])


def refusals(answer: HttpResponse) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


@pytest.fixture
def expert(gunma: Organisation, suzuki: Staff, sakura: Business) -> Staff:
    """An outside expert sent to さくら製麺."""
    staff = staff_of(gunma, "専門 家子", "expert@example.jp", Role.EXPERT)
    grant_access(sakura, staff, by=suzuki)
    return staff


def test_particulars_say_everything_in_words(sakura: Business) -> None:
    sakura.owner_birth_year = 1968
    sakura.capital_yen = 3_000_000
    sakura.part_time = sakura.family_workers = sakura.on_leave = 0
    sakura.officers = None

    found = particulars_of(sakura)

    facts = {fact.label: fact for group in found.groups for fact in group.facts}
    assert [group.title for group in found.groups] == [
        "基本",
        "所在地と連絡先",
        "業種と従業員数",
        "代表者と後継者",
    ]
    assert facts["資本金"] == Fact("資本金", "3,000,000円")
    assert facts["電話"] == Fact("電話", "027-373-0000", "tel:0273730000")
    assert facts["業種（中分類）"].value == "09 食料品製造業"
    assert facts["計画の業種区分"].value == "製造業"
    assert facts["生年・年齢"] == Fact(
        "生年・年齢", "昭和43年（1968年）生まれ", remark="58歳（今年の誕生日で）"
    )
    assert facts["常用の従業員"].value == "4人"
    assert facts["ほかの人数"].value == (
        "短時間の従業員、同居の親族従業員、休業中の従業員は0人。役員・個人事業主、日雇い、"
        "2か月以内の雇用、季節雇用（4か月以内）、試用期間（14日以内）は不明。"
    )
    assert (found.size.small, found.size.medium, found.size.regular_employees) == (
        "小規模事業者",
        "中小企業者",
        "4人",
    )
    assert found.size.jizokuka_employees == "4人"
    assert found.size.reasons[0] == (
        "製造業（製造業その他の基準 20人以下）・常時使用する従業員4人 → 小規模事業者"
    )


def test_the_page_leads_on_to_recording_editing_and_history(
    as_sato: Client, sakura: Business
) -> None:
    answer = as_sato.get(page_of(sakura))

    page = answer.content.decode()
    assert answer.status_code == 200
    for address in (
        f"{reverse('records:new')}?business={sakura.public_id}",
        page_of(sakura, "edit"),
        page_of(sakura, "history"),
        reverse("web:business", args=[sakura.public_id]),
        "tel:0273730000",
    ):
        assert f'href="{address}"' in page
    assert "小規模かどうか不明" in page
    assert "短時間・同居親族・休業中の人数が未入力" in page


def test_an_expert_sees_the_business_but_not_what_the_office_keeps_to_itself(
    expert: Staff, sakura: Business
) -> None:
    Business.objects.filter(pk=sakura.pk).update(caution="現金のみ", note="内々の話")
    browser = signed_in(expert)

    page = browser.get(page_of(sakura)).content.decode()

    assert "株式会社さくら製麺" in page
    for kept_back in ("現金のみ", "内々の話", "同意", "修正する", "廃業を記録", "連絡先を加える"):
        assert kept_back not in page
    assert browser.get(page_of(sakura, "history")).status_code == 403
    assert browser.post(page_of(sakura, "contact-add"), {"name": "x"}).status_code == 403


@pytest.mark.parametrize(
    "name", ["detail", "edit", "history", "contact-add", "consent-give", "close"]
)
def test_another_offices_business_is_not_found(
    as_tanaka: Client, sakura: Business, name: str
) -> None:
    assert as_tanaka.get(page_of(sakura, name)).status_code == 404
    assert as_tanaka.get(reverse(f"registry:{name}", args=[uuid4()])).status_code == 404


def test_a_contact_is_added_once_found_by_and_changed_and_removed_with_history(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    person = {"name": "桜井 次郎", "position": "後継者", "phone": "０９０−１１１１−２２２２"}

    as_sato.post(page_of(sakura, "contact-add"), person)
    as_sato.post(page_of(sakura, "contact-add"), person)

    contact = ContactPerson.objects.get()
    assert particulars_of(sakura).contacts == (
        Contact(contact.pk, "桜井 次郎", "後継者", "090-1111-2222", "tel:09011112222", "", ""),
    )
    assert [choice.name for choice in pick(sato, search="0901111").choices] == [sakura.name]
    as_sato.post(page_of(sakura, "contact-edit", contact.pk), {**person, "name": "桜井 治郎"})
    assert ContactPerson.objects.get().name == "桜井 治郎"
    as_sato.post(page_of(sakura, "contact-remove", contact.pk))
    as_sato.post(page_of(sakura, "contact-remove", contact.pk))
    assert ContactPerson.objects.count() == 0
    assert pick(sato, search="0901111").choices == ()
    history = as_sato.get(page_of(sakura, "history")).context["history"]
    assert [entry.what for entry in history] == [
        "連絡先の削除：桜井 治郎",
        "連絡先の変更：桜井 治郎",
        "連絡先の登録：桜井 次郎",
        "登録",
    ]


def test_a_contact_without_a_name_is_refused_and_kept_as_typed(
    as_sato: Client, sakura: Business
) -> None:
    answer = as_sato.post(page_of(sakura, "contact-add"), {"name": "", "phone": "二七三"})

    assert refusals(answer) == {
        "name": ["氏名を入力してください。"],
        "phone": ["電話番号は数字とハイフンで、027-373-0237 のように入力してください。"],
    }
    assert "二七三" in answer.content.decode()
    assert ContactPerson.objects.count() == 0


def test_a_consent_is_given_once_and_withdrawn_with_its_days(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    consent = {"scope": "expert", "given_on": "R8.11.1", "given_by": "桜井 花子"}

    as_sato.post(page_of(sakura, "consent-give"), consent)
    twice = as_sato.post(page_of(sakura, "consent-give"), consent)

    row = Consent.objects.get()
    assert (row.given_on, row.recorded_by, row.withdrawn_on) == (date(2026, 11, 1), sato, None)
    assert "この範囲の同意はすでに記録されています。" in refusals(twice)["scope"][0]
    withdraw = page_of(sakura, "consent-withdraw", row.pk)
    early = as_sato.post(withdraw, {"on": "令和8年10月1日"})
    assert refusals(early) == {"on": ["撤回日は同意日以後の日付にしてください。"]}
    assert as_sato.post(withdraw, {"on": "令和8年11月20日"}).status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_on == TODAY
    assert "撤回 令和8年11月20日" in as_sato.get(page_of(sakura)).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("令和7年2月29日", "令和7年2月29日はありません"),
        ("令和9年1月1日", "同意日に未来の日付は入れられません。"),
        ("", "同意日を入力してください。"),
        ("きのう", "「きのう」は日付として読めません。"),
    ],
)
def test_days_that_cannot_be_are_refused(
    as_sato: Client, sakura: Business, typed: str, message: str
) -> None:
    answer = as_sato.post(page_of(sakura, "consent-give"), {"scope": "bank", "given_on": typed})

    found = refusals(answer)
    assert list(found) == ["given_on"]
    assert message in found["given_on"][0]
    assert Consent.objects.count() == 0


def test_a_closure_is_recorded_leaves_the_list_and_can_be_taken_back(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    future = as_sato.post(page_of(sakura, "close"), {"on": "令和9年1月1日"})
    assert refusals(future) == {"on": ["廃業日に未来の日付は入れられません。"]}

    as_sato.post(page_of(sakura, "close"), {"on": "11月1日", "reason": "高齢"})
    twice = as_sato.post(page_of(sakura, "close"), {"on": "11月2日"})

    closure = Closure.objects.get()
    assert (closure.on, closure.reason, closure.confirmed_by) == (date(2026, 11, 1), "高齢", sato)
    assert refusals(twice) == {"__all__": ["この事業者はすでに廃業として記録されています。"]}
    assert "廃業　令和8年11月1日（日）" in as_sato.get(page_of(sakura)).content.decode()
    assert "株式会社さくら製麺" not in as_sato.get(reverse("registry:list")).content.decode()
    as_sato.post(page_of(sakura, "reopen"))
    as_sato.post(page_of(sakura, "reopen"))
    assert Closure.objects.count() == 0
    history = as_sato.get(page_of(sakura, "history")).context["history"]
    assert [entry.what.split("：")[0] for entry in history] == ["廃業の削除", "廃業の登録", "登録"]


def test_a_contact_typed_while_the_session_ended_comes_back_in_its_open_form(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    as_sato.logout()
    as_sato.post(
        page_of(sakura, "contact-add"),
        {"name": "桜井 次郎", "kind": "contact", "typed_by": str(sato.person.pk)},
        headers={"referer": f"http://testserver{page_of(sakura)}"},
    )
    as_sato.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = as_sato.get(page_of(sakura))

    assert page.context["contact_form"]["name"].value() == "桜井 次郎"
    assert '<details class="fold no-print" open>' in page.content.decode()


def test_the_history_reads_who_when_and_from_what_to_what(
    as_suzuki: Client, sakura: Business
) -> None:
    form = as_suzuki.get(page_of(sakura, "edit")).context["form"]
    typed = {bound.name: "" if bound.value() is None else str(bound.value()) for bound in form}

    changes = {"successor": "agreed", "industry_code": "58", "owner_birth_year": "S35"}
    as_suzuki.post(page_of(sakura, "edit"), {**typed, **changes})

    page = as_suzuki.get(page_of(sakura, "history"))
    latest = page.context["history"][0]
    assert (latest.who, latest.when) == ("鈴木 一郎", "令和8年11月20日（金） 12:00")
    assert [(row.label, row.before, row.after) for row in latest.changes] == [
        ("業種（日本標準産業分類 中分類）", "09 食料品製造業", "58 飲食料品小売業"),
        ("代表者の生年（西暦）", "", "昭和35年"),
        ("後継者", "未確認", "候補者がいて了承済み"),
    ]
    assert "候補者がいて了承済み" in page.content.decode()
