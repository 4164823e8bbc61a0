"""Deciding what a 資金繰り表 is drawn from: written down for one analysis."""

from __future__ import annotations

from django.db import transaction

from banso.diagnosis.actions.diagnoses import editable
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.rules.cash_flow.plan import planned_table
from banso.diagnosis.rules.cash_flow.sheet import CashSheet, plan_of


@transaction.atomic
def plan_cash(diagnosis: Diagnosis, sheet: CashSheet, *, seen_version: int) -> Diagnosis:
    """Keep the twelve months as written. Refuses what makes no table, and an edit over another."""
    locked = editable(diagnosis)
    planned_table(plan_of(sheet))
    locked.cash = sheet.as_json()
    return locked.save_edit(seen_version=seen_version)
