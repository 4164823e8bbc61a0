"""Deciding that an analysis is finished（完了）, and taking that back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions.diagnoses import editable
from banso.diagnosis.models import Completion, Diagnosis
from banso.diagnosis.queries.analysing import frozen, statements_of
from banso.diagnosis.queries.standing import standing_of
from banso.diagnosis.rules.completing import still_lacking


@transaction.atomic
def complete_diagnosis(diagnosis: Diagnosis, *, on: date, by: Staff) -> Completion:
    """Record that the analysis is finished（完了）, with its accounts as they are now.

    Refuses while something is lacking, a day to come, and a day before it was begun.
    """
    locked = editable(diagnosis)
    if on > clock.today():
        raise RuleViolation("future", "完了日に未来の日付は入れられません。", field="on")
    if on < locked.started_on:
        words = f"完了日は、始めた日（{in_era_day(locked.started_on)}）以後にしてください。"
        raise RuleViolation("too-early", words, field="on")
    statements = statements_of(locked)
    lacking = still_lacking(standing_of(locked, statements))
    if lacking:
        raise RuleViolation("lacking", " ".join(one.words for one in lacking))
    return Completion.objects.create(
        diagnosis=locked, on=on, confirmed_by=by, frozen=[frozen(one) for one in statements]
    )


@transaction.atomic
def reopen_diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    """Take the finishing back（完了の取消）: the analysis is under way again and counts nowhere."""
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=diagnosis.pk)
    rivals = Diagnosis.objects.filter(business=locked.business_id).under_way()
    if rivals.exists():
        words = "この事業者には、作業中の分析がもう1つあります。先にそちらを完了してください。"
        raise RuleViolation("under-way", words)
    for completion in Completion.objects.filter(diagnosis=locked):
        completion.delete()
    return locked
