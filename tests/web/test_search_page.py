"""The search page: everything from one box, each to whom it may be shown."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.records.cast import OURS, a_dispatch, a_firm, a_promise, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import confide, withdraw_record, write_case
from banso.records.models import SupportCase, SupportRecord
from banso.registry.actions import close_business, edit_business, grant_access
from banso.registry.models import Business
from banso.web.search import looking
from banso.web.search.asking import Question
from banso.web.search.looking import Found, look

URL = "/search/"


def found(staff: Staff, typed: str, **filters: object) -> Found:
    return look(Question(staff, typed, **filters))


def names(found: Found) -> list[str]:
    return [line.told.title for line in found.leading.lines]


def labels(found: Found) -> list[str]:
    """What the hits are, sorted: those of one day stand in no particular order."""
    return sorted(line.told.label for line in found.rest.lines)


def shown(client: Client, **asked: str) -> str:
    answer = client.get(URL, asked)
    assert answer.status_code == 200, answer.content.decode()
    return told(answer.content.decode())


def marks(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


def test_one_box_finds_firms_records_promises_and_dispatches(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(
        sakura,
        sato,
        heard="初回。製麺機の補助金を考えている。次は写真。",
        promises=(a_promise("補助金の要領を渡す", TODAY, OURS),),
    )
    a_dispatch(sakura, sato, theme="補助金の申請")
    answer = found(sato, "補助金")
    assert names(answer) == []
    assert labels(answer) == sorted(["商工会の約束", "巡回", "専門家派遣"])
    html = shown(as_sato, q="補助金")
    assert "記録など 3件" in html
    assert "…製麺機の<mark>補助金</mark>を考えている。…" in html
    record = SupportRecord.objects.get()
    assert html.count(reverse("records:detail", args=[record.public_id])) == 2
    assert marks(html) == ["補助金"] * 3


@pytest.mark.parametrize(
    "typed",
    ["製麺", "さくら", "サクラ", "ｻｸﾗ", "さ", "麺", "027-373", "0273730000", "０２７３７３",
     "8070005002894", "T8070005002894",
     "桜井 花子", "桜井　さくら", "株式会社さくら", "㈱さくら製麺"],
)  # fmt: skip
def test_a_firm_is_found_by_whatever_is_known_of_it(
    sato: Staff, sakura: Business, typed: str
) -> None:
    assert names(found(sato, typed)) == ["株式会社さくら製麺"]


def test_firms_so_named_stand_above_those_found_by_something_else(
    sato: Staff, sakura: Business
) -> None:
    for name in ("もみじ堂", "ＡＢＣ桜", "花さくら"):
        a_firm(name, sakura)
    row = Business.objects.get(name="もみじ堂")
    row.line_of_business = "さくら餅"
    edit_business(row, tags=[], seen_version=row.version)
    assert names(found(sato, "さくら")) == ["株式会社さくら製麺", "花さくら", "もみじ堂"]


def test_very_many_firms_are_cut_and_paged_through(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    for number in range(40):
        a_firm(f"さくら{number:02}", sakura)
    answer = found(sato, "さくら")
    assert (len(answer.leading.lines), answer.leading.count.number) == (8, 41)
    html = shown(as_sato, q="さくら")
    assert "事業者 41者を見る" in html
    first = found(sato, "さくら", kind="business")
    second = look(Question(sato, "さくら", kind="business"), page=2)
    assert (len(first.leading.lines), len(second.leading.lines), first.pages) == (30, 11, 2)
    assert len(set(names(first) + names(second))) == 41
    assert "2 / 2ページ" in shown(as_sato, q="さくら", kind="business", page="2")


def test_the_newest_records_come_first_page_by_page(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    for day in range(1, 20):
        a_visit(sakura, sato, date(2026, 11, day), heard=f"話{day}")
        a_visit(sakura, sato, date(2026, 10, day), heard=f"話{day}")
    first, second = found(sato, "話"), look(Question(sato, "話"), page=2)
    days = [line.told.day for line in (*first.rest.lines, *second.rest.lines)]
    assert days == sorted(days, reverse=True)
    assert (len(first.rest.lines), len(second.rest.lines)) == (30, 8)
    html = shown(as_sato, q="話", page="2")
    assert "2 / 2ページ" in html
    assert 'rel="prev"' in html
    for number in ("0", "999", "９", "-1", "x", "2e9"):
        assert as_sato.get(URL, {"q": "話", "page": number}).status_code == 200


def test_beyond_a_thousand_they_are_not_counted(
    as_sato: Client, sato: Staff, sakura: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_COUNTED", 3)
    monkeypatch.setattr(looking, "PAGE", 2)
    for day in range(1, 7):
        a_visit(sakura, sato, date(2026, 11, day), heard="話")
    answer = found(sato, "話")
    assert answer.rest.count.shown + answer.rest.count.beyond == "3以上"
    assert [line.told.day.day for line in answer.rest.lines if line.told.day] == [6, 5]
    assert "記録など 3件以上" in shown(as_sato, q="話")
    second = look(Question(sato, "話"), page=2)
    assert [line.told.day.day for line in second.rest.lines if line.told.day] == [4, 3]


def test_filters_narrow_and_are_said_in_words(
    as_sato: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, date(2026, 5, 1), topics=("plan-followup",), heard="春の話")
    a_visit(sakura, suzuki, date(2025, 5, 1), topics=("cash",), heard="昨年の話")
    a_dispatch(sakura, sato, theme="派遣の話")

    def hits(**asked: str) -> list[str]:
        html = shown(as_sato, q="話", **asked)
        return re.findall(r"(春|昨年|派遣)の<mark>", html)

    assert hits() == ["派遣", "春", "昨年"]
    assert hits(kind="record") == ["春", "昨年"]
    assert hits(year="R8") == ["派遣", "春"]
    assert hits(since="令和7年4月1日", until="令和8年3月31日") == ["昨年"]
    assert hits(since="2026-05-01", until="2026/5/1") == ["春"]
    assert hits(until="R7.12.31") == ["昨年"]
    assert hits(person=str(suzuki.public_id)) == ["昨年"]
    assert hits(about="s-7") == hits(about="t-plan-followup") == ["春"]
    assert hits(kind="record", year="R7", person=str(suzuki.public_id), about="t-cash") == ["昨年"]
    html = shown(as_sato, q="話", kind="record", since="2026-05-01", about="s-7")
    for words in ("種類：支援記録", "期間：令和8年5月1日〜", "計画の項・テーマ：§7"):
        assert f'<span class="tag">{words}</span>' in html
    assert "絞り込みを外す" in html


def test_a_filter_that_cannot_be_read_is_refused_in_words_and_narrows_nothing(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, heard="話")
    for asked, words in (
        ({"since": "2026-13-99"}, "この日から："),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "期間の終わりが、始まりより前です。"),
        ({"kind": "x'--"}, "<mark>話</mark>"),
        ({"person": "other"}, "<mark>話</mark>"),
        ({"about": "s-99"}, "<mark>話</mark>"),
    ):
        answer = as_sato.get(URL, {"q": "話", **asked})
        assert answer.status_code == 422
        html = told(answer.content.decode())
        assert words in html
        assert "<mark>話</mark>" in html
        assert 'value="話"' in html


def test_withdrawn_records_are_not_found(sato: Staff, sakura: Business) -> None:
    record = a_visit(sakura, sato, heard="話", promises=(a_promise("話す", None),))
    assert found(sato, "話").rest.count.number == 2
    withdraw_record(record, reason="誤り", by=sato)
    assert found(sato, "話").is_nothing


def test_a_closed_firm_is_found_and_said_to_be_closed(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    close_business(sakura, on=date(2026, 11, 1), reason="", by=sato)
    assert "廃業 令和8年11月1日" in shown(as_sato, q="製麺")


def test_nothing_found_offers_what_does_find_something(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, date(2025, 5, 1), heard="製麺機の話")
    html = shown(as_sato, q="製麺機械")
    assert "「製麺機械」は見つかりません" in html
    assert "「製麺機」でさがす" in html
    assert f"{reverse('registry:new')}?name=" in html
    html = shown(as_sato, q="製麺機 ゾウガメ")
    assert "「製麺機」でさがす" in html
    assert "「ゾウ" not in html.replace("「製麺機 ゾウガメ」", "")
    html = shown(as_sato, q="製麺機", year="R8", kind="record")
    assert "種類も期間も絞らずに「製麺機」でさがす" in html
    html = shown(as_sato, q="ゾウガメ")
    assert "ことばを短くするか" in html


def test_nothing_typed_says_what_can_be_searched_and_signs_alone_are_no_words(
    as_sato: Client, sakura: Business
) -> None:
    assert "ひとつの欄から、すべてをさがせます" in shown(as_sato)
    html = shown(as_sato, q='"*-（）')
    assert "記号だけなので、さがせません" in html
    assert "<mark>" not in html


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "製麺 OR", "NOT 製麺", "NEAR(製麺 さくら)", "製麺*", "^製麺", "words:製麺", "製麺)",
     "'; DROP TABLE x; --", "%", "_", "\\", "製麺 & さくら",
     "<script>alert(1)</script>",
     "あ" * 1000, "製麺 " * 200, "𠮷" * 120, "\u202e", "a" * 5000],
)  # fmt: skip
def test_no_words_are_an_error(as_sato: Client, sakura: Business, typed: str) -> None:
    html = shown(as_sato, q=typed)
    assert "<script>alert" not in html
    if len(typed) > 200:
        assert "はじめの200文字でさがしました" in html


def test_a_long_passage_is_found_whole(sato: Staff, sakura: Business) -> None:
    passage = "前回の相談から三か月が過ぎ、" * 12
    a_visit(sakura, sato, heard=f"はじめに。{passage}おわりに。")
    assert len(passage) > 150
    assert found(sato, passage).rest.count.number == 1
    assert found(sato, passage[:180] + "違う").rest.count.number == 0


def test_only_the_hits_are_fetched_as_one_types(as_sato: Client, sakura: Business) -> None:
    answer = as_sato.get(
        URL,
        {"q": "製麺", "kind": "", "year": ""},
        headers={"HX-Request": "true", "HX-Trigger-Name": "q"},
    )
    html = answer.content.decode()
    assert "<html" not in html
    assert "製麺" in html
    assert answer.headers["HX-Replace-Url"] == "/search/?q=%E8%A3%BD%E9%BA%BA"
    assert "HX-Push-Url" not in answer.headers
    assert "HX-Request" in answer.headers["Vary"]
    narrowed = as_sato.get(URL, {"q": "a", "kind": "record"}, headers={"HX-Request": "true"})
    assert narrowed.headers["HX-Push-Url"] == "/search/?q=a&kind=record"
    again = as_sato.get(
        URL,
        {"q": "製麺"},
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert "<html" in again.content.decode()


def test_another_office_finds_nothing_of_ours(
    as_tanaka: Client, tanaka: Staff, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, heard="補助金の話", promises=(a_promise("話す", None),))
    for typed in ("さくら", "補助金", "話", "0273730000"):
        assert found(tanaka, typed).is_nothing
        assert "さくら製麺" not in shown(as_tanaka, q=typed)
    assert found(sato, "補助金").rest.count.number == 1


def test_an_expert_finds_only_the_firms_open_to_them_and_counts_only_those(
    gunma: Organisation, sato: Staff, sakura: Business
) -> None:
    fujii = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    other = a_firm("もみじ製麺", sakura)
    for firm in (sakura, other):
        a_visit(firm, sato, heard="製麺機の話", promises=(a_promise("製麺機の見積り", None),))
        a_dispatch(firm, sato, theme="製麺機の原価")
    assert found(fujii, "製麺").is_nothing
    grant_access(sakura, fujii, by=sato)
    answer = found(fujii, "製麺")
    assert names(answer) == ["株式会社さくら製麺"]
    assert answer.leading.count.number == 1
    assert labels(answer) == sorted(["商工会の約束", "巡回"]), "not a dispatch of somebody else"
    assert answer.rest.count.number == 2
    a_dispatch(sakura, sato, theme="製麺機の動線", expert=fujii)
    assert "専門家派遣" in labels(found(fujii, "製麺機"))
    assert found(fujii, "もみじ").is_nothing
    assert "もみじ" not in shown(signed_in(fujii), q="製麺")


def test_counts_of_an_expert_stay_exact_where_much_is_hidden(
    gunma: Organisation, sato: Staff, sakura: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST_COUNTED", 3)
    fujii = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    grant_access(sakura, fujii, by=sato)
    a_visit(sakura, sato, date(2026, 10, 1), heard="製麺機")
    for _ in range(10):
        a_dispatch(sakura, sato, theme="製麺機の原価")
    answer = found(fujii, "製麺機")
    assert (answer.rest.count.shown, answer.rest.count.beyond) == ("1", "")
    assert labels(answer) == ["巡回"]


def test_notes_are_for_the_office_alone(gunma: Organisation, sato: Staff, sakura: Business) -> None:
    row = Business.objects.get(pk=sakura.pk)
    row.note, row.caution = "夜逃げのうわさ", "電話は午前"
    edit_business(row, tags=[], seen_version=row.version)
    fujii = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    grant_access(sakura, fujii, by=sato)
    for typed in ("うわさ", "電話は午前"):
        assert labels(found(sato, typed)) == ["事業者の備考"]
        assert found(fujii, typed).is_nothing
    assert "事業者の備考" not in shown(signed_in(fujii), q="さくら")


def test_what_was_told_in_confidence_is_found_by_those_alone_who_may_open_it(
    as_sato: Client, gunma: Organisation, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    takayama = staff_of(gunma, "高山 和也", "takayama@example.jp", Role.ADVISER)
    record = a_visit(
        sakura, sato, heard="廃業を考えている", promises=(a_promise("廃業の段取り", None),)
    )
    confide(record, by=sato)
    for reader in (sato, suzuki):
        assert found(reader, "廃業").rest.count.number == 2
    assert found(takayama, "廃業").is_nothing
    assert found(takayama, "さくら").rest.count.number == 0
    html = shown(as_sato, q="廃業")
    assert html.count("内密</span>") == 2
    assert "考えている" not in html
    assert "段取り" not in html


def test_a_case_is_found_by_its_text_and_names_nobody(
    as_sato: Client, gunma: Organisation, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, heard="話")
    case = SupportCase(kind="success", title="値上げの伝え方", happened="原価割れだった", done="表")
    write_case(case, records=[record], topics=[], by=sato)
    html = shown(as_sato, q="原価割れ")
    assert "値上げの伝え方" in html
    assert "成功事例" in html
    assert "<mark>原価割れ</mark>だった" in html
    assert "さくら製麺" not in html
    assert [line.told.label for line in found(sato, "さくら").rest.lines] == ["巡回"]
    fujii = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    grant_access(sakura, fujii, by=sato)
    assert found(fujii, "原価割れ").is_nothing


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_council_and_observers_may_not_search(
    gunma: Organisation, sakura: Business, role: Role
) -> None:
    someone = staff_of(gunma, "委員", "iin@example.jp", role)
    client = signed_in(someone)
    assert client.get(URL, {"q": "さくら"}).status_code == 403
    assert found(someone, "さくら").is_nothing
    assert URL not in client.get("/").content.decode()


def test_the_box_in_the_bar_leads_here(as_sato: Client, sakura: Business) -> None:
    assert f'action="{URL}"' in as_sato.get("/").content.decode()
    assert shown(as_sato).count("data-search-words") == 1
    assert "bar-search" not in shown(as_sato)
