"""The owner's own page: their plan and promises on a phone, a wish to be visited, and no leak."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument
from tests.conftest import TODAY
from tests.followup.kept_cast import APRIL, WRITTEN, a_drift, a_visit_by_sheet, sold
from tests.followup.kept_cast import an_adopted_plan as another_plan
from tests.plans.cast import MANAGEMENT, a_measure
from tests.plans.numbers_cast import sakura_plan
from tests.records.cast import a_firm, a_promise, a_visit, told

from banso.accounts.actions import deactivate
from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.refusals import RuleViolation
from banso.figures.actions import IssuedFigureLink, issue_link, revoke_link
from banso.followup.actions import (
    Wish,
    ask_for_visit,
    open_check_sheet,
    review_drift,
    take_call,
)
from banso.followup.models import GateReview, OwnerCall, OwnerReport
from banso.followup.queries import due_visits
from banso.followup.rules.sheet import SheetItems
from banso.plans.actions import (
    adopt_plan,
    confirm_by_link,
    finish_measure,
    keep_kpi,
    keep_measure,
    keep_numbers,
    keep_section,
    open_plan,
)
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanVersion
from banso.records.actions import confide, fulfil_promise
from banso.records.models import Promise
from banso.registry.actions import ask_erasure, close_business
from banso.registry.models import Business, ErasureRequest
from banso.web.actions.erasing import erase_business

AUGUST = date(2026, 8, 3)
WISH = {
    "what": "仕入れ値が\n上がった",
    "convenient": "平日の午後",
    "phone": "０２７（３７３）０２３７",
}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """Adopted on 3 August: two measures, a KPI, figures, words of the owner."""
    with clock.fixed(AUGUST):
        plan = open_plan(sakura, replace(MANAGEMENT, starts_on=APRIL), by=sato)
        keep_section(plan, "direction", "隣町の食卓まで届ける")
        keep_section(plan, "market", "奥の事情")
        keep_numbers(plan, sakura_plan(), seen_version=plan.version)
        plan.refresh_from_db()
        keep_measure(a_measure(plan, "ちらしを配る", doer="桜井", ends_on=date(2026, 10, 1)))
        keep_measure(a_measure(plan, "棚を直す", doer="桜井 実", ends_on=date(2027, 3, 31)))
        keep_measure(a_measure(plan, "釜を替える", doer="社長", ends_on=date(2026, 12, 1)))
        facts = {"unit": "人", "better": "up", "base": Decimal(1000), "target": Decimal(1365)}
        keep_kpi(PlanKpi(plan=plan, name="客数", **facts))
        adopt_plan(plan, on=AUGUST, by=sato)
    return BusinessPlan.objects.get(pk=plan.pk)


@pytest.fixture
def link(sakura: Business, sato: Staff) -> IssuedFigureLink:
    return issue_link(sakura, by=sato)


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """What one test asked for does not slow down the next."""
    cache.clear()


def at(link: IssuedFigureLink | str, name: str = "owner-home") -> str:
    token = link if isinstance(link, str) else link.token
    return reverse(f"web:{name}", args=[token])


def text_of(answer: HttpResponse) -> str:
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def part(answer: HttpResponse, first: str, last: str) -> str:
    """What stands between two headings."""
    return text_of(answer).partition(f" {first} ")[2].partition(f" {last} ")[0]


def test_the_page_tells_the_plan_in_the_owners_words(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    finish_measure(PlanMeasure.objects.get(what="釜を替える"), on=TODAY, by=sato)
    answer = client.get(at(link))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    shown = text_of(answer)
    assert "「生めんを隣町まで」（令和8年4月1日〜令和11年3月31日）です。" in shown
    assert part(answer, "めざすところ", "今年の目標（1年目）") == (
        "事業の方向性・将来の姿 隣町の食卓まで届ける"
    )
    assert "奥の事情" not in shown
    assert part(
        answer, "わたしがすること（1件）", "ほかの人がすること・担当がこれから決まること（1件）"
    ) == ("ちらしを配る 令和8年10月1日まで 桜井 期日を過ぎています できた （ちらしを配る）")
    assert "棚を直す 令和9年3月31日まで 桜井 実 できた" in shown
    assert "できたこと（1件） 釜を替える" in shown
    this_year = part(answer, "今年の目標（1年目）", "期日までに届きたい数")
    assert this_year.startswith("売上高 48,000千円")
    assert "客数" not in this_year
    assert "客数 1,000人 1,365人 計画の終わり（令和11年3月31日）" in shown
    assert "令和8年11月4日" not in shown  # a visit that is late tells no day any more
    assert "この計画（第1版）は、まだ確認していただいていません。" in shown
    confirm_by_link(PlanVersion.objects.get(), name="桜井", link=link.link)
    assert "まだ確認していただいていません" not in text_of(client.get(at(link)))


def test_what_the_office_has_changed_since_is_not_shown_before_it_is_agreed(
    plan: BusinessPlan, link: IssuedFigureLink, client: Client
) -> None:
    keep_section(plan, "direction", "店をたたむ", seen_version=1)
    keep_measure(a_measure(plan, "債務を整理する", doer="桜井"))
    shown = text_of(client.get(at(link)))
    assert "店をたたむ" not in shown
    assert "債務を整理する" not in shown
    assert "隣町の食卓まで届ける" in shown


def test_the_next_visit_is_told_with_the_day_that_was_agreed(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, suzuki: Staff,
    client: Client,
) -> None:  # fmt: skip
    assert part(client.get(at(link)), "次の訪問", "先月の数字を送る") == (
        "佐藤 さくらから、日にちをご連絡します。"
    )
    a_visit_by_sheet(plan, sato, TODAY)
    assert part(client.get(at(link)), "次の訪問", "先月の数字を送る") == (
        "令和9年2月22日 ごろ 佐藤 さくらが伺う予定です。日にちは、あらためてご連絡します。"
    )
    open_check_sheet(plan, planned_on=date(2026, 12, 1), by=sato)
    assert part(client.get(at(link)), "次の訪問", "先月の数字を送る") == (
        "令和8年12月1日（火） 佐藤 さくらが伺います。"
    )
    deactivate(sato, on=TODAY, reason="異動", by=suzuki)
    assert "商工会の職員が伺います。" in text_of(client.get(at(link)))
    Business.objects.update(adviser=None)
    assert "商工会の職員が伺います。" in text_of(client.get(at(link)))


def test_a_day_agreed_on_at_the_last_visit_is_told_as_agreed(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    agreed = date(2026, 12, 10)
    a_visit(sakura, sato, TODAY, topics=("plan-followup",), next_contact_on=agreed)
    assert part(client.get(at(link)), "次の訪問", "先月の数字を送る") == (
        "令和8年12月10日（木） 佐藤 さくらが伺います。"
    )


def test_promises_of_both_sides_are_shown_until_they_are_kept(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    theirs = a_promise("原価表をそろえる", TODAY, Promise.Side.THEIRS)
    a_visit(sakura, sato, TODAY, promises=[theirs, a_promise("補助金を調べる", None)])
    answer = client.get(at(link))
    assert part(answer, "わたしの約束（1件）", "高崎市群馬商工会の約束（1件）") == (
        "原価表をそろえる 令和8年11月20日まで できた （原価表をそろえる）"
    )
    assert part(answer, "高崎市群馬商工会の約束（1件）", "売上：計画と実際") == (
        "補助金を調べる 佐藤 さくら"
    )
    fulfil_promise(Promise.objects.get(what="補助金を調べる"), on=TODAY, by=sato)
    assert "補助金を調べる" not in text_of(client.get(at(link)))


def test_sales_are_drawn_beside_the_plan_and_unknown_is_no_zero(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    assert "まだ出せる数字がありません" not in text_of(client.get(at(link)))  # the plan is known
    sold(sakura, sato, date(2026, 9, 1), 900_000)
    sold(sakura, sato, date(2026, 10, 1), None)
    answer = client.get(at(link))
    assert answer.content.decode().count('class="owner-bar"') == 1
    assert answer.content.decode().count('class="owner-plan-line"') == 7
    assert "両方がわかる1か月では" in text_of(answer)


# ── a wish to be visited ──


def test_a_wish_makes_a_visit_due_at_once_and_sent_twice_it_is_one(
    plan: BusinessPlan, link: IssuedFigureLink, sato: Staff, client: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 11, 18))
    answer = client.post(at(link), WISH)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{at(link)}?sent=1#visit")
    client.post(at(link), WISH)
    with clock.fixed(TODAY + timedelta(days=3)):
        client.post(at(link), WISH)
    call = OwnerCall.objects.get()
    kept = (call.on, call.what, call.convenient, call.phone, call.taken_by, call.link)
    assert kept == (TODAY, "仕入れ値が 上がった", "平日の午後", "027-373-0237", None, link.link)
    assert (call.source, call.told) == (
        "事業者のページから",
        "仕入れ値が 上がった（都合：平日の午後／電話：027-373-0237）",
    )
    (row,) = due_visits(sato, TODAY)
    assert row.due is not None
    assert (row.due.on, row.due.because) == (TODAY, "令和8年11月20日に事業者から声がかかった")
    shown = part(client.get(f"{at(link)}?sent=1"), "次の訪問", "先月の数字を送る")
    assert shown == (
        "受け取りました。高崎市群馬商工会から、日にちをご連絡します。"
        " 訪問のお願いを受け取っています。佐藤 さくらから、日にちをご連絡します。"
        " お願いの内容：「仕入れ値が 上がった（都合：平日の午後／電話：027-373-0237）」"
    )
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    asked = [one.ask for one in SheetItems.from_json(sheet.items).questions if "call" in one.key]
    assert asked == [f"「{call.told}」について、くわしく聞く。"]


def test_a_wish_after_the_visit_of_the_same_day_is_not_lost(
    plan: BusinessPlan, link: IssuedFigureLink, sato: Staff, client: Client
) -> None:
    a_visit_by_sheet(plan, sato, TODAY)  # recorded at noon
    with clock.fixed(datetime(2026, 11, 20, 18, tzinfo=TOKYO)):
        client.post(at(link), WISH)
    assert "訪問のお願いを受け取っています。" in text_of(client.get(at(link)))
    with clock.fixed(TODAY + timedelta(days=3)):  # Monday
        (row,) = due_visits(sato, clock.today())
        assert row.due is not None
        assert row.due.because == "令和8年11月20日に事業者から声がかかった"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": " \n"}, "相談したいことを300字までで書いてください。"),
        ({"what": "あ" * 301}, "相談したいことを300字までで書いてください。"),
        ({"convenient": "い" * 101}, "都合のよいときは100字までにしてください（いま101字）。"),
        (
            {"phone": "でんわ"},
            "電話番号は数字とハイフンで、027-373-0237 のように入力してください。",
        ),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_at_its_field_and_stays_typed(
    plan: BusinessPlan,
    link: IssuedFigureLink,
    client: Client,
    typed: dict[str, str],
    words: str,
) -> None:
    answer = client.post(at(link), {**WISH, **typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    kept = {**WISH, **typed}["convenient"]
    assert f'value="{kept}"' in answer.content.decode()
    assert not OwnerCall.objects.exists()


def test_wishes_without_end_are_refused_in_words(
    plan: BusinessPlan, link: IssuedFigureLink, client: Client
) -> None:
    for number in range(10):
        assert client.post(at(link), {"what": f"願い{number}"}).status_code == 302
    answer = client.post(at(link), {"what": "もうひとつ"})
    assert answer.status_code == 422
    assert "続けて何度も送られています。" in text_of(answer)
    assert "もうひとつ" in answer.content.decode()
    with pytest.raises(RuleViolation, check=lambda said: said.code == "too-many"):
        ask_for_visit(plan, Wish("もうひとつ"), link=link.link)


def test_a_plan_that_has_ended_asks_to_be_rung_up(
    plan: BusinessPlan, link: IssuedFigureLink, client: Client, gunma: Organisation
) -> None:
    Organisation.objects.update(phone="０２７（３７３）０００１")
    BusinessPlan.objects.update(ends_on=TODAY - timedelta(days=1))
    answer = client.get(at(link))
    assert "この計画の訪問は、いまはありません。" in text_of(answer)
    assert 'name="what"' not in answer.content.decode()
    assert 'href="tel:0273730001"' in answer.content.decode()
    refused = client.post(at(link), WISH)
    assert (refused.status_code, OwnerCall.objects.count()) == (422, 0)


# ── done, says the owner ──


def test_what_the_owner_says_was_done_is_asked_about_on_the_next_sheet_and_changes_nothing(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    a_visit(sakura, sato, TODAY, promises=[a_promise("原価表", TODAY, Promise.Side.THEIRS)])
    measure, promise = PlanMeasure.objects.get(what="ちらしを配る"), Promise.objects.get()
    items = [("measure", measure.public_id), ("promise", promise.public_id)]
    for kind, key in items * 2:
        answer = client.post(at(link, "owner-done"), {"kind": kind, "key": str(key)})
        assert answer.status_code == 302
    assert [one.of for one in OwnerReport.objects.order_by("kind")] == ["ちらしを配る", "原価表"]
    assert text_of(client.get(at(link))).count("できたと知らせました") == 2
    assert (PlanMeasure.objects.open().count(), Promise.objects.unkept().count()) == (3, 1)
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    told_of = [
        (one.ask, one.because)
        for one in SheetItems.from_json(sheet.items).questions
        if one.key.startswith("report-")
    ]
    because = "令和8年11月20日に、事業者が自分のページで「できた」と知らせた"
    assert sorted(told_of) == [
        ("「ちらしを配る」は、どうなりましたか。", because),
        ("「原価表」は、どうなりましたか。", because),
    ]
    back = {"kind": "measure", "key": str(measure.public_id), "back": "1"}
    client.post(at(link, "owner-done"), back)
    client.post(at(link, "owner-done"), back)
    assert [one.of for one in OwnerReport.objects.all()] == ["原価表"]


def test_nothing_of_others_can_be_said_to_be_done(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    other = another_plan(a_firm("となりの店", sakura), sato)
    theirs = keep_measure(a_measure(other, "となりの施策"))
    ours = a_promise("商工会の約束", TODAY)
    secret = a_promise("内密の約束", TODAY, Promise.Side.THEIRS)
    a_visit(sakura, sato, TODAY, promises=[ours])
    confide(a_visit(sakura, sato, TODAY, promises=[secret]), by=sato)
    keys = [
        ("measure", theirs.public_id),
        ("promise", Promise.objects.get(what="商工会の約束").public_id),
        ("promise", Promise.objects.get(what="内密の約束").public_id),
        ("measure", "x"),
        ("plan", plan.public_id),
    ]
    for kind, key in keys:
        client.post(at(link, "owner-done"), {"kind": kind, "key": str(key)})
    client.post(at(link, "owner-done"), {})
    assert not OwnerReport.objects.exists()


# ── leaks ──


def test_nothing_that_is_not_the_owners_to_see_stands_on_the_page_or_the_paper(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    confide(a_visit(sakura, sato, TODAY, promises=[a_promise("秘の約束", TODAY)]), by=sato)
    a_visit(sakura, sato, TODAY, heard="秘の聞き取り", advice="秘の助言")
    take_call(plan, on=TODAY, what="秘の電話のメモ", by=sato)
    a_visit_by_sheet(plan, sato, TODAY, judgement="drift")
    a_drift(plan, TODAY)
    review_drift(GateReview(plan=plan, on=TODAY, **WRITTEN), by=sato)
    other = a_firm("となりの店", sakura)
    a_visit(other, sato, TODAY, promises=[a_promise("となりの約束", TODAY)])
    another_plan(other, sato)
    page = client.get(at(link)).content.decode()
    answer = client.get(at(link, "owner-whole"))
    pages = PdfDocument(answer.content)
    paper = "".join(one.get_textpage().get_text_range() for one in pages)
    assert (answer.headers["Content-Type"], "本人控え" in paper) == ("application/pdf", True)
    secrets = ["秘の", "となりの", "ズレ", "第三者", *WRITTEN.values(), "社外秘", "立ち会った"]
    found = [word for word in secrets if word in page or word in paper]
    assert found == []
    assert sakura.phone not in page


def test_a_closed_link_says_only_that_it_is(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    names = ("owner-home", "owner-whole")
    unknown = text_of(client.get(at("mistyped")))
    assert "さくら製麺" not in unknown
    with clock.fixed(TODAY + timedelta(days=500)):
        expired = [client.get(at(link, name)) for name in names]
    with clock.fixed(TODAY):
        fresh = issue_link(a_firm("となりの店", sakura), by=sato)
        revoke_link(link.link, by=sato)
        revoked = [client.get(at(link, name)) for name in names]
        posted = [client.post(at(link), WISH), client.post(at(link, "owner-done"), {})]
    for answer in (*expired, *revoked, *posted):
        assert (answer.status_code, text_of(answer)) == (404, unknown)
    assert not OwnerCall.objects.exists()
    assert client.get(at(fresh)).headers["Location"] == at(fresh, "owner")  # no plan to show
    assert client.get(at(fresh, "owner-whole")).status_code == 404


def test_the_page_of_a_firm_that_closed_is_closed(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, client: Client
) -> None:
    close_business(sakura, on=TODAY, reason="後継者がいない", by=sato)
    answers = [
        client.get(at(link)),
        client.post(at(link), WISH),
        client.get(at(link, "owner-whole")),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "さくら製麺" not in text_of(answers[0])


def test_the_page_of_a_firm_that_was_erased_is_closed(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, suzuki: Staff,
    client: Client,
) -> None:  # fmt: skip
    client.post(at(link), WISH)
    for measure in PlanMeasure.objects.all():
        item = {"kind": "measure", "key": str(measure.public_id)}
        client.post(at(link, "owner-done"), item)
    keep_kpi(PlanKpi(plan=plan, name="単価", unit="円", better="up"))
    facts = {"asked_on": TODAY, "asked_by": "桜井", "ground": "own-wish", "identity": "免許証"}
    request = ErasureRequest(business=sakura, **facts)
    ask_erasure(request, by=sato)
    erase_business(request, typed_name=sakura.name, by=suzuki)
    assert client.get(at(link)).status_code == 404
    assert client.get(at(link, "owner-whole")).status_code == 404
    left = [kind.objects.count() + kind.history.count() for kind in (OwnerCall, OwnerReport)]
    assert left == [0, 0]


def test_guessing_addresses_is_slowed_down(gunma: Organisation, client: Client) -> None:
    codes = [client.get(at(f"guess{number}")).status_code for number in range(62)]
    assert codes[0] == 404
    assert codes[-1] == 429
