"""Two people mending one record or dispatch: nobody's change is undone unseen."""

from __future__ import annotations

from datetime import date
from html import unescape
from re import search

import pytest
from django.test import Client
from tests.records.cast import a_dispatch, a_promise, a_visit, told
from tests.records.test_record_pages import edited, page_of

from banso.accounts.models import Staff
from banso.records.models import ExpertDispatch, SupportRecord
from banso.registry.models import Business


@pytest.fixture
def record(sato: Staff, sakura: Business) -> SupportRecord:
    promises = (a_promise("送る", date(2026, 11, 27)),)
    return a_visit(
        sakura, sato, topics=("sns",), heard="もとの話", advice="もとの助言", promises=promises
    )


def opened(browser: Client, url: str) -> str:
    """What the form carries of the row as it was opened."""
    found = search(r'name="opened" value="([^"]+)"', browser.get(url).content.decode())
    assert found
    return unescape(found[1])


def edit_of(browser: Client, record: SupportRecord, by: Staff) -> dict[str, object]:
    return edited(record, by, opened=opened(browser, page_of(record, "edit/")))


def test_what_only_the_other_changed_is_taken_over_and_not_undone(
    as_sato: Client,
    as_suzuki: Client,
    sato: Staff,
    suzuki: Staff,
    record: SupportRecord,
) -> None:
    mine = edit_of(as_suzuki, record, suzuki) | {"advice": "鈴木の助言"}
    theirs = edit_of(as_sato, record, sato)
    changed = {"heard": "佐藤の話", "topics": ["sns", "cash"], "minutes": "90", "on": "11/18"}
    changed["promises-0-what"] = "届ける"
    as_sato.post(page_of(record, "edit/"), theirs | changed)

    answer = as_suzuki.post(page_of(record, "edit/"), mine)

    conflict, form = answer.context["conflict"], answer.context["form"]
    assert answer.status_code == 422
    assert conflict["differences"] == []
    assert conflict["taken"] == ["日付", "時間", "支援テーマ", "聞いたこと", "約束"]
    values = {name: form[name].value() for name in ("on", "minutes", "topics", "heard", "advice")}
    assert {**values, "topics": sorted(values["topics"])} == {
        "on": "令和8年11月18日",
        "minutes": "90",
        "topics": ["cash", "sns"],
        "heard": "佐藤の話",
        "advice": "鈴木の助言",
    }
    html = told(answer.content.decode())
    assert "相手の変更を取り込みました：日付、時間、支援テーマ、聞いたこと、約束" in html
    assert 'name="promises-0-what" value="届ける"' in html
    assert html[html.index('id="contact-form"') :].count("button-primary") == 1
    assert "この内容で保存し直す" in html


def test_only_what_both_changed_is_shown_beside_ones_own_text(
    as_sato: Client,
    as_suzuki: Client,
    sato: Staff,
    suzuki: Staff,
    record: SupportRecord,
) -> None:
    mine = edit_of(as_suzuki, record, suzuki) | {"heard": "鈴木の話", "attendees": "桜井 花子"}
    theirs = edit_of(as_sato, record, sato) | {"heard": "佐藤の話", "advice": "佐藤の助言"}
    as_sato.post(page_of(record, "edit/"), theirs)

    answer = as_suzuki.post(page_of(record, "edit/"), mine)

    conflict, form = answer.context["conflict"], answer.context["form"]
    assert [(row.label, row.theirs, row.yours) for row in conflict["differences"]] == [
        ("聞いたこと", "佐藤の話", "鈴木の話")
    ]
    assert conflict["taken"] == ["助言したこと"]
    assert "自分の入力を残して保存し直す" in answer.content.decode()
    again = {name: form[name].value() for name in ("heard", "advice", "attendees")}
    assert again == {"heard": "鈴木の話", "advice": "佐藤の助言", "attendees": "桜井 花子"}
    sent = {**mine, **again, "seen_version": "2", "opened": conflict["opened"]}
    assert as_suzuki.post(page_of(record, "edit/"), sent).status_code == 302
    record.refresh_from_db()
    assert (record.heard, record.advice, record.attendees, record.version) == (
        "鈴木の話",
        "佐藤の助言",
        "桜井 花子",
        3,
    )


def test_a_firm_corrected_by_the_other_is_taken_over(
    as_sato: Client, as_suzuki: Client, sato: Staff, suzuki: Staff, record: SupportRecord
) -> None:
    other = Business.objects.create(
        organisation=sato.organisation, name="きりん食堂", legal_form="sole-proprietor"
    )
    mine = edit_of(as_suzuki, record, suzuki) | {"advice": "鈴木の助言"}
    theirs = edit_of(as_sato, record, sato) | {"business": str(other.public_id)}
    as_sato.post(page_of(record, "edit/"), theirs)

    answer = as_suzuki.post(page_of(record, "edit/"), mine)

    assert answer.context["conflict"]["taken"] == ["事業者"]
    assert answer.context["picker"].chosen.name == "きりん食堂"


@pytest.mark.parametrize("marks", ["", "[]", "{", '{"heard": 1}'])
def test_marks_that_say_nothing_show_both_texts(
    as_sato: Client,
    as_suzuki: Client,
    sato: Staff,
    suzuki: Staff,
    record: SupportRecord,
    marks: str,
) -> None:
    mine = edited(record, suzuki, opened=marks)
    as_sato.post(page_of(record, "edit/"), edited(record, sato, heard="佐藤の話"))
    answer = as_suzuki.post(page_of(record, "edit/"), mine)
    rows = answer.context["conflict"]["differences"]
    assert [(row.label, row.theirs, row.yours) for row in rows] == [
        ("聞いたこと", "佐藤の話", "もとの話")
    ]


def test_a_dispatch_takes_over_what_only_the_other_changed(
    as_sato: Client, as_suzuki: Client, sato: Staff, sakura: Business
) -> None:
    dispatch = a_dispatch(sakura, sato)
    url = f"/records/dispatches/{dispatch.public_id}/edit/"
    seen = {
        "theme": dispatch.theme,
        "asked_on": "令和8年11月1日",
        "planned_on": "令和8年11月10日",
        "expert": "",
        "expert_name": dispatch.expert_name,
        "cost_yen": "",
        "funding": "",
        "seen_version": "1",
        "opened": opened(as_suzuki, url),
    }
    as_sato.post(url, {**seen, "planned_on": "令和8年11月12日"})
    answer = as_suzuki.post(url, {**seen, "theme": "値上げの相談"})
    conflict = answer.context["conflict"]
    assert (conflict["differences"], conflict["taken"]) == ([], ["派遣日"])
    assert answer.context["form"]["planned_on"].value() == "令和8年11月12日"
    assert ExpertDispatch.objects.get().theme == "原価の見直し"
