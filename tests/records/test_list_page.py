"""The list of records: filters in words, 延べ and 実数, withdrawn ones apart."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.models import Staff
from banso.records.actions import withdraw_record
from banso.records.models import SupportRecord
from banso.records.queries import RecordCount
from banso.registry.models import Business


@pytest.fixture
def year(sakura: Business, sato: Staff, suzuki: Staff) -> dict[str, SupportRecord]:
    """Records of this year and the last, of two firms and two colleagues, one withdrawn."""
    hana = a_firm("美容室はな", sakura)
    records = {
        "visit": a_visit(sakura, sato, date(2026, 4, 1), topics=("plan-followup",)),
        "phone": a_visit(sakura, suzuki, date(2026, 10, 1), kind="phone", heard="小麦の値上げ"),
        "hana": a_visit(hana, sato, date(2026, 11, 20), topics=("sns", "cash")),
        "last year": a_visit(hana, sato, date(2026, 3, 31)),
        "withdrawn": a_visit(hana, sato, date(2026, 5, 1), heard="誤り"),
    }
    withdraw_record(records["withdrawn"], reason="別の事業者だった", by=sato)
    return records


@pytest.mark.parametrize(
    ("asked", "found", "count", "words"),
    [
        ({}, ["hana", "phone", "visit"], (3, 2, 1), ["期間：令和8年度"]),
        ({"year": "R7"}, ["last year"], (1, 1, 0), ["期間：令和7年度"]),
        (
            {"year": "all"},
            ["hana", "phone", "visit", "last year"],
            (4, 2, 1),
            ["期間：すべての年度"],
        ),
        ({"span": "first"}, ["visit"], (1, 1, 1), ["期間：令和8年度上期"]),
        ({"span": "second"}, ["hana", "phone"], (2, 2, 0), ["期間：令和8年度下期"]),
        ({"span": "m11"}, ["hana"], (1, 1, 0), ["期間：令和8年度 11月"]),
        ({"kind": "phone"}, ["phone"], (1, 1, 0), ["期間：令和8年度", "方法：電話"]),
        ({"topic": "sns"}, ["hana"], (1, 1, 0), ["期間：令和8年度", "支援テーマ：SNS活用支援"]),
        ({"section": "7"}, ["visit"], (1, 1, 0), ["期間：令和8年度", "計画の項：§7"]),
        ({"q": "はな"}, ["hana"], (1, 1, 1), ["期間：令和8年度", "ことば：「はな」"]),
        ({"q": "小麦"}, ["phone"], (1, 1, 0), ["期間：令和8年度", "ことば：「小麦」"]),
        ({"state": "withdrawn"}, ["withdrawn"], (3, 2, 1), ["期間：令和8年度"]),
        ({"sort": "on"}, ["visit", "phone", "hana"], (3, 2, 1), ["期間：令和8年度"]),
        ({"year": "R99", "kind": "x", "sort": "x", "page": "x"}, ["hana", "phone", "visit"],
         (3, 2, 1), ["期間：令和8年度"]),
        ({"business": "not-an-id"}, ["hana", "phone", "visit"], (3, 2, 1), ["期間：令和8年度"]),
    ],
)  # fmt: skip
def test_the_list_shows_what_was_asked_for_and_says_so(
    as_sato: Client,
    year: dict[str, SupportRecord],
    asked: dict[str, str],
    found: list[str],
    count: tuple[int, int, int],
    words: list[str],
) -> None:
    page = as_sato.get("/records/", asked)
    assert page.status_code == 200
    assert list(page.context["page"].object_list) == [year[name] for name in found]
    assert page.context["count"] == RecordCount(*count)
    assert page.context["words"] == words


def test_the_list_narrows_to_a_colleague_and_to_a_firm(
    as_sato: Client, year: dict[str, SupportRecord], suzuki: Staff, sakura: Business
) -> None:
    asked = {"staff": str(suzuki.public_id), "business": str(sakura.public_id)}
    page = as_sato.get("/records/", asked)
    assert list(page.context["page"].object_list) == [year["phone"]]
    assert page.context["words"] == [
        "期間：令和8年度",
        "事業者：株式会社さくら製麺",
        "対応した職員：鈴木 一郎",
    ]
    html = page.content.decode()
    assert "延べ 1件" in html
    assert "実数 1者" in html


def test_a_withdrawn_record_is_struck_through_with_its_reason(
    as_sato: Client, year: dict[str, SupportRecord]
) -> None:
    html = told(as_sato.get("/records/", {"state": "withdrawn"}).content.decode())
    assert "<s>美容室はな</s>" in html
    assert "取消の理由：別の事業者だった" in html
    assert year["withdrawn"].heard not in html


def test_an_empty_list_says_what_to_do_next(as_sato: Client) -> None:
    html = as_sato.get("/records/").content.decode()
    assert "当てはまる記録はありません" in html
    assert 'href="/records/new/"' in html


def test_another_office_lists_nothing_of_ours(
    as_tanaka: Client, year: dict[str, SupportRecord], sakura: Business
) -> None:
    for asked in ({}, {"year": "all"}, {"business": str(sakura.public_id)}):
        page = as_tanaka.get("/records/", asked)
        assert page.context["count"] == RecordCount(0, 0, 0)
        assert "さくら製麺" not in page.content.decode()


def queries_of(browser: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_the_list_costs_as_many_queries_for_one_record_as_for_thirty(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, topics=("sns",))
    as_sato.get("/records/")
    few = queries_of(as_sato, "/records/")
    for number in range(29):
        a_visit(a_firm(f"第{number}商店", sakura), sato, topics=("sns", "cash"))
    assert queries_of(as_sato, "/records/") == few
    assert few <= 16


def test_long_lists_come_in_pages_of_fifty(as_sato: Client, sato: Staff, sakura: Business) -> None:
    for _ in range(51):
        a_visit(sakura, sato)
    page = as_sato.get("/records/", {"page": "2"})
    assert len(page.context["page"].object_list) == 1
    assert "51件中" in page.content.decode()
