"""Handing something out（提供）: under a consent or on a ground that is said, and always logged."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation
from banso.registry.actions import Basis, disclose, give_consent, withdraw_consent
from banso.registry.models import AccessGrant, Business, Consent, Disclosure
from banso.registry.queries import consent_for, handed_out

LOG = "/businesses/disclosures/"


def consented(business: Business, by: Staff, scope: str = "bank", **facts: object) -> Consent:
    told = {"given_on": date(2026, 4, 1), "given_by": "桜井 花子", **facts}
    return give_consent(Consent(business=business, scope=scope, **told), by=by)


def paper(business: Business, **facts: object) -> Disclosure:
    """A plan handed to the bank today."""
    told = {
        "kind": "documents",
        "what": "事業計画書の写し",
        "recipient_kind": "bank",
        "recipient": "架空銀行 群馬町支店",
        "purpose": "設備資金の相談",
        "on": TODAY,
        **facts,
    }
    return Disclosure(business=business, **told)


def url_of(business: Business, part: str = "") -> str:
    return f"/businesses/{business.public_id}/disclosures/{part}"


def typed(**facts: str) -> dict[str, str]:
    return {
        "kind": "documents",
        "what": "事業計画書の写し",
        "recipient_kind": "bank",
        "recipient": "架空銀行 群馬町支店",
        "purpose": "設備資金の相談",
        "on": "令和8年11月20日",
        **facts,
    }


# ── which consent is in force ──


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
    ],
)
def test_a_consent_is_in_force_from_its_day_until_the_day_before_it_is_withdrawn(
    sakura: Business, sato: Staff, on: date, *, in_force: bool
) -> None:
    consent = consented(sakura, sato)
    withdraw_consent(consent, on=date(2026, 10, 1))
    assert consent_for(sakura, "bank", on) == (consent if in_force else None)
    assert consent_for(sakura, "expert", on) is None


# ── the decision ──


def test_with_a_consent_in_force_it_is_handed_out_under_that_consent(
    sakura: Business, sato: Staff
) -> None:
    consent = consented(sakura, sato)
    made = disclose(paper(sakura), by=sato)
    assert (made.consent, made.ground, made.ground_reason) == (consent, "consent", "")
    assert (made.organisation, made.disclosed_by) == (sakura.organisation, sato)


def test_a_consent_in_force_goes_before_another_ground_that_was_named(
    sakura: Business, sato: Staff
) -> None:
    consent = consented(sakura, sato)
    made = disclose(paper(sakura), basis=Basis("law", "何かの法律"), by=sato)
    assert (made.consent, made.ground, made.ground_reason) == (consent, "consent", "")


@pytest.mark.parametrize(
    ("basis", "code", "field"),
    [
        (None, "no-consent", "ground"),
        (Basis("elsewhere", "理由"), "no-consent", "ground"),
        (Basis("law"), "no-reason", "ground_reason"),
        (Basis("emergency"), "no-reason", "ground_reason"),
        (Basis("consent"), "no-giver", "consent_by"),
        (
            Basis("consent", consent_by="桜井", consent_on=date(2026, 11, 21)),
            "after-disclosure",
            "consent_on",
        ),
    ],
)
def test_without_consent_or_a_ground_that_is_said_nothing_is_handed_out(
    sakura: Business, sato: Staff, basis: Basis | None, code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        disclose(paper(sakura), basis=basis, by=sato)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert (Disclosure.objects.count(), Consent.objects.count()) == (0, 0)


def test_a_consent_for_another_purpose_does_not_help(sakura: Business, sato: Staff) -> None:
    consented(sakura, sato, "expert")
    with pytest.raises(RuleViolation, match="「金融機関」への提供の同意が"):
        disclose(paper(sakura), by=sato)


def test_the_consent_may_be_recorded_at_the_same_time(sakura: Business, sato: Staff) -> None:
    made = disclose(paper(sakura), basis=Basis("consent", consent_by="桜井 花子"), by=sato)
    consent = Consent.objects.get()
    assert made.consent == consent
    assert (consent.scope, consent.given_on, consent.given_by, consent.recorded_by) == (
        "bank", TODAY, "桜井 花子", sato,
    )  # fmt: skip


def test_a_law_an_emergency_or_the_owners_asking_do_with_a_reason(
    sakura: Business, sato: Staff
) -> None:
    for ground in ("law", "emergency", "owner-request"):
        made = disclose(paper(sakura), basis=Basis(ground, "税務署の照会"), by=sato)
        assert (made.consent, made.ground, made.ground_reason) == (None, ground, "税務署の照会")


def test_to_the_owner_it_needs_the_way_they_were_recognised(sakura: Business, sato: Staff) -> None:
    with pytest.raises(RuleViolation) as refusal:
        disclose(paper(sakura, recipient_kind="owner"), by=sato)
    assert refusal.value.field == "ground_reason"
    told = Basis(reason="運転免許証を確認")
    made = disclose(paper(sakura, recipient_kind="owner"), basis=told, by=sato)
    assert (made.ground, made.ground_reason) == ("owner-request", "運転免許証を確認")


def test_a_day_in_the_future_is_refused(sakura: Business, sato: Staff) -> None:
    consented(sakura, sato)
    with pytest.raises(RuleViolation) as refusal:
        disclose(paper(sakura, on=date(2026, 11, 21)), by=sato)
    assert (refusal.value.code, refusal.value.field) == ("future", "on")


# ── withdrawing a consent ──


def test_what_was_handed_out_under_a_consent_is_listed_when_it_is_withdrawn(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    consent = consented(sakura, sato)
    disclose(paper(sakura), by=sato)
    url = f"/businesses/{sakura.public_id}/consents/{consent.pk}/withdraw/"
    page = as_sato.get(url).content.decode()
    assert "この同意で渡したもの　1件" in page
    assert "架空銀行 群馬町支店" in page
    answer = as_sato.post(url, {"on": "令和8年11月20日"})
    assert (answer.status_code, answer.url) == (302, url_of(sakura))
    assert "返却か廃棄を求めてください" in as_sato.get(url_of(sakura)).content.decode()


def test_withdrawing_consent_for_experts_ends_what_they_see(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    expert = staff_of(gunma, "高橋 健", "t@example.jp", Role.EXPERT)
    AccessGrant.objects.create(business=sakura, staff=expert, granted_on=TODAY, granted_by=sato)
    withdraw_consent(consented(sakura, sato, "bank"), on=TODAY)
    assert Business.objects.visible_to(expert).get() == sakura
    withdraw_consent(consented(sakura, sato, "expert"), on=TODAY)
    assert not Business.objects.visible_to(expert).exists()


# ── the pages ──


def test_paper_given_to_the_bank_is_recorded_on_the_firms_page(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    answer = as_sato.post(url_of(sakura, "new/"), typed(ground="law", ground_reason="法○条の照会"))
    assert (answer.status_code, answer.url) == (302, url_of(sakura))
    made = Disclosure.objects.get()
    assert (made.what, made.recipient, made.purpose, made.on, made.disclosed_by) == (
        "事業計画書の写し", "架空銀行 群馬町支店", "設備資金の相談", TODAY, sato,
    )  # fmt: skip
    assert "法○条の照会" in as_sato.get(url_of(sakura)).content.decode()


def test_a_form_without_leave_is_refused_at_its_field_and_loses_nothing(
    as_sato: Client, sakura: Business
) -> None:
    answer = as_sato.post(url_of(sakura, "new/"), typed(what="消えない書類"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["ground"]
    page = answer.content.decode()
    assert "消えない書類" in page
    assert "「金融機関」への提供の同意が記録されていません" in page
    assert not Disclosure.objects.exists()


def test_the_form_tells_of_the_consent_as_soon_as_the_recipient_is_chosen(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    consented(sakura, sato)
    told = {
        kind: as_sato.get(
            "/businesses/basis/", {"business": sakura.public_id, "recipient_kind": kind}
        ).content.decode()
        for kind in ("bank", "expert", "owner", "")
    }
    assert "同意があります（令和8年4月1日　桜井 花子）" in told["bank"]
    assert "「専門家」への提供の同意が記録されていません" in told["expert"]
    assert "本人確認の方法" in told["owner"]
    assert "提供先の区分を選ぶと" in told[""]


def test_the_log_is_narrowed_counted_in_words_and_comes_as_excel(
    as_sato: Client, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    consented(sakura, sato)
    disclose(paper(sakura, what="古い書類", on=date(2026, 5, 1)), by=suzuki)
    disclose(paper(sakura), by=sato)
    disclose(paper(sakura, recipient_kind="owner"), basis=Basis(reason="免許証"), by=sato)
    asked = {
        "since": "令和8年6月1日", "recipient_kind": "bank", "ground": "consent",
        "staff": str(sato.public_id), "q": "計画書",
    }  # fmt: skip
    page = as_sato.get(LOG, asked)
    assert [row.what for row in page.context["page"]] == ["事業計画書の写し"]
    assert page.context["words"] == [
        "期間：令和8年6月1日から", "提供先：金融機関", "根拠：本人の同意",
        "渡した職員：佐藤 さくら", "ことば：「計画書」",
    ]  # fmt: skip
    every = as_sato.get(LOG).context["count"]
    assert (every.times, every.businesses, every.without_consent) == (3, 1, 1)
    book = CalamineWorkbook.from_filelike(BytesIO(as_sato.get(LOG + "excel/", asked).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[-1] == [
        TODAY, "株式会社さくら製麺", "金融機関", "架空銀行 群馬町支店", "書類・資料",
        "事業計画書の写し", "設備資金の相談", "本人の同意", "同意 令和8年4月1日（水）",
        "佐藤 さくら",
    ]  # fmt: skip


def test_the_page_of_one_firm_gathers_by_consent(sakura: Business, sato: Staff) -> None:
    consent = consented(sakura, sato)
    under = disclose(paper(sakura), by=sato)
    beside = disclose(paper(sakura, recipient_kind="expert"), basis=Basis("law", "法"), by=sato)
    found = handed_out(sakura)
    assert [(each, list(each.disclosures.all())) for each in found.consents] == [(consent, [under])]
    assert (found.without, found.total) == ((beside,), 2)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.OBSERVER, Role.COUNCIL_MEMBER])
def test_who_is_not_of_the_office_sees_no_disclosures(
    gunma: Organisation, sakura: Business, role: Role
) -> None:
    browser = signed_in(staff_of(gunma, "よその人", "o@example.jp", role))
    assert [browser.get(url).status_code for url in (LOG, url_of(sakura))] == [403, 403]
