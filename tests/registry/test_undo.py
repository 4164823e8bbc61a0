"""Undo instead of 「よろしいですか」: what was removed, withdrawn or closed comes back whole."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.registry.actions import (
    give_consent,
    keep_contact,
    remove_contact,
    restore_consent,
    restore_contact,
    withdraw_consent,
)
from banso.registry.models import Business, Consent, ContactPerson


def a_contact(business: Business) -> ContactPerson:
    return keep_contact(
        ContactPerson(business=business, name="桜井 次郎", position="後継者", phone="090-1111-2222")
    )


def undo_in(html: str, url: str) -> bool:
    """Whether the page offers one press that posts to the address."""
    return f'<form class="undo no-print" method="post" action="{url}">' in html


def test_a_removed_contact_comes_back_as_they_were_and_is_found_again(
    as_sato: Client, sakura: Business
) -> None:
    contact = a_contact(sakura)
    where = [sakura.public_id, contact.pk]
    said = as_sato.post(reverse("registry:contact-remove", args=where), follow=True)
    restore = reverse("registry:contact-restore", args=where)
    assert undo_in(said.content.decode(), restore)
    assert not Business.objects.matching("090-1111").exists()

    back = as_sato.post(restore, follow=True)
    assert "連絡先「桜井 次郎」を元に戻しました。" in back.content.decode()
    again = ContactPerson.objects.get()
    assert (again.pk, again.name, again.position, again.phone) == (
        contact.pk,
        "桜井 次郎",
        "後継者",
        "090-1111-2222",
    )
    assert Business.objects.matching("090-1111").get() == sakura
    assert as_sato.post(restore).status_code == 302
    assert ContactPerson.objects.count() == 1


def test_nobody_comes_back_who_was_never_there_or_elsewhere(
    as_sato: Client, as_tanaka: Client, sakura: Business
) -> None:
    contact = a_contact(sakura)
    gone = contact.pk
    remove_contact(contact)
    restore = reverse("registry:contact-restore", args=[sakura.public_id, gone])
    assert as_tanaka.post(restore).status_code == 404
    assert as_sato.post(restore.replace(f"/{gone}/", f"/{gone + 1}/")).status_code == 404
    assert restore_contact(sakura, gone + 1) is None
    assert not ContactPerson.objects.exists()


def test_a_withdrawn_consent_stands_again(as_sato: Client, sato: Staff, sakura: Business) -> None:
    consent = give_consent(
        Consent(business=sakura, scope="bank", given_on=date(2026, 4, 1)), by=sato
    )
    where = [sakura.public_id, consent.pk]
    said = as_sato.post(
        reverse("registry:consent-withdraw", args=where), {"on": "令和8年11月19日"}, follow=True
    )
    restore = reverse("registry:consent-restore", args=where)
    assert undo_in(said.content.decode(), restore)
    back = as_sato.post(restore, follow=True)
    assert "「金融機関への提供」の撤回を元に戻しました。" in back.content.decode()
    consent.refresh_from_db()
    assert consent.withdrawn_on is None


def test_a_consent_given_anew_keeps_the_withdrawal_of_the_old_one(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    old = give_consent(Consent(business=sakura, scope="bank", given_on=date(2026, 4, 1)), by=sato)
    withdraw_consent(old, on=date(2026, 5, 1))
    give_consent(Consent(business=sakura, scope="bank", given_on=date(2026, 6, 1)), by=sato)
    with pytest.raises(RuleViolation) as refusal:
        restore_consent(old)
    assert refusal.value.code == "given-anew"
    restore = reverse("registry:consent-restore", args=[sakura.public_id, old.pk])
    assert "取り直されています" in as_sato.post(restore, follow=True).content.decode()
    old.refresh_from_db()
    assert old.withdrawn_on == date(2026, 5, 1)


def test_a_recorded_closure_is_taken_back_with_one_press(as_sato: Client, sakura: Business) -> None:
    close = reverse("registry:close", args=[sakura.public_id])
    said = as_sato.post(close, {"on": "令和8年10月31日", "reason": "高齢"}, follow=True)
    reopen = reverse("registry:reopen", args=[sakura.public_id])
    assert undo_in(said.content.decode(), reopen)
    as_sato.post(reopen)
    assert not Business.objects.closed().exists()


def test_a_message_that_takes_nothing_back_has_no_button(as_sato: Client, sakura: Business) -> None:
    add = reverse("registry:contact-add", args=[sakura.public_id])
    said = as_sato.post(add, {"name": "桜井 三郎"}, follow=True).content.decode()
    assert "連絡先「桜井 三郎」を加えました。" in said
    assert 'class="undo' not in said
