"""Handing firms over（引き継ぎ）: written, carried out on its day, read, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.followup.models import (
    HandedBusiness,
    Handover,
    HandoverReceipt,
    HandoverStart,
    HandoverWithdrawal,
)
from banso.followup.queries.handover import in_waiting
from banso.registry.actions import put_in_charge
from banso.registry.models import Business

FARTHEST = timedelta(days=366)


@transaction.atomic
def write_handover(handover: Handover, firms: Sequence[HandedBusiness]) -> Handover:
    """Write a handover（引き継ぎ）; on its day, or now if that is today, the firms change hands.

    Refuses a receiver who is no adviser at work in the office, the giver themself, no firm, a day
    that has passed or is more than a year away, and at its row（``firm-<public id>``）a firm that
    closed, changed hands meanwhile, or waits in another handover.
    """
    _refuse_people(handover)
    today = clock.today()
    if not today <= handover.starts_on <= today + FARTHEST:
        words = "いつからかは、今日から1年以内の日にしてください。"
        raise RuleViolation("no-such-day", words, field="starts_on")
    if not firms:
        raise RuleViolation("nobody", "引き継ぐ事業者に印を付けてください。", field="firm")
    waiting = in_waiting(one.business for one in firms)
    for firm in firms:
        _refuse_business(handover, firm.business, waiting)
    handover.at = clock.now()
    handover.save()
    for firm in firms:
        firm.handover = handover
        firm.save()
    if handover.starts_on <= today:
        _start(handover)
    return handover


def _refuse_people(handover: Handover) -> None:
    if handover.giver_id == handover.receiver_id:
        words = "渡す人と受ける人が同じです。"
        raise RuleViolation("same-person", words, field="receiver")
    usable = Staff.objects.filter(organisation=handover.organisation_id).active().advisers()
    if not usable.filter(pk=handover.receiver_id).exists():
        words = "受けられるのは、利用中の経営指導員だけです。選び直してください。"
        raise RuleViolation("not-usable", words, field="receiver")


def _refuse_business(handover: Handover, business: Business, waiting: set[int]) -> None:
    field = f"firm-{business.public_id}"
    if business.organisation_id != handover.organisation_id:
        raise RuleViolation("other-office", "この事業者は登録されていません。", field=field)
    if business.is_closed or hasattr(business, "erasure"):
        words = f"{business.name}は、廃業か消去のため引き継げません。印を外してください。"
        raise RuleViolation("closed", words, field=field)
    if business.adviser_id != handover.giver_id:
        words = f"{business.name}は、担当がもう変わっています。印を外してください。"
        raise RuleViolation("moved", words, field=field)
    if business.pk in waiting:
        words = f"{business.name}は、これから始まる別の引き継ぎに入っています。"
        raise RuleViolation("twice", words, field=field)


@transaction.atomic
def carry_out_handovers(organisation: Organisation, day: date) -> int:
    """Let the handovers whose day has come take effect; how many did. Again changes nothing.

    A firm that closed, was erased or changed hands meanwhile stays as it is.
    """
    rows = Handover.objects.filter(organisation=organisation).due_by(day)
    due = list(rows.select_for_update(of=("self",)).order_by("starts_on", "pk"))
    for handover in due:
        _start(handover)
    return len(due)


def _start(handover: Handover) -> None:
    """Put the receiver in charge, as far as the receiver is still at work."""
    moved = 0
    if Staff.objects.active().filter(pk=handover.receiver_id).exists():
        moved = put_in_charge(_firms_of(handover, handover.giver_id), handover.receiver)
    HandoverStart.objects.create(handover=handover, at=clock.now(), moved=moved)


def _firms_of(handover: Handover, adviser_id: int | None) -> list[Business]:
    """The firms that are open and whose adviser is still the one named."""
    rows = (
        Business.objects.open()
        .unerased()
        .filter(adviser=adviser_id, pk__in=handover.firms.values("business"))
    )
    return list(rows.order_by("pk"))


@transaction.atomic
def confirm_read(firms: Iterable[HandedBusiness], *, by: Staff) -> int:
    """Record that the receiver has read what is told（読みました）; how many were new.

    Again changes nothing. Refuses anybody but the receiver, and a handover taken back.
    """
    new = 0
    for firm in firms:
        if firm.handover.receiver_id != by.pk:
            words = "「読みました」を押せるのは、引き継ぎを受ける人だけです。"
            raise RuleViolation("not-receiver", words)
        if firm.handover.is_withdrawn:
            raise RuleViolation("withdrawn", "この引き継ぎは取りやめになりました。")
        _, is_new = HandoverReceipt.objects.get_or_create(
            handed=firm, defaults={"read_by": by, "at": clock.now()}
        )
        new += is_new
    return new


@transaction.atomic
def withdraw_handover(handover: Handover, *, by: Staff) -> None:
    """Take a handover back before any of it was read; firms that moved go back to the giver.

    Again changes nothing. Refuses one that was read, and one that began without a giver.
    """
    held = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if held.is_withdrawn:
        return
    if HandoverReceipt.objects.filter(handed__handover=held).exists():
        words = "受ける人がもう読んでいます。取りやめるかわりに、逆の引き継ぎを書いてください。"
        raise RuleViolation("read", words)
    if held.is_started:
        if held.giver is None:
            words = "もう始まっていて、前の担当がいません。別の引き継ぎを書いてください。"
            raise RuleViolation("started", words)
        put_in_charge(_firms_of(held, held.receiver_id), held.giver)
    HandoverWithdrawal.objects.create(handover=held, withdrawn_by=by, at=clock.now())


@transaction.atomic
def bring_back_handover(handover: Handover) -> None:
    """Undo the taking back（元に戻す）of a handover whose day has not come.

    Again changes nothing. Refuses one that had begun, and one whose firms wait in another.
    """
    held = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if not held.is_withdrawn:
        return
    if held.is_started or held.starts_on <= clock.today():
        raise RuleViolation("started", "もう始まった引き継ぎです。新しく書いてください。")
    rows = list(held.firms.select_related("business"))
    if in_waiting(row.business for row in rows):
        words = "この間に、別の引き継ぎに入った事業者があります。新しく書いてください。"
        raise RuleViolation("twice", words)
    HandoverWithdrawal.objects.filter(handover=held).delete()
