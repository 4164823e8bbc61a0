"""The taps of a promise on the page: what they answer, what they count, what they refuse."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.http import urlencode
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit, told

from banso.accounts.models import Staff
from banso.records.actions import confide
from banso.records.models import Dropping, Promise
from banso.registry.models import Business

PAGE = "/records/promises/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def promises(sato: Staff, suzuki: Staff, sakura: Business) -> dict[str, Promise]:
    """One late, one near, one far, one of the firm, one of 鈴木's at another firm."""
    a_visit(
        sakura,
        sato,
        date(2026, 11, 10),
        promises=(
            a_promise("遅れた", date(2026, 11, 18)),
            a_promise("近い", date(2026, 11, 27)),
            a_promise("遠い", date(2026, 12, 20)),
            a_promise("先方の", date(2026, 11, 24), THEIRS),
        ),
    )
    hana = a_firm("美容室はな", sakura)
    a_visit(hana, suzuki, promises=(a_promise("鈴木の", date(2026, 11, 19)),))
    return {promise.what: promise for promise in Promise.objects.all()}


def tap(browser: Client, promise: Promise, press: str, **typed: str) -> HttpResponse:
    """Press one of the promise's buttons in a page with htmx."""
    return browser.post(f"{PAGE}{promise.public_id}/{press}/", typed, headers=HTMX)


def listed(browser: Client, **asked: str) -> list[str]:
    """What the list shows."""
    return [promise.what for promise in browser.get(PAGE, asked).context["promises"]]


def test_one_tap_moves_a_week_on_and_one_takes_it_back(
    as_sato: Client, promises: dict[str, Promise]
) -> None:
    moved = told(tap(as_sato, promises["遅れた"], "move", week="1").content.decode())
    assert "令和8年11月27日（金）まで" in moved
    assert "期日を移しました。" in moved
    assert "日超過" not in moved
    assert moved.count("data-focus") == 1
    assert Promise.objects.get(what="遅れた").due_on == date(2026, 11, 27)
    back = told(tap(as_sato, promises["遅れた"], "move-back").content.decode())
    assert "2日超過" in back
    assert "期日を移しました。" not in back
    assert Promise.objects.get(what="遅れた").due_on == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "移す日を入力してください。"),
        ("あした", "「あした」は日付として読めません。"),
        ("11月19日", "過ぎた日には移せません。"),
    ],
)
def test_a_day_that_will_not_do_is_refused_beside_what_was_typed(
    as_sato: Client, promises: dict[str, Promise], typed: str, said: str
) -> None:
    answer = tap(as_sato, promises["近い"], "move", due_on=typed)
    html = told(answer.content.decode())
    assert answer.status_code == 422
    assert said in html
    assert f'value="{typed}"' in html
    assert '<details class="promise-more" open>' in html
    assert Promise.objects.get(what="近い").due_on == date(2026, 11, 27)


def test_a_day_typed_in_words_moves_the_promise(
    as_sato: Client, promises: dict[str, Promise]
) -> None:
    assert tap(as_sato, promises["近い"], "move", due_on="12月1日").status_code == 200
    assert Promise.objects.get(what="近い").due_on == date(2026, 12, 1)


def test_dropping_asks_why_and_can_be_undone(
    as_sato: Client, sato: Staff, promises: dict[str, Promise]
) -> None:
    refused = tap(as_sato, promises["近い"], "drop", reason="")
    assert refused.status_code == 422
    assert "取りやめる理由を入力してください。" in refused.content.decode()
    one_press = told(tap(as_sato, promises["近い"], "drop", why="事業者の都合").content.decode())
    assert "<s>近い</s>" in one_press
    assert "令和8年11月20日に取りやめました（事業者の都合）。" in one_press
    assert "元に戻す" in one_press
    assert Dropping.objects.get().confirmed_by == sato
    assert listed(as_sato, state="dropped") == ["近い"]
    assert "近い" not in listed(as_sato)
    tap(as_sato, promises["近い"], "reopen")
    assert "近い" in listed(as_sato)


def test_a_tap_on_an_old_page_says_what_happened_meanwhile(
    as_sato: Client, promises: dict[str, Promise]
) -> None:
    tap(as_sato, promises["近い"], "drop", why="事業者の都合")
    answer = tap(as_sato, promises["近い"], "fulfil")
    assert answer.status_code == 422
    assert "元に戻す" in answer.content.decode()
    assert listed(as_sato, state="kept") == []


def test_the_counts_around_a_promise_are_told_with_the_answer(
    as_sato: Client, sakura: Business, promises: dict[str, Promise]
) -> None:
    counted = " ".join(
        (
            "late-count?whose=mine&state=late",
            "coming-count?whose=mine&state=week",
            f"open-count?whose=all&state=open&business={sakura.public_id}",
        )
    )
    answer = tap(as_sato, promises["遅れた"], "fulfil", counted=counted)
    assert answer.context["counts"] == [("late-count", 0), ("coming-count", 2), ("open-count", 3)]
    assert '<span id="coming-count" hx-swap-oob="innerHTML">2件</span>' in answer.content.decode()
    back = tap(as_sato, promises["遅れた"], "reopen", counted=counted)
    assert back.context["counts"] == [("late-count", 1), ("coming-count", 2), ("open-count", 4)]


@pytest.mark.parametrize("counted", ["", "<b>?x", "late-count", "Late?state=late", "a?b c? ?d"])
def test_a_place_that_is_none_is_not_counted(
    as_sato: Client, promises: dict[str, Promise], counted: str
) -> None:
    answer = tap(as_sato, promises["遅れた"], "fulfil", counted=counted)
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_home_and_the_firms_page_say_where_their_counts_stand(
    as_sato: Client, sakura: Business, promises: dict[str, Promise]
) -> None:
    home = told(as_sato.get("/").content.decode())
    assert '期日を過ぎた約束　<span id="late-count">1件</span>' in home
    assert '7日以内の約束　<span id="coming-count">2件</span>' in home
    assert 'name="counted" value="late-count?whose=mine&amp;state=late"' in home
    firm = told(as_sato.get(f"/karte/{sakura.public_id}/").content.decode())
    assert '未了の約束　<span id="open-count">4件</span>' in firm
    assert f"state=open&amp;business={sakura.public_id}" in firm


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "late", "whose": "all"}, ["遅れた", "鈴木の"]),
        ({"state": "week"}, ["先方の", "近い"]),
        ({"state": "coming"}, ["先方の", "近い", "遠い"]),
        ({"state": "coming", "side": "theirs"}, ["先方の"]),
        ({"whose": "all", "q": "はな"}, ["鈴木の"]),
        ({"whose": "all", "q": "遅れ"}, ["遅れた"]),
        ({"whose": "all", "q": "ない言葉"}, []),
        (
            {"state": "nonsense", "side": "nonsense", "whose": "nonsense"},
            ["遅れた", "先方の", "近い", "遠い"],
        ),
    ],
)
def test_the_list_is_narrowed_by_state_side_words(
    as_sato: Client, promises: dict[str, Promise], asked: dict[str, str], found: list[str]
) -> None:
    assert listed(as_sato, **asked) == found


def test_the_list_is_narrowed_to_what_a_colleague_keeps(
    as_sato: Client, suzuki: Staff, promises: dict[str, Promise]
) -> None:
    page = as_sato.get(PAGE, {"whose": str(suzuki.public_id)})
    assert [promise.what for promise in page.context["promises"]] == ["鈴木の"]
    assert page.context["words"] == ["だれの：鈴木 一郎の分", "どちらの：両方", "状態：未了"]
    assert '<span class="count" id="promise-count">1件</span>' in told(page.content.decode())


def test_the_list_prints_with_a_box_for_each_and_the_filters_in_words(
    as_sato: Client, as_tanaka: Client, promises: dict[str, Promise]
) -> None:
    page = as_sato.get(PAGE, {"whose": "all", "state": "late"})
    address = f"/records/promises.pdf?{urlencode({'whose': 'all', 'state': 'late'})}"
    assert address.replace("&", "&amp;") in page.content.decode()
    words = text_of(as_sato.get(address).content)
    assert [
        word
        for word in ("遅れた", "鈴木の", "2日超過", "商工会", "状態：期日超過", "社外秘")
        if word not in words
    ] == []
    assert "近い" not in words
    assert "当てはまる約束はありません" in text_of(as_tanaka.get(address).content)


def test_the_reason_of_a_confidential_promise_stays_with_its_record(
    as_sato: Client, as_suzuki: Client, sato: Staff, promises: dict[str, Promise]
) -> None:
    promise = promises["近い"]
    tap(as_sato, promise, "drop", reason="借金が片付いた")
    confide(promise.record, by=sato)
    for page in (f"{PAGE}?state=dropped", "/office/history/", "/"):
        assert "借金" not in as_sato.get(page).content.decode()
    record = f"/records/{promise.record.public_id}/"
    assert "借金が片付いた" in as_sato.get(record).content.decode()
    answer = tap(as_sato, promise, "reopen", back=record)
    assert "近い" in answer.content.decode()
    elsewhere = tap(as_sato, promise, "fulfil", back="/")
    assert "近い" not in elsewhere.content.decode()


def text_of(pdf: bytes) -> str:
    """All text of a PDF without its spaces."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "".join("".join(pages).split())
