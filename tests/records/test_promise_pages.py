"""Promises: the overdue first, kept with one tap, the tap taken back."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.records.models import Fulfilment, Promise
from banso.registry.models import Business

PAGE = "/records/promises/"


def listed(browser: Client, **asked: str) -> list[str]:
    return [promise.what for promise in browser.get(PAGE, asked).context["promises"]]


def test_promises_stand_by_their_day_ones_own_first(
    as_sato: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    promises = (
        a_promise("先の約束", date(2026, 12, 1)),
        a_promise("遅れた約束", date(2026, 11, 18)),
        a_promise("いつか", None),
        a_promise("相手の約束", date(2026, 11, 20), THEIRS),
    )
    a_visit(sakura, sato, date(2026, 11, 10), promises=promises)
    hana = a_firm("美容室はな", sakura)
    a_visit(hana, suzuki, promises=(a_promise("鈴木の約束", date(2026, 11, 30)),))
    mine = ["遅れた約束", "相手の約束", "先の約束", "いつか"]
    assert listed(as_sato) == mine
    assert listed(as_sato, whose="all") == [*mine[:2], "鈴木の約束", *mine[2:]]
    assert listed(as_sato, side="theirs") == ["相手の約束"]
    assert listed(as_sato, whose="mine", business=str(hana.public_id)) == []
    assert listed(as_sato, business=str(hana.public_id)) == ["鈴木の約束"]
    assert listed(as_sato, state="kept") == []
    html = as_sato.get(PAGE).content.decode()
    assert '期日を過ぎたもの <span id="late-count">1件</span>' in html
    assert "2日超過" in html


def test_who_has_no_promises_sees_everyones(
    as_suzuki: Client, as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, promises=(a_promise("佐藤の約束", date(2026, 12, 1)),))
    page = as_suzuki.get(PAGE)
    assert [promise.what for promise in page.context["promises"]] == ["佐藤の約束"]
    assert page.context["words"] == ["だれの：全員の分", "どちらの：両方", "状態：未了"]
    assert listed(as_suzuki, whose="mine") == []
    assert listed(as_tanaka) == []


def test_one_tap_keeps_a_promise_and_one_tap_takes_it_back(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, promises=(a_promise("見本を送る", date(2026, 11, 18)),))
    promise = Promise.objects.get()
    htmx = {"HX-Request": "true"}
    kept = as_sato.post(f"{PAGE}{promise.public_id}/fulfil/", headers=htmx).content.decode()
    assert "<html" not in kept
    assert "<s>見本を送る</s>" in kept
    assert "元に戻す" in kept
    assert 'data-focus tabindex="0"' in kept
    assert (Fulfilment.objects.get().on, Fulfilment.objects.get().confirmed_by) == (
        date(2026, 11, 20),
        sato,
    )
    assert listed(as_sato) == []
    assert listed(as_sato, state="kept") == ["見本を送る"]
    back = as_sato.post(f"{PAGE}{promise.public_id}/reopen/", headers=htmx).content.decode()
    assert "完了にする" in back
    assert "2日超過" in back
    assert Fulfilment.objects.count() == 0


def test_without_htmx_a_tap_leads_back_to_the_page_and_nowhere_else(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, promises=(a_promise("送る", None),))
    url = f"{PAGE}{Promise.objects.get().public_id}/fulfil/"
    assert as_sato.post(url, {"back": f"{PAGE}?whose=all"}).url == f"{PAGE}?whose=all"
    assert as_sato.post(url, {"back": "https://evil.example/"}).url == (
        f"/records/{record.public_id}/"
    )
    assert Fulfilment.objects.count() == 1


def test_the_list_of_promises_costs_the_same_for_one_and_for_thirty(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    as_sato.get(PAGE)
    costs = []
    for often in (1, 29):
        for number in range(often):
            firm = a_firm(f"第{often}の{number}商店", sakura)
            a_visit(firm, sato, promises=(a_promise("送る", date(2026, 11, 1 + number)),))
        with CaptureQueriesContext(connection) as asked:
            as_sato.get(PAGE)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 10
