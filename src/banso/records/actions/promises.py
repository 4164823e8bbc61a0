"""Decisions about promises（約束）."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.models import (
    Fulfilment,
    Promise,
)


@transaction.atomic
def fulfil_promise(promise: Promise, *, on: date, by: Staff) -> Fulfilment:
    """Record that a promise was kept（約束の完了）."""
    if on > clock.today():
        raise RuleViolation("future", "完了日に未来の日付は入れられません。", field="on")
    fulfilment, _ = Fulfilment.objects.get_or_create(
        promise=promise, defaults={"on": on, "confirmed_by": by}
    )
    return fulfilment


@transaction.atomic
def reopen_promise(promise: Promise) -> None:
    """Take back a tap that closed a promise by mistake."""
    for fulfilment in Fulfilment.objects.filter(promise=promise):
        fulfilment.delete()
