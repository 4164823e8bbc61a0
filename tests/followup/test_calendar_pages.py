"""Visits in one's own calendar: an address shown once, a feed that keeps quiet, closed for good."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of
from tests.followup.kept_cast import a_visit_by_sheet, an_adopted_plan
from tests.records.cast import a_firm, a_promise, a_visit, told

from banso.accounts.actions import deactivate, hash_token
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.followup.actions import close_feed, make_feed, open_check_sheet
from banso.followup.models import CalendarFeed
from banso.plans.models import BusinessPlan
from banso.records.actions import confide
from banso.registry.actions import close_business
from banso.registry.models import Business


@pytest.fixture(autouse=True)
def nobody_read_yet() -> None:
    """What one test reads does not slow down the next."""
    cache.clear()


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato, on=date(2026, 10, 1))


def text_of(answer: HttpResponse) -> str:
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def read(client: Client, token: str) -> HttpResponse:
    return client.get(reverse("web:calendar-feed", args=[token]))


def a_feed(staff: Staff, *, names: bool = False, promises: bool = False) -> str:
    return make_feed(staff, with_names=names, with_promises=promises).token


def events_in(answer: HttpResponse) -> list[dict[str, str]]:
    """The events of a feed, read strictly by RFC 5545: CRLF, unfolded, escapes taken back."""
    raw = answer.content
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in lines)
    whole: list[str] = []
    for line in lines:
        words = line.decode("utf-8")  # no sign is cut in two
        if words[0] in " \t":
            whole[-1] += words[1:]
        else:
            whole.append(words)
    assert (whole[0], whole[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in whole[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found and name != "END":
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\(.)", lambda at: "\n" if at[1] in "nN" else at[1], value)
    assert all({"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event) for event in found)
    return found


def days(answer: HttpResponse) -> list[tuple[str, str]]:
    return [(one["DTSTART;VALUE=DATE"], one["SUMMARY"]) for one in events_in(answer)]


def test_an_address_is_made_shown_once_and_read_by_calendars(
    plan: BusinessPlan, as_sato: Client, client: Client, sato: Staff
) -> None:
    page = reverse("followup:calendar")
    assert "アドレスを作る" in text_of(as_sato.get(page))
    answer = as_sato.post(reverse("followup:calendar-make"), {})
    shown = answer.content.decode()
    (token,) = set(re.findall(r"/c/([\w-]+)\.ics", shown))
    assert "事業者名は入りません。" in shown
    assert 'src="data:image/svg+xml;base64,' in shown
    assert f'href="webcal://testserver/c/{token}.ics"' in shown
    assert "no-store" in answer.headers["Cache-Control"]
    kept = CalendarFeed.objects.get()
    assert (kept.staff, kept.token_hash, kept.with_names) == (sato, hash_token(token), False)
    assert token not in as_sato.get(page).content.decode()
    assert "最後に読まれたのはまだありません" in text_of(as_sato.get(page))
    feed = read(client, token)
    assert feed.status_code == 200
    assert feed.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert feed.headers["Content-Disposition"] == 'inline; filename="banso.ics"'
    assert "no-store" in feed.headers["Cache-Control"]
    assert days(feed) == [("20270104", "巡回訪問")]
    assert f"最後に読まれたのは{'令和8年11月20日'}" in text_of(as_sato.get(page)).replace(" ", "")


def test_nothing_of_the_firm_is_told_unless_it_was_chosen(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_sato: Client, client: Client
) -> None:
    token = a_feed(sato)
    quiet = read(client, token).content.decode()
    assert [word for word in ("製麺", "373", "策定", "DESCRIPTION") if word in quiet] == []
    assert (
        as_sato.post(reverse("followup:calendar-choose"), {"with_names": "on"}).status_code == 302
    )
    (event,) = events_in(read(client, token))
    assert event["SUMMARY"] == "巡回訪問：株式会社さくら製麺"
    assert event["DESCRIPTION"] == "策定（令和8年10月1日）から3か月\n電話 027-373-0000"
    as_sato.post(reverse("followup:calendar-choose"), {})
    assert "製麺" not in read(client, token).content.decode()


def test_a_visit_keeps_its_uid_while_its_day_moves_and_the_next_has_another(
    plan: BusinessPlan, sato: Staff, client: Client
) -> None:
    token = a_feed(sato)
    (due,) = events_in(read(client, token))
    open_check_sheet(plan, planned_on=date(2026, 12, 3), by=sato)
    (planned,) = events_in(read(client, token))
    assert due["UID"] == planned["UID"] == f"visit-{plan.public_id}-20261001@banso"
    assert planned["DTSTART;VALUE=DATE"] == "20261203"
    with clock.fixed(date(2027, 1, 20)):  # the day agreed on has passed, and so has the due one
        assert days(read(client, token)) == [("20270120", "巡回訪問")]
    a_visit_by_sheet(plan, sato, TODAY)
    (after,) = events_in(read(client, token))
    assert after["UID"] == f"visit-{plan.public_id}-20261120@banso"


def test_only_ones_own_firms_that_are_followed_up_are_told(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, client: Client
) -> None:
    gone = a_firm("やめた店", sakura)
    an_adopted_plan(gone, sato, on=date(2026, 10, 1))
    close_business(gone, on=TODAY, reason="後継者がいない", by=sato)
    others = a_firm("となりの店", sakura)
    an_adopted_plan(others, sato, on=date(2026, 10, 1))
    Business.objects.filter(pk=others.pk).update(adviser=suzuki)
    told_of = [
        [one[1] for one in days(read(client, a_feed(who, names=True)))] for who in (sato, suzuki)
    ]
    assert told_of == [["巡回訪問：株式会社さくら製麺"], ["巡回訪問：となりの店"]]


def test_promises_are_told_where_chosen_and_a_confidential_one_without_its_words(
    sakura: Business, sato: Staff, client: Client
) -> None:
    late, soon = TODAY - timedelta(days=9), TODAY + timedelta(days=3)
    a_visit(sakura, sato, promises=[a_promise("資料を送る", late), a_promise("いつか", None)])
    confide(a_visit(sakura, sato, promises=[a_promise("秘の約束", soon)]), by=sato)
    assert days(read(client, a_feed(sato, names=True))) == []
    assert days(read(client, a_feed(sato, promises=True))) == [
        ("20261120", "約束の期日"),
        ("20261123", "約束の期日"),
    ]
    assert days(read(client, a_feed(sato, promises=True, names=True))) == [
        ("20261120", "約束の期日：株式会社さくら製麺　資料を送る"),
        ("20261123", "約束の期日：内密の約束（記録を開いて読みます）"),
    ]


def test_a_closed_address_says_only_that_it_is(
    plan: BusinessPlan, sato: Staff, suzuki: Staff, as_sato: Client, client: Client
) -> None:
    first = a_feed(sato, names=True)
    second = a_feed(sato, names=True)
    assert read(client, second).status_code == 200
    as_sato.post(reverse("followup:calendar-close"))
    close_feed(sato)
    third = a_feed(sato, names=True)
    deactivate(sato, on=TODAY, reason="異動", by=suzuki)
    answers = [read(client, token) for token in (first, second, third, "unknown")]
    assert {(answer.status_code, answer.content.decode()) for answer in answers} == {
        (
            404,
            "このカレンダーのアドレスは閉じています。カレンダーから外し、新しいアドレスを作ってください。",
        )
    }
    assert CalendarFeed.history.filter(history_type="-").count() == 2


def test_the_feed_of_one_who_may_not_see_visits_any_more_is_closed(
    sato: Staff, gunma: Organisation, client: Client
) -> None:
    token = a_feed(sato)
    Staff.objects.filter(pk=sato.pk).update(role=Role.OBSERVER)
    assert read(client, token).status_code == 404


def test_an_expert_and_a_viewer_make_no_address(gunma: Organisation) -> None:
    for number, role in enumerate((Role.EXPERT, Role.OBSERVER, Role.COUNCIL_MEMBER)):
        browser = signed_in(staff_of(gunma, f"客{number}", f"guest{number}@example.jp", role))
        assert browser.post(reverse("followup:calendar-make")).status_code == 403
        assert browser.get(reverse("followup:calendar")).status_code == 403


def test_reading_without_end_is_slowed_down(sato: Staff, client: Client) -> None:
    token = a_feed(sato)
    codes = [read(client, token).status_code for _ in range(122)]
    assert (codes[0], codes[119], codes[-1]) == (200, 200, 429)
    guesses = [read(client, f"guess{number}").status_code for number in range(122)]
    assert (guesses[0], guesses[-1]) == (404, 429)
