"""What a device keeps and sends later: once, by its writer alone, and told where it went."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.records.cast import a_firm, a_visit
from tests.records.test_new_page import NEW, typed

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.models import SupportRecord
from banso.records.queries.offline import LAST_SUPPORTED, businesses_at_hand
from banso.registry.actions import close_business
from banso.registry.models import Business

OFFLINE, DRAFTS, WRITER = "/records/offline/", "/records/drafts/", "/office/writer/"


def send(client: Client, form: dict[str, object], writer: Staff) -> HttpResponse:
    """Send a form as the script does that sends a draft."""
    return client.post(NEW, form, headers={"X-Draft-Writer": str(writer.public_id)})


def test_the_same_draft_sent_three_times_is_one_record(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    form = typed(sakura, sato)
    answers = [send(as_sato, form, sato) for _ in range(3)]
    record = SupportRecord.objects.get()
    saved = reverse("records:saved", args=[record.public_id])
    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert [answer.headers["X-Draft-Location"] for answer in answers] == [saved] * 3
    assert not any("Location" in answer.headers for answer in answers)


def test_a_draft_of_someone_else_is_not_sent_under_ones_own_name(
    as_suzuki: Client, sato: Staff, sakura: Business
) -> None:
    assert send(as_suzuki, typed(sakura, sato), sato).status_code == 403
    assert not SupportRecord.objects.exists()


def test_a_draft_for_one_office_is_not_sent_to_another_of_the_same_person(
    sato: Staff, elsewhere: Organisation, sakura: Business
) -> None:
    there = Staff.objects.create(organisation=elsewhere, person=sato.person, role=Role.ADVISER)
    client = signed_in(sato)
    session = client.session
    session["staff"] = there.pk
    session.save()
    assert send(client, typed(sakura, sato), sato).status_code == 403
    assert send(client, typed(sakura, sato), there).status_code == 422


def test_a_draft_sent_by_a_stranger_is_told_to_sign_in(
    client: Client, sato: Staff, sakura: Business
) -> None:
    answer = send(client, typed(sakura, sato), sato)
    assert answer.status_code == 204
    assert answer.headers["X-Draft-Location"].startswith(reverse("account_login"))


def test_a_refused_draft_is_answered_with_the_form_and_its_refusals(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    close_business(sakura, on=date(2026, 10, 1), reason="", by=sato)
    answer = send(as_sato, typed(sakura, sato), sato)
    assert answer.status_code == 422
    assert "この事業者は令和8年10月1日（木）に廃業しています。" in answer.content.decode()


def test_a_firm_only_named_is_found_when_the_draft_arrives(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    form = {**typed(sakura, sato), "business": "", "business_search": "さくらせいめん"}
    assert send(as_sato, form, sato).status_code == 204
    assert SupportRecord.objects.get().business == sakura


def test_the_writer_and_a_fresh_token_are_told_and_never_kept(as_sato: Client, sato: Staff) -> None:
    answer = as_sato.get(WRITER)
    told = answer.json()
    assert set(told) == {"writer", "token"}
    assert told["writer"] == str(sato.public_id)
    assert "no-store" in answer.headers["Cache-Control"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_sato.cookies
    post = strict.post(NEW, {}, headers={"X-CSRFToken": told["token"]})
    assert post.status_code == 422
    assert strict.post(NEW, {}).status_code == 403


def test_the_form_for_places_without_signal_names_no_entry_and_asks_the_server_nothing(
    as_sato: Client, sakura: Business
) -> None:
    page = as_sato.get(OFFLINE)
    html = page.content.decode()
    assert page.context["form"]["entry_key"].value() is None
    assert f'action="{NEW}"' in html
    assert 'data-rendered-on="2026-11-20"' in html
    assert "hx-get" not in html
    assert "hx-post" not in html
    assert html.count('data-row="promises"') == 4
    assert [firm.name for firm in page.context["at_hand"]] == [sakura.name]


def test_the_page_with_signal_names_where_its_copy_comes_from(as_sato: Client) -> None:
    html = as_sato.get(NEW).content.decode()
    assert f'data-offline-copy="{OFFLINE}"' in html
    assert 'data-draft="record"' in html
    assert "data-draft-typed" not in html
    assert "data-draft-typed" in as_sato.post(NEW, {"entry_key": uuid.uuid4()}).content.decode()


@pytest.mark.parametrize("address", [OFFLINE, DRAFTS])
def test_a_copy_holds_no_message_of_the_moment_and_uses_none_up(
    address: str, as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    as_sato.post(reverse("records:withdraw", args=[record.public_id]), {"reason": "重複"})
    assert "記録を取り消しました。" not in as_sato.get(address).content.decode()
    later = as_sato.get(reverse("records:list"))
    assert [str(said) for said in get_messages(later.wsgi_request)] or (
        "記録を取り消しました。" in later.content.decode()
    )


def test_at_hand_are_the_open_firms_in_ones_charge_and_those_last_supported(
    sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    closed = a_firm("店じまい", sakura)
    close_business(closed, on=date(2026, 10, 1), reason="", by=sato)
    others = [a_firm(f"他担当{number:02}", sakura) for number in range(LAST_SUPPORTED + 1)]
    Business.objects.filter(pk__in=[firm.pk for firm in others]).update(adviser=suzuki)
    for number, firm in enumerate(others):
        a_visit(firm, sato, date(2026, 10, 1 + number % 28))
    names = {firm.name for firm in businesses_at_hand(sato)}
    assert sakura.name in names
    assert "店じまい" not in names
    assert len(names) == LAST_SUPPORTED + 1
    assert {firm.name for firm in businesses_at_hand(suzuki)} == {firm.name for firm in others}


def test_a_firm_at_hand_carries_no_more_than_it_takes_to_choose_it(
    sato: Staff, sakura: Business
) -> None:
    Business.objects.update(city="高崎市", street="足門町1", caution="気むずかしい")
    (firm,) = businesses_at_hand(sato)
    assert (firm.name, firm.address) == ("株式会社さくら製麺", "高崎市足門町1")
    assert firm.words == "株式会社サクラ製麺サクラセイメン高崎市足門町1"


def test_another_office_has_nothing_at_hand(tanaka: Staff, sakura: Business) -> None:
    assert businesses_at_hand(tanaka) == []


def test_who_records_nothing_is_given_no_drafts(gunma: Organisation) -> None:
    member = staff_of(gunma, "委員 花", "member@example.jp", Role.COUNCIL_MEMBER)
    client = signed_in(member)
    assert "data-writer" not in client.get("/").content.decode()
    assert client.get(DRAFTS).status_code == 403
    assert client.get("/worker.js").status_code == 403


def test_the_worker_is_the_same_script_for_everyone_and_checked_each_time(
    as_sato: Client, as_suzuki: Client
) -> None:
    hers, his = as_sato.get("/worker.js"), as_suzuki.get("/worker.js")
    assert hers.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-store" in hers.headers["Cache-Control"]
    assert hers.content == his.content
    assert b"banso-offline" in hers.content
    assert "worker-src 'self'" in hers.headers["Content-Security-Policy"]
