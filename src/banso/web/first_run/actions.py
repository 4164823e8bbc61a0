"""Founding the first organisation of an installation, whole or not at all."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.actions import found_organisation
from banso.accounts.history import acting
from banso.accounts.models import Organisation, Staff
from banso.core.refusals import RuleViolation
from banso.programme.actions import load_programme
from banso.records.actions import set_topics


@transaction.atomic
def found_first_organisation(
    organisation: Organisation, *, email: str, name: str, password: str, plan: str
) -> Staff:
    """Register the organisation, its administrator and, unless ``plan`` is "", its plan's file.

    Refuses when an organisation exists already, and whatever any of the three refuses; nothing
    is kept then.
    """
    if Organisation.objects.exists():
        raise RuleViolation("already-founded", "最初の設定はすでに済んでいます。")
    staff = found_organisation(organisation, email=email, name=name, password=password)
    with acting(staff.person):
        if plan:
            _load(plan, staff)
        else:
            set_topics(organisation, ())  # the five walls need no plan
    return staff


def _load(plan: str, staff: Staff) -> None:
    outcome = load_programme(plan, organisation=staff.organisation, by=staff)
    if outcome.edition is None:
        words = "／".join(str(problem.message) for problem in outcome.problems[:3])
        raise RuleViolation("plan-refused", f"計画を読み込めません。{words}", field="plan")
