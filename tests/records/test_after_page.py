"""訪問後3分: a visit in a few taps and one sentence, kept whole or not at all."""

from __future__ import annotations

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.test import Client
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit, told
from tests.records.test_new_page import refusals

from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.records.actions import RecordParts, drop_promise, record_support
from banso.records.models import Fulfilment, Promise, SupportRecord
from banso.records.queries import likely_reasons, likely_topics
from banso.records.rules.walls import WALL_MEANS
from banso.registry.actions import close_business
from banso.registry.models import Business

AFTER = "/records/after/"


def typed(business: Business, by: Staff, **changes: object) -> dict[str, object]:
    """What the browser sends after the fewest taps: a result."""
    form: dict[str, object] = {
        "typed_by": str(by.person_id),
        "entry_key": str(uuid.uuid4()),
        "business": str(business.public_id),
        "business_search": business.name,
        "supporters": [str(by.public_id)],
        "result": "順調",
        "heard": "",
        "on": "令和8年11月20日",
        "kind": "visit",
        "minutes": "",
        "next_contact_on": "",
        "next_contact_reason": "",
        "promises-TOTAL_FORMS": "1",
        "promises-INITIAL_FORMS": "1",
        "promises-0-side": "ours",
        "promises-0-what": "",
        "promises-0-due_on": "",
    }
    return {**form, **{key.replace("__", "-"): value for key, value in changes.items()}}


@pytest.fixture
def open_promises(sato: Staff, sakura: Business) -> dict[str, Promise]:
    """Two promises made at the visit before."""
    promises = (
        a_promise("見本を送る", date(2026, 11, 18)),
        a_promise("仕入値を調べる", date(2026, 11, 25), THEIRS),
    )
    a_visit(sakura, sato, date(2026, 11, 5), topics=("plan-followup",), promises=promises)
    return {promise.what: promise for promise in Promise.objects.all()}


def latest() -> SupportRecord:
    """The record entered last."""
    return SupportRecord.objects.latest("pk")


def test_the_page_of_a_firm_offers_what_was_left_open_and_what_is_likely(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    page = as_sato.get(AFTER, {"business": str(sakura.public_id)})
    html = told(page.content.decode())
    assert 'data-draft="record"' in html
    assert html.count('name="kept"') == 2
    assert 'id="id_business_search"' not in html
    assert page.context["form"]["kind"].value() == "visit"
    assert [chip.data["value"].instance.key for chip in page.context["topics"]["likely"]] == [
        "plan-followup"
    ]
    assert [chip.data["value"].instance.key for chip in page.context["topics"]["others"]] == [
        "sns",
        "cash",
        *WALL_MEANS,
    ]
    assert page.context["opens_promise"] is False
    by_phone = as_sato.get(
        AFTER, {"business": str(sakura.public_id), "kind": "phone", "promise": "1"}
    )
    assert by_phone.context["form"]["kind"].value() == "phone"
    assert by_phone.context["opens_promise"] is True


def test_without_a_firm_it_asks_for_one_and_inside_a_page_it_is_a_part(as_sato: Client) -> None:
    page = as_sato.get(AFTER).content.decode()
    part = as_sato.get(AFTER, {"part": "form"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="id_business_search"' in page
    assert 'id="id_business_search"' in part
    assert "<html" not in part
    assert f'action="{AFTER}"' in part


def test_one_tap_and_the_button_record_a_visit(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    answer = as_sato.post(AFTER, typed(sakura, sato))
    record = latest()
    assert answer.url == f"/records/{record.public_id}/saved/"
    assert (record.business, record.on, record.kind, record.minutes, record.heard) == (
        sakura,
        date(2026, 11, 20),
        "visit",
        None,
        "【順調】",
    )
    assert list(record.supporters.all()) == [sato]


def test_everything_is_kept_in_its_place_in_one_go(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    as_sato.post(
        AFTER,
        typed(
            sakura,
            sato,
            on="11/19",
            result="要注意",
            heard="資金繰りが年末に詰まりそう。",
            topics=["cash"],
            minutes="45",
            kept=[str(open_promises["見本を送る"].public_id)],
            next_contact_on="12月21日",
            next_contact_reason="返済の相談",
            promises__0__what="返済表を作る",
            promises__0__due_on="11月27日",
        ),
    )
    record = latest()
    assert (record.on, record.minutes, record.heard) == (
        date(2026, 11, 19),
        45,
        "【要注意】資金繰りが年末に詰まりそう。",
    )
    assert (record.next_contact_on, record.next_contact_reason) == (
        date(2026, 12, 21),
        "返済の相談",
    )
    assert [topic.key for topic in record.topics.all()] == ["cash"]
    assert [(row.what, row.due_on, row.keeper) for row in record.promises.all()] == [
        ("返済表を作る", date(2026, 11, 27), sato)
    ]
    kept = Fulfilment.objects.get()
    assert (kept.promise.what, kept.on, kept.confirmed_by) == (
        "見本を送る",
        date(2026, 11, 19),
        sato,
    )


def test_the_same_entry_sent_twice_is_one_record_and_one_promise_kept(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    form = typed(sakura, sato, kept=[str(open_promises["見本を送る"].public_id)])
    first, second = as_sato.post(AFTER, form), as_sato.post(AFTER, form)
    assert first.url == second.url
    assert (SupportRecord.objects.count(), Fulfilment.objects.count()) == (2, 1)


def test_another_promise_ticked_after_going_back_is_not_lost_in_silence(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    form = typed(sakura, sato, kept=[str(open_promises["見本を送る"].public_id)])
    as_sato.post(AFTER, form)
    both = [str(promise.public_id) for promise in open_promises.values()]
    again = as_sato.post(AFTER, {**form, "kept": both})
    assert again.status_code == 422
    assert "この画面からは、すでに1件保存しています" in again.content.decode()
    assert Fulfilment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"on": "令和8年11月21日"},
            ["on: まだ来ていない日付です。今日（令和8年11月20日）までの日を入れてください。"],
        ),
        (
            {"result": ""},
            ["heard: 支援テーマ・聞いたこと・助言・約束のうち、どれか1つは入れてください。"],
        ),
        ({"business": ""}, []),
        (
            {"business": "", "business_search": ""},
            ["business: 事業者を入力し、候補から選んでください。"],
        ),
        ({"result": "最高"}, ["result: 正しく選択してください。 最高 は候補にありません。"]),
        (
            {"next_contact_on": "11/19"},
            ["next_contact_on: 次回の予定日が、記録の日付（令和8年11月20日）より前です。"],
        ),
        (
            {"promises__0__due_on": "11/27"},
            ["__all__: 約束の1行目：約束の内容を入力してください。期日だけでは残せません。"],
        ),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_saved_or_lost(
    as_sato: Client,
    sato: Staff,
    sakura: Business,
    open_promises: dict[str, Promise],
    changes: dict[str, object],
    said: list[str],
) -> None:
    ticked = str(open_promises["見本を送る"].public_id)
    heard = "ひとこと" if changes != {"result": ""} else ""
    form = typed(sakura, sato, heard=heard, kept=[ticked] if heard else [])
    answer = as_sato.post(AFTER, {**form, **{k.replace("__", "-"): v for k, v in changes.items()}})
    if not said:  # the words searched for name one firm only: that is the one
        assert latest().business == sakura
        return
    assert refusals(answer) == said
    assert (SupportRecord.objects.count(), Fulfilment.objects.count()) == (1, 0)
    html = told(answer.content.decode())
    if heard and "business" not in changes:
        assert re.search(rf'value="{ticked}" checked', html)
    assert heard in html


def test_a_closed_firm_is_not_visited_after_its_end(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    close_business(sakura, on=date(2026, 11, 10), reason="", by=sato)
    answer = as_sato.post(AFTER, typed(sakura, sato))
    assert refusals(answer) == [
        "on: この事業者は令和8年11月10日（火）に廃業しています。日付を確かめてください。"
    ]


def test_a_promise_alone_is_a_contact_too(as_sato: Client, sato: Staff, sakura: Business) -> None:
    form = typed(sakura, sato, result="", kind="phone", promises__0__what="申請書の控えを送る")
    assert as_sato.post(AFTER, form).status_code == 302
    record = latest()
    assert (record.kind, record.heard) == ("phone", "")
    assert record.promises.get().what == "申請書の控えを送る"


def test_a_promise_of_another_firm_or_closed_meanwhile_is_left_alone(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    hana = a_firm("美容室はな", sakura)
    a_visit(hana, sato, promises=(a_promise("はなの約束", None),))
    drop_promise(open_promises["仕入値を調べる"], reason="重なった", by=sato)
    kept = [
        str(Promise.objects.get(what="はなの約束").public_id),
        str(open_promises["仕入値を調べる"].public_id),
        "これは番号ではない",
    ]
    assert as_sato.post(AFTER, typed(sakura, sato, kept=kept)).status_code == 302
    assert Fulfilment.objects.count() == 0


def test_a_promise_that_cannot_be_kept_takes_the_record_back_with_it(
    sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    late = open_promises["仕入値を調べる"]
    drop_promise(late, reason="重なった", by=sato)
    record = SupportRecord(business=sakura, on=date(2026, 11, 20), kind="visit", heard="話した")
    parts = RecordParts([sato], [], kept=[open_promises["見本を送る"], late])
    with pytest.raises(RuleViolation, match="取りやめた約束"):
        record_support(record, parts, by=sato)
    assert (SupportRecord.objects.count(), Fulfilment.objects.count()) == (1, 0)


def test_everything_typed_is_carried_into_the_full_form(
    as_sato: Client, sato: Staff, sakura: Business, open_promises: dict[str, Promise]
) -> None:
    ticked = str(open_promises["見本を送る"].public_id)
    form = typed(
        sakura,
        sato,
        in_full="1",
        result="要注意",
        heard="資金繰りが年末に詰まりそう。",
        topics=["cash"],
        kind="online",
        minutes="45",
        kept=[ticked],
        next_contact_on="12月21日",
        next_contact_reason="返済の相談",
        promises__0__what="返済表を作る",
        promises__0__side="theirs",
        promises__0__due_on="あさって",
    )
    page = as_sato.post("/records/new/", form)
    assert page.status_code == 200
    shown = page.context["form"]
    names = ("on", "kind", "minutes", "topics", "heard", "next_contact_on", "next_contact_reason")
    assert [shown[name].value() for name in names] == [
        "令和8年11月20日",
        "online",
        "45",
        ["cash"],
        "【要注意】資金繰りが年末に詰まりそう。",
        "12月21日",
        "返済の相談",
    ]
    row = shown.promises.forms[0]
    assert [row[name].value() for name in ("what", "side", "due_on")] == [
        "返済表を作る",
        "theirs",
        "あさって",
    ]
    html = told(page.content.decode())
    assert re.search(rf'value="{ticked}" checked', html)
    assert f'name="entry_key" value="{form["entry_key"]}"' in html
    assert page.context["picker"].chosen.name == sakura.name
    assert "入力を確かめてください" not in html
    full = {**form, "heard": shown["heard"].value(), "promises-0-due_on": "11月27日"}
    del full["in_full"]
    assert as_sato.post("/records/new/", full).status_code == 302
    assert latest().heard == "【要注意】資金繰りが年末に詰まりそう。"
    assert Fulfilment.objects.get().promise.what == "見本を送る"


def test_text_typed_before_the_session_ended_comes_back(
    client: Client, as_sato: Client, sato: Staff, sakura: Business
) -> None:
    form = typed(sakura, sato, heard="途中のことば", kept=[])
    client.post(AFTER, form, headers={"Referer": f"http://testserver{AFTER}"})
    client.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(AFTER)
    assert page.context["form"]["heard"].value() == "途中のことば"
    assert "まだ保存していません" in unescape(page.content.decode())
    assert SupportRecord.objects.count() == 0


def test_what_is_likely_comes_from_the_firm_first_and_then_from_oneself(
    sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    hana = a_firm("美容室はな", sakura)
    for day in (1, 2):
        a_visit(hana, sato, date(2026, 11, day), topics=("cash",), heard=f"{day}")
    a_visit(sakura, suzuki, date(2026, 11, 3), topics=("sns",), next_contact_reason="写真の相談")
    assert likely_topics(sato, sakura) == ["sns", "cash"]
    assert likely_topics(sato, None) == ["cash"]
    assert likely_topics(suzuki, hana) == ["cash", "sns"]
    assert likely_reasons(sato, sakura) == [
        "写真の相談",
        "進み具合の確認",
        "約束の確認",
        "資料を届ける",
    ]
