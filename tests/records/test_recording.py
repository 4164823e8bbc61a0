"""Recording a contact once, with all that belongs to it."""

from datetime import date

import pytest

from banso.accounts.models import Organisation, Staff
from banso.core.refusals import RuleViolation
from banso.records.actions import RecordParts, record_support
from banso.records.models import ContactKind, Promise, SupportRecord
from banso.registry.models import Business


def a_visit(business: Business, on: date) -> SupportRecord:
    return SupportRecord(business=business, on=on, kind=ContactKind.VISIT, minutes=60)


def test_a_visit_is_kept_with_colleagues_topics_and_promises(
    sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    topics = list(gunma.topics.filter(key="plan-followup"))
    promise = Promise(side=Promise.Side.OURS, what="試算表を見る", due_on=date(2026, 12, 1))
    record = record_support(
        a_visit(sakura, date(2026, 11, 19)), RecordParts([sato], topics, [promise]), by=sato
    )
    kept = SupportRecord.objects.get()
    assert kept == record
    assert list(kept.topics.values_list("key", flat=True)) == ["plan-followup"]
    assert list(kept.supporters.all()) == [sato]
    assert [(p.what, p.keeper) for p in kept.promises.all()] == [("試算表を見る", sato)]
    assert kept.history.count() == 1


def test_the_same_entry_sent_twice_is_kept_once(sakura: Business, sato: Staff) -> None:
    first = record_support(a_visit(sakura, date(2026, 11, 19)), RecordParts([sato], []), by=sato)
    again = a_visit(sakura, date(2026, 11, 19))
    again.entry_key = first.entry_key
    assert record_support(again, RecordParts([sato], []), by=sato) == first
    assert SupportRecord.objects.count() == 1


def test_a_visit_in_the_future_is_refused(sakura: Business, sato: Staff) -> None:
    with pytest.raises(RuleViolation) as refusal:
        record_support(a_visit(sakura, date(2026, 11, 21)), RecordParts([sato], []), by=sato)
    assert (refusal.value.code, refusal.value.field) == ("future", "on")
    assert SupportRecord.objects.count() == 0
