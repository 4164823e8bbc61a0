"""Recording a visit: a firm, a topic and a sentence are enough; nothing typed is lost."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.conftest import signed_in, staff_of
from tests.records.cast import a_firm, a_promise, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.models import Promise, SupportRecord
from banso.registry.actions import close_business
from banso.registry.models import Business

NEW = "/records/new/"


def typed(business: Business, by: Staff, **changes: object) -> dict[str, object]:
    """What the browser sends when only firm, topic and one sentence were chosen and typed."""
    form: dict[str, object] = {
        "typed_by": str(by.person_id),
        "entry_key": str(uuid.uuid4()),
        "business": str(business.public_id),
        "business_search": business.name,
        "on": "令和8年11月20日",
        "kind": "visit",
        "minutes": "",
        "topics": ["plan-followup"],
        "heard": "試算表を見ながら話した。",
        "advice": "",
        "supporters": [str(by.public_id)],
        "attendees": "",
        "next_contact_on": "",
        "next_contact_reason": "",
        "promises-TOTAL_FORMS": "2",
        "promises-INITIAL_FORMS": "2",
        "promises-0-side": "ours",
        "promises-0-what": "",
        "promises-0-due_on": "",
        "promises-1-side": "theirs",
        "promises-1-what": "",
        "promises-1-due_on": "",
    }
    return {**form, **{key.replace("__", "-"): value for key, value in changes.items()}}


def refusals(answer: HttpResponse) -> list[str]:
    """Every refusal of the form, with the field it stands at."""
    assert answer.status_code == 422
    form = answer.context["form"]
    return [f"{name}: {words}" for name, at in form.errors.items() for words in at]


def test_the_page_starts_with_today_a_visit_and_oneself(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    page = as_sato.get(NEW, {"business": str(sakura.public_id)})
    html = page.content.decode()
    assert page.status_code == 200
    assert 'value="令和8年11月20日"' in html
    assert page.context["form"]["kind"].value() == "visit"
    assert page.context["picker"].chosen.name == "株式会社さくら製麺"
    assert page.context["form"]["supporters"].value() == [sato.public_id]
    assert [chip[:2] for chip in page.context["next_chips"]] == [
        ("1週間後", "令和8年11月27日"),
        ("1か月後", "令和8年12月21日"),
        ("3か月後", "令和9年2月22日"),
    ]
    titles = [title for title, _ in page.context["topic_groups"]]
    assert titles == ["計画の取組", "よくあるテーマ", "5つの壁"]


def test_firm_topic_and_one_sentence_suffice(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    answer = as_sato.post(NEW, typed(sakura, sato))
    record = SupportRecord.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/records/{record.public_id}/saved/"
    assert (record.business, record.on, record.kind, record.minutes) == (
        sakura,
        date(2026, 11, 20),
        "visit",
        None,
    )
    assert (record.heard, record.recorded_by) == ("試算表を見ながら話した。", sato)
    assert [topic.key for topic in record.topics.all()] == ["plan-followup"]
    assert list(record.supporters.all()) == [sato]
    assert list(record.promises.all()) == []
    assert record.history.get().history_user == sato.person


def test_everything_typed_is_kept_in_its_place(
    as_sato: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    as_sato.post(
        NEW,
        typed(
            sakura,
            sato,
            on="11/19",
            kind="online",
            minutes="1時間30分",
            advice="値上げの案内文をつくる",
            supporters=[str(sato.public_id), str(suzuki.public_id)],
            attendees="桜井 花子、桜井 次郎",
            next_contact_on="R8.12.21",
            next_contact_reason="案内文の確認",
            promises__0__what="案内文の見本を送る",
            promises__0__due_on="11月27日",
            promises__1__what="仕入値を調べる",
        ),
    )
    record = SupportRecord.objects.get()
    assert (record.on, record.kind, record.minutes) == (date(2026, 11, 19), "online", 90)
    assert (record.advice, record.attendees) == ("値上げの案内文をつくる", "桜井 花子、桜井 次郎")
    assert (record.next_contact_on, record.next_contact_reason) == (
        date(2026, 12, 21),
        "案内文の確認",
    )
    assert list(record.supporters.order_by("pk")) == [sato, suzuki]
    assert [(row.side, row.what, row.due_on, row.keeper) for row in record.promises.all()] == [
        ("ours", "案内文の見本を送る", date(2026, 11, 27), sato),
        ("theirs", "仕入値を調べる", None, None),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"on": "令和8年11月21日"},
            ["on: まだ来ていない日付です。今日（令和8年11月20日）までの日を入れてください。"],
        ),
        ({"on": ""}, ["on: 日付を入力してください。"]),
        ({"minutes": "0"}, ["minutes: 時間は1分から1440分（24時間）の間で入力してください。"]),
        ({"minutes": "2000"}, ["minutes: 時間は1分から1440分（24時間）の間で入力してください。"]),
        ({"minutes": "しばらく"}, ["minutes: 時間は、60 や 1時間30分 のように入力してください。"]),
        (
            {"next_contact_on": "令和8年11月19日"},
            ["next_contact_on: 次回の予定日が、記録の日付（令和8年11月20日）より前です。"],
        ),
        (
            {"promises-1-due_on": "令和8年12月1日"},
            [
                "__all__: 約束の2行目：約束の内容を入力してください。期日だけでは残せません。",
            ],
        ),
        (
            {"promises-0-what": "送る", "promises-0-due_on": "令和8年11月1日"},
            ["__all__: 約束の1行目：期日が、記録の日付（令和8年11月20日）より前です。"],
        ),
        ({"supporters": []}, ["supporters: 対応した職員を1人以上選んでください。"]),
        (
            {"topics": [], "heard": "", "advice": ""},
            ["heard: 支援テーマ・聞いたこと・助言・約束のうち、どれか1つは入れてください。"],
        ),
        ({"topics": ["no-such"]}, ["topics: このテーマは使えません。選び直してください。"]),
        (
            {"heard": "あ" * 4001},
            ["heard: 4,000字までにしてください（いま4001字）。分けて記録できます。"],
        ),
        (
            {"business": "", "business_search": ""},
            ["business: 事業者を入力し、候補から選んでください。"],
        ),
        (
            {"business": "", "business_search": "どこにもない"},
            [
                (
                    "business: この名前の事業者は見つかりません。"
                    "ことばを減らすか、事業者の登録を確かめてください。"
                )
            ],
        ),
        (
            {"business": "not-an-id"},
            ["business: この事業者は登録されていません。さがし直して、候補から選んでください。"],
        ),
    ],
)
def test_bad_input_is_refused_at_its_field_and_everything_typed_stays(
    as_sato: Client,
    sato: Staff,
    sakura: Business,
    changes: dict[str, object],
    said: list[str],
) -> None:
    sent = {**typed(sakura, sato, advice="消えてはいけない助言"), **changes}
    answer = as_sato.post(NEW, sent)
    assert refusals(answer) == said
    assert SupportRecord.objects.count() == 0
    html = answer.content.decode()
    assert str(sent["advice"]) in html
    for name, value in changes.items():
        if (
            value
            and isinstance(value, str)
            and name not in {"business", "business_search", "heard"}
        ):
            assert f'name="{name}" value="{value}"' in html
    assert f'value="{sent["entry_key"]}"' in html


def test_a_day_that_never_was_is_refused_in_words(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    answer = as_sato.post(NEW, typed(sakura, sato, on="令和7年2月29日"))
    (said,) = refusals(answer)
    assert said.startswith("on: ")
    assert "2月" in said
    assert 'value="令和7年2月29日"' in answer.content.decode()


def test_four_thousand_characters_with_emoji_and_line_breaks_are_kept_whole(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    text = "客が増えた😀\n" + "あ" * 3993
    assert len(text) == 4000
    assert (
        as_sato.post(NEW, typed(sakura, sato, heard=text.replace("\n", "\r\n"))).status_code == 302
    )
    assert SupportRecord.objects.get().heard == text


def test_a_name_that_fits_one_firm_needs_no_list(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    sent = typed(sakura, sato) | {"business": "", "business_search": "さくら製"}
    assert as_sato.post(NEW, sent).status_code == 302
    assert SupportRecord.objects.get().business == sakura


def test_a_name_that_fits_two_firms_shows_both_to_choose_from(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_firm("さくら製菓", sakura)
    answer = as_sato.post(
        NEW, typed(sakura, sato) | {"business": "", "business_search": "さくら製"}
    )
    assert refusals(answer) == [
        "business: 当てはまる事業者が複数あります。候補から1つ選んでください。"
    ]
    assert {choice.name for choice in answer.context["picker"].choices} == {
        "株式会社さくら製麺",
        "さくら製菓",
    }


def test_pressing_twice_saves_once(as_sato: Client, sato: Staff, sakura: Business) -> None:
    sent = typed(sakura, sato, promises__0__what="送る")
    first, second = as_sato.post(NEW, sent), as_sato.post(NEW, sent)
    assert first.url == second.url
    assert (SupportRecord.objects.count(), Promise.objects.count()) == (1, 1)


def test_going_back_and_typing_something_else_loses_nothing(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    sent = typed(sakura, sato)
    as_sato.post(NEW, sent)
    answer = as_sato.post(NEW, {**sent, "heard": "言い忘れたこと"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "この画面からは、すでに1件保存しています" in html
    assert "言い忘れたこと" in html
    assert SupportRecord.objects.count() == 1
    fresh = answer.context["form"]["entry_key"].value()
    assert fresh != sent["entry_key"]
    as_sato.post(NEW, {**sent, "heard": "言い忘れたこと", "entry_key": fresh})
    assert SupportRecord.objects.count() == 2


def test_one_more_row_of_promises_keeps_all_that_was_typed(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    sent = typed(sakura, sato, heard="", topics=[], promises__0__what="送る", add_promise="1")
    answer = as_sato.post(NEW, {**sent, "on": "あした", "promises-1-due_on": "12月1日"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="promises-TOTAL_FORMS" value="3"' in html
    assert 'name="promises-2-what"' in html
    assert 'name="promises-0-what" value="送る"' in html
    assert 'name="on" value="あした"' in html
    assert 'name="promises-1-due_on" value="12月1日"' in html
    assert "field-error" not in html
    assert SupportRecord.objects.count() == 0


def test_rows_of_promises_end_somewhere(as_sato: Client, sato: Staff, sakura: Business) -> None:
    sent = {**typed(sakura, sato, add_promise="1"), "promises-TOTAL_FORMS": "999"}
    answer = as_sato.post(NEW, sent)
    assert answer.status_code == 200
    assert len(answer.context["form"].promises.forms) <= 25


def test_what_was_typed_when_the_session_ended_is_back_after_signing_in(
    sato: Staff, sakura: Business
) -> None:
    browser = Client()
    sent = typed(sakura, sato, heard="消えては困る話", promises__0__what="見本を送る")
    away = browser.post(NEW, sent)
    assert (away.status_code, away.url) == (302, "/account/login/?next=%2Frecords%2Fnew%2F")
    browser.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = browser.get(NEW)
    html = back.content.decode()
    assert back.status_code == 200
    assert "消えては困る話" in html
    assert 'name="promises-0-what" value="見本を送る"' in html
    assert "まだ保存していません" in html
    assert back.context["picker"].chosen.name == "株式会社さくら製麺"
    assert SupportRecord.objects.count() == 0


def test_a_firm_that_closed_takes_no_later_visit(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    close_business(sakura, on=date(2026, 10, 31), reason="高齢", by=sato)
    assert refusals(as_sato.post(NEW, typed(sakura, sato))) == [
        "on: この事業者は令和8年10月31日（土）に廃業しています。日付を確かめてください。"
    ]


def test_another_offices_firm_colleague_and_topic_are_refused(
    as_tanaka: Client, tanaka: Staff, sato: Staff, sakura: Business
) -> None:
    assert as_tanaka.get(NEW, {"business": str(sakura.public_id)}).status_code == 404
    sent = typed(sakura, tanaka, supporters=[str(sato.public_id)], business_search="")
    assert refusals(as_tanaka.post(NEW, sent)) == [
        "business: この事業者は登録されていません。さがし直して、候補から選んでください。",
        "topics: このテーマは使えません。選び直してください。",
        "supporters: この職員は選べません。選び直してください。",
    ]
    assert SupportRecord.objects.count() == 0


def test_only_the_office_records_support(gunma: Organisation, sakura: Business) -> None:
    for role in (Role.EXPERT, Role.COUNCIL_MEMBER, Role.OBSERVER):
        outsider = staff_of(gunma, "外の人", f"{role}@example.jp", role)
        browser = signed_in(outsider)
        assert browser.get(NEW).status_code == 403
        assert browser.post(NEW, typed(sakura, outsider)).status_code == 403
    assert SupportRecord.objects.count() == 0


def test_picking_a_firm_recalls_the_last_visit_and_open_promises(
    as_sato: Client, as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    promises = (a_promise("見積を送る", date(2026, 11, 18)),)
    a_visit(sakura, sato, date(2026, 11, 10), heard="客足が減った", promises=promises)
    asked = {"business": str(sakura.public_id)}
    html = told(as_sato.get("/records/recall/", asked).content.decode())
    for words in ("令和8年11月10日（火） 巡回", "客足が減った", "見積を送る", "2日超過"):
        assert words in html
    assert as_tanaka.get("/records/recall/", asked).content.decode().strip() == ""
