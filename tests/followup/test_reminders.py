"""Reminders by e-mail: off at first, once a day, without names, and never from a demonstration."""

from __future__ import annotations

import re
from datetime import date
from smtplib import SMTPServerDisconnected
from typing import Never

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.conftest import TODAY
from tests.followup.kept_cast import an_adopted_plan, the_rules
from tests.records.cast import a_firm, told

from banso.accounts.actions import deactivate
from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.followup.actions import send_digests, wish_digest
from banso.followup.actions.digests import INTERRUPTED
from banso.followup.models import DigestSent, DigestWish
from banso.followup.rules.digest import Digest, Visit, is_due
from banso.plans.models import BusinessPlan
from banso.registry.models import Business
from banso.web import tasks
from banso.web.doctor import work
from banso.web.mail import mail_settings

FRIDAY, SATURDAY, NEXT_TUESDAY = TODAY, date(2026, 11, 21), date(2026, 11, 24)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


@pytest.fixture
def mail_server(settings: Settings) -> None:
    settings.MAIL_IS_SET = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "banso@example.jp"


def url(name: str) -> str:
    return reverse(f"followup:{name}")


def text_of(answer: HttpResponse) -> str:
    """The words of the page, without its tags."""
    return told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


@pytest.mark.usefixtures("mail_server")
def test_who_chose_nothing_gets_nothing(plan: BusinessPlan, sato: Staff) -> None:
    assert send_digests(sato.organisation, TODAY) == 0
    assert (mail.outbox, DigestSent.objects.count()) == ([], 0)


@pytest.mark.usefixtures("mail_server")
def test_the_mail_counts_and_names_nobody_unless_that_was_chosen(
    plan: BusinessPlan, sato: Staff
) -> None:
    wish_digest(sato, rhythm="daily", with_names=False)
    assert [send_digests(sato.organisation, TODAY) for _ in range(2)] == [1, 0]
    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["sato@example.jp"], "banso@example.jp")
    assert sent.subject == "フォローアップのお知らせ：遅れ1件"
    assert sent.body.splitlines()[:3] == [
        "令和8年11月20日（金）のお知らせです。",
        "",
        "遅れている訪問：1件（いちばん長いもので142日遅れ）",
    ]
    assert "さくら製麺" not in sent.body
    wish_digest(sato, rhythm="daily", with_names=True)
    assert send_digests(sato.organisation, NEXT_TUESDAY) == 1
    assert "　・株式会社さくら製麺" in mail.outbox[1].body


def test_the_whole_mail() -> None:
    coming = (Visit(NEXT_TUESDAY, "もみじ堂"), Visit(NEXT_TUESDAY, "こぐれ食堂"))
    digest = Digest(TODAY, (Visit(date(2026, 11, 10), "さくら製麺", 10),), coming, 2)
    assert digest.subject == "フォローアップのお知らせ：遅れ1件・今週2件・未読の引き継ぎ2者"
    assert digest.body == "\n".join(
        [
            "令和8年11月20日（金）のお知らせです。",
            "",
            "遅れている訪問：1件（いちばん長いもので10日遅れ）",
            "この7日の訪問：2件",
            "　令和8年11月24日（火）　2件",
            "まだ読んでいない引き継ぎ：2者",
            "",
            "くわしくは、伴走の「フォローアップ」で見てください。",
            "このお知らせは、同じ所の「メールのお知らせ」で止められます。",
        ]
    )
    many = Digest(TODAY, tuple(Visit(TODAY, f"{n}堂", 1) for n in range(23)), with_names=True)
    assert "　・ほか3件" in many.body
    assert Digest(TODAY).is_empty


@pytest.mark.parametrize(
    ("rhythm", "day", "last", "due"),
    [
        ("daily", FRIDAY, None, True),
        ("daily", FRIDAY, date(2026, 11, 19), True),
        ("daily", FRIDAY, FRIDAY, False),
        ("daily", SATURDAY, None, False),
        ("daily", date(2026, 11, 23), None, False),  # 勤労感謝の日
        ("weekly", NEXT_TUESDAY, FRIDAY, True),  # Monday is a holiday
        ("weekly", FRIDAY, date(2026, 11, 16), False),
        ("weekly", FRIDAY, date(2026, 11, 13), True),
    ],
)
def test_only_on_working_days_and_weekly_once_a_week(
    rhythm: str, day: date, last: date | None, *, due: bool
) -> None:
    assert is_due(rhythm, day, last) is due


@pytest.mark.usefixtures("mail_server")
def test_who_has_nothing_due_or_left_gets_no_mail(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    wish_digest(suzuki, rhythm="daily", with_names=False)
    assert send_digests(sato.organisation, TODAY) == 0, "no firm of hers"
    wish_digest(sato, rhythm="daily", with_names=False)
    deactivate(sato, by=suzuki, on=TODAY, reason="退職")
    assert send_digests(sato.organisation, TODAY) == 0
    assert mail.outbox == []


def test_without_a_server_and_in_a_demonstration_nothing_is_sent(
    plan: BusinessPlan, sato: Staff, settings: Settings, as_sato: Client
) -> None:
    wish_digest(sato, rhythm="daily", with_names=False)
    assert send_digests(sato.organisation, TODAY) == 0
    assert "送信サーバーが設定されていません。" in text_of(as_sato.get(url("reminders")))
    assert [one.what for one in work.mail()] == [
        "お知らせメールを選んだ職員が1人いますが、送信サーバーがありません。"
    ]
    settings.MAIL_IS_SET = True
    office = sato.organisation
    office.is_demonstration = True
    office.save()
    assert send_digests(office, TODAY) == 0
    assert "実演用の商工会では、メールを送りません。" in text_of(as_sato.get(url("reminders")))
    assert (mail.outbox, DigestSent.objects.count()) == ([], 0)


@pytest.mark.usefixtures("mail_server")
def test_a_mail_that_could_not_be_handed_over_is_kept_and_shown(
    plan: BusinessPlan, sato: Staff, as_sato: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: EmailMessage) -> Never:
        raise SMTPServerDisconnected("相手が切った")

    monkeypatch.setattr(EmailMessage, "send", broken)
    wish_digest(sato, rhythm="daily", with_names=False)
    assert [send_digests(sato.organisation, TODAY) for _ in range(2)] == [0, 0]
    assert DigestSent.objects.get().failure == "SMTPServerDisconnected: 相手が切った"
    assert "届けられなかった SMTPServerDisconnected" in text_of(as_sato.get(url("reminders")))
    (found,) = work.mail()
    assert found.what.startswith("この7日間に、届けられなかったお知らせメールが1通あります")


@pytest.mark.usefixtures("mail_server")
def test_a_worker_killed_while_sending_does_not_send_twice(
    plan: BusinessPlan, sato: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: EmailMessage) -> Never:
        raise KeyboardInterrupt

    wish_digest(sato, rhythm="daily", with_names=False)
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_digests(sato.organisation, TODAY)
    assert DigestSent.objects.get().failure == INTERRUPTED
    assert send_digests(sato.organisation, TODAY) == 0
    assert mail.outbox == []


@pytest.mark.usefixtures("mail_server")
def test_each_morning_sends_and_books_the_next(plan: BusinessPlan, sato: Staff) -> None:
    wish_digest(sato, rhythm="daily", with_names=False)
    assert tasks.morning.call() == 1
    assert tasks.morning.call() == 0
    assert len(mail.outbox) == 1


def test_each_chooses_for_oneself_and_can_stop(
    plan: BusinessPlan, sato: Staff, suzuki: Staff, as_sato: Client
) -> None:
    shown = text_of(as_sato.get(url("reminders")))
    assert "へ送ります。はじめは送りません。" in shown
    assert "フォローアップのお知らせ：遅れ1件" in shown
    assert "さくら製麺" not in shown
    as_sato.post(url("reminders"), {"rhythm": "weekly", "with_names": "on"})
    (wish,) = DigestWish.objects.all()
    assert (wish.staff, wish.rhythm, wish.with_names, wish.since) == (sato, "weekly", True, TODAY)
    assert "　・株式会社さくら製麺" in told(as_sato.get(url("reminders")).content.decode())
    wrong = as_sato.post(url("reminders"), {"rhythm": "hourly"})
    assert wrong.status_code == 422
    assert "いつ送るかを選んでください。" in text_of(wrong)
    for said in ("お知らせメールを止めました。", "お知らせメールは送りません。"):
        stopped = as_sato.post(url("reminders"), {"rhythm": ""}, follow=True)
        assert said in text_of(stopped)
    assert not DigestWish.objects.exists()
    with pytest.raises(RuleViolation, match="いつ送るかを選んでください。"):
        wish_digest(suzuki, rhythm="hourly", with_names=False)


def test_a_firm_of_a_colleague_is_not_in_ones_mail(
    plan: BusinessPlan, sakura: Business, sato: Staff, as_suzuki: Client
) -> None:
    an_adopted_plan(a_firm("もみじ堂", sakura), sato)
    assert "知らせることがないので、送りません。" in text_of(as_suzuki.get(url("reminders")))


def test_the_mail_server_is_read_from_the_environment() -> None:
    assert mail_settings("", "") is None
    found = mail_settings("smtp://a%40b:p%3Aw@mail.example.jp", "伴走 <banso@example.jp>")
    assert found is not None
    assert (found.host, found.port, found.user, found.password) == (
        "mail.example.jp", 587, "a@b", "p:w"
    )  # fmt: skip
    assert (found.starts_tls, found.is_tls) == (True, False)
    tls = mail_settings("smtps://mail.example.jp", "banso@example.jp")
    assert tls is not None
    assert (tls.port, tls.starts_tls, tls.is_tls) == (465, False, True)


@pytest.mark.parametrize(
    ("address", "sender", "words"),
    [
        ("smtp://mail.example.jp", "", "両方を指定"),
        ("", "banso@example.jp", "両方を指定"),
        ("http://mail.example.jp", "banso@example.jp", "で始まる形"),
        ("smtp://", "banso@example.jp", "で始まる形"),
        ("smtp://mail.example.jp:x", "banso@example.jp", "ポートが読めません"),
        ("smtp+plain://a:b@mail.example.jp", "banso@example.jp", "smtp:// か smtps://"),
        ("smtp://mail.example.jp", "伴走", "メールアドレスで指定"),
        ("smtp://mail.example.jp", "a@example.jp\nBcc: b@example.jp", "メールアドレスで指定"),
    ],
)
def test_a_mail_server_half_set_keeps_the_product_from_starting(
    address: str, sender: str, words: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        mail_settings(address, sender)
