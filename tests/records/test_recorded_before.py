"""The same contact is not recorded twice unknowingly; a change tells again what it moved."""

from __future__ import annotations

import uuid
from datetime import date
from re import findall

import pytest
from django.test import Client
from tests.records.cast import a_visit, told
from tests.records.test_new_page import NEW, refusals, typed
from tests.records.test_record_pages import page_of

from banso.accounts.models import Staff
from banso.records.actions import withdraw_record
from banso.records.models import SupportRecord
from banso.records.rules.dispatches import Stage, stage_of
from banso.registry.models import Business

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("heard", ["試算表を見た。", ""])
def test_the_same_again_from_a_new_page_is_saved_only_at_the_second_press(
    as_sato: Client, sato: Staff, sakura: Business, heard: str
) -> None:
    as_sato.post(NEW, typed(sakura, sato, heard=heard))
    first = SupportRecord.objects.get()
    again = typed(sakura, sato, heard=heard)

    answer = as_sato.post(NEW, again)

    assert answer.status_code == 422
    html = told(answer.content.decode())
    assert "同じ内容の記録が、すでにあります" in html
    assert (
        f'<a href="/records/{first.public_id}/">令和8年11月20日 株式会社さくら製麺 巡回</a>' in html
    )
    assert "それでも別の記録として保存する" in html
    assert SupportRecord.objects.get() == first
    assert as_sato.post(NEW, {**again, "another": "1"}).status_code == 302
    assert SupportRecord.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"kind": "phone"}, {"on": "11/19"}, {"heard": "別の話"}, {"advice": "助言"}],
)
def test_another_contact_of_the_same_firm_is_saved_at_once(
    as_sato: Client, sato: Staff, sakura: Business, changes: dict[str, str]
) -> None:
    as_sato.post(NEW, typed(sakura, sato))
    assert as_sato.post(NEW, typed(sakura, sato, **changes)).status_code == 302
    assert SupportRecord.objects.count() == 2


def test_a_withdrawn_record_or_a_colleagues_stands_in_nobodys_way(
    as_sato: Client, as_suzuki: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    as_sato.post(NEW, typed(sakura, sato))
    assert as_suzuki.post(NEW, typed(sakura, suzuki)).status_code == 302
    for record in SupportRecord.objects.all():
        withdraw_record(record, reason="誤り", by=sato)
    assert as_sato.post(NEW, typed(sakura, sato)).status_code == 302


def test_a_text_too_long_is_refused_with_its_number_and_kept_to_the_last_emoji(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    text = "あ" * 4011 + "😀"
    answer = as_sato.post(NEW, typed(sakura, sato, advice=text))
    assert refusals(answer) == [
        "advice: 4,000字までにしてください（いま4012字）。分けて記録できます。"
    ]
    html = answer.content.decode()
    assert f"{text}</textarea>" in html
    assert 'data-limit="4000"' in html
    assert not [box for box in findall("<textarea[^>]*>", html) if "maxlength" in box]


def test_a_reason_too_long_is_refused_and_kept(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    answer = as_sato.post(page_of(record, "withdraw/"), {"reason": "あ" * 201})
    assert answer.status_code == 422
    assert answer.context["refusal"] == "理由は200字までにしてください（いま201字）。"
    assert "あ" * 201 in answer.content.decode()


def test_taking_back_and_restoring_tell_what_moved(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    for step in ("withdraw/", "restore/"):
        answer = as_sato.post(page_of(record, step), {"reason": "誤り"}, follow=True)
        assert answer.redirect_chain == [(page_of(record) + "?moved=1", 302)]
        assert f'hx-get="/programme/moves/{record.public_id}/"' in answer.content.decode()
    assert "/programme/moves/" not in as_sato.get(page_of(record)).content.decode()


def test_the_last_contact_told_beside_an_edit_is_the_one_before_it(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    before = a_visit(sakura, sato, date(2026, 11, 10), heard="前の話")
    record = a_visit(sakura, sato, date(2026, 11, 15), heard="この話")
    a_visit(sakura, sato, date(2026, 11, 19), heard="後の話")
    assert as_sato.get(page_of(record, "edit/")).context["recall"]["last"] == before
    asked = {"business": str(sakura.public_id), "mended": str(record.public_id)}
    assert "前の話" in as_sato.get("/records/recall/", asked).content.decode()
    for wrong, status in (("x", 200), (str(uuid.uuid4()), 404)):
        answer = as_sato.get("/records/recall/", {**asked, "mended": wrong})
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("planned_on", "reported_on", "stage"),
    [
        (None, None, Stage.AHEAD),
        (date(2026, 11, 21), None, Stage.AHEAD),
        (date(2026, 11, 20), None, Stage.AWAITED),
        (date(2026, 11, 6), None, Stage.AWAITED),
        (date(2026, 11, 5), None, Stage.LATE),
        (date(2026, 11, 5), date(2026, 11, 5), Stage.REPORTED),
    ],
)
def test_a_dispatch_stands_in_one_of_four_stages(
    planned_on: date | None, reported_on: date | None, stage: Stage
) -> None:
    assert stage_of(planned_on, reported_on, TODAY) == stage
