"""A firm's timeline shows everything that happened, latest first."""

from datetime import date

from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries
from tests.conftest import staff_of
from tests.records.cast import a_dispatch, a_firm, a_promise, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import fulfil_promise, report_dispatch, withdraw_record
from banso.records.models import DispatchReport, Promise
from banso.records.queries import PromiseLine, timeline_of
from banso.registry.models import Business


def test_the_timeline_tells_contacts_promises_dispatches_and_what_was_withdrawn(
    sakura: Business, sato: Staff
) -> None:
    a_visit(
        sakura,
        sato,
        date(2026, 3, 31),
        topics=("sns",),
        heard="客足が減った",
        advice="投稿を続ける",
        promises=(a_promise("写真を選ぶ", date(2026, 4, 10)),),
        next_contact_on=date(2026, 4, 20),
        next_contact_reason="投稿の確認",
    )
    fulfil_promise(Promise.objects.get(), on=date(2026, 4, 9), by=sato)
    wrong = a_visit(sakura, sato, date(2026, 5, 1), heard="別の店の話")
    withdraw_record(wrong, reason="別の事業者だった", by=sato)
    dispatch = a_dispatch(sakura, sato, cost_yen=30_000)
    report = DispatchReport(on=date(2026, 11, 10), minutes=120, findings="歩留まりを測る")
    report_dispatch(report, dispatch=dispatch, topics=[], by=sato)

    entries = timeline_of(sakura, sato)
    assert [(e.on, e.year, e.label, e.title, e.struck) for e in entries] == [
        (
            date(2026, 11, 10),
            "令和8年度",
            "派遣報告",
            "高橋 健（中小企業診断士）（原価の見直し）",
            "",
        ),
        (date(2026, 11, 1), "令和8年度", "専門家派遣の依頼", "原価の見直し", ""),
        (date(2026, 5, 1), "令和8年度", "巡回", "", "別の事業者だった"),
        (date(2026, 4, 9), "令和8年度", "約束の完了", "商工会の約束「写真を選ぶ」", ""),
        (date(2026, 3, 31), "令和7年度", "巡回", "", ""),
    ]
    assert entries[1].text == (
        "専門家 高橋 健（中小企業診断士）、派遣日 令和8年11月10日、費用 30,000円、報告済み"
    )
    visit = entries[-1]
    assert (visit.heard, visit.advice, visit.topics, visit.who) == (
        "客足が減った",
        "投稿を続ける",
        ("SNS活用支援",),
        "佐藤 さくら",
    )
    assert visit.promises == (
        PromiseLine("商工会", "写真を選ぶ", date(2026, 4, 10), date(2026, 4, 9)),
    )
    assert visit.next_contact == "令和8年4月20日 投稿の確認"


def test_the_timeline_is_shown_by_fiscal_year_with_the_withdrawn_struck_through(
    sakura: Business, sato: Staff
) -> None:
    kept = a_visit(
        sakura, sato, topics=("sns",), heard="<客足>", promises=(a_promise("送る", None),)
    )
    a_visit(sakura, sato, date(2026, 3, 31))
    wrong = a_visit(sakura, sato, date(2026, 5, 1), heard="別の店の話")
    withdraw_record(wrong, reason="別の事業者だった", by=sato)
    timeline = timeline_of(sakura, sato)
    html = told(render_to_string("records/_timeline.html", {"timeline": timeline}))
    for words in (
        "令和8年度（2件）",
        "令和7年度（1件）",
        f'href="/records/{kept.public_id}/"',
        "&lt;客足&gt;",
        "商工会の約束",
        "<s>巡回</s>",
        "取消の理由：別の事業者だった",
    ):
        assert words in html
    assert "別の店の話" not in html
    empty = render_to_string("records/_timeline.html", {"timeline": []})
    assert "まだ何も記録されていません" in empty


def test_another_office_and_an_expert_not_sent_see_nothing_of_it(
    sakura: Business, sato: Staff, tanaka: Staff, gunma: Organisation
) -> None:
    a_visit(sakura, sato)
    expert = staff_of(gunma, "高橋 健", "takahashi@example.jp", Role.EXPERT)
    assert timeline_of(sakura, tanaka) == []
    assert timeline_of(sakura, expert) == []
    a_dispatch(sakura, sato, expert=expert)
    assert [entry.label for entry in timeline_of(sakura, expert)] == ["巡回", "専門家派遣の依頼"]


def test_a_long_timeline_costs_as_many_queries_as_a_short_one(
    sakura: Business, sato: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    short = a_firm("みじか商店", sakura)
    for firm, often in ((short, 1), (sakura, 30)):
        for number in range(often):
            promise = a_promise("送る", date(2026, 11, 20))
            a_visit(firm, sato, date(2026, 10, 1 + number), topics=("sns",), promises=(promise,))
            fulfil_promise(promise, on=date(2026, 11, 1), by=sato)
        a_dispatch(firm, sato)
    for firm, entries in ((short, 3), (sakura, 61)):
        with django_assert_num_queries(8):
            assert len(timeline_of(firm, sato)) == entries
