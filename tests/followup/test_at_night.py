"""Drift is noticed at night, also where nobody opens a sheet, and one plan stops no other."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY
from tests.followup.kept_cast import a_kept_measure, an_adopted_plan
from tests.records.cast import a_firm

from banso.accounts.models import Organisation, Staff
from banso.core.refusals import RuleViolation
from banso.followup.actions import Noticed, nightly, notice_all_drifts
from banso.followup.models import DriftCase
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business
from banso.web import tasks


@pytest.fixture
def plans(sakura: Business, sato: Staff) -> list[BusinessPlan]:
    """Three plans, each with a measure 50 days late; one of a closed firm."""
    firms = [sakura, *(a_firm(name, sakura) for name in ("い", "う"))]
    found = [an_adopted_plan(firm, sato) for firm in firms]
    for plan in found:
        a_kept_measure(plan, "ちらしを配る", date(2026, 10, 1))
    close_business(firms[2], on=date(2026, 11, 1), reason="", by=sato)
    return found


def opened() -> list[tuple[int, date]]:
    return list(DriftCase.objects.order_by("plan").values_list("plan", "opened_on"))


def test_every_followed_plan_is_looked_at_once_a_night_and_again_is_nothing(
    plans: list[BusinessPlan],
) -> None:
    tasks.housekeeping.call()
    assert opened() == [(plans[0].pk, TODAY), (plans[1].pk, TODAY)]
    tasks.housekeeping.call()
    assert len(opened()) == 2
    assert DriftCase.history.count() == 2, "nothing was written anew"


def test_a_plan_that_cannot_be_reckoned_keeps_no_other_from_it(
    plans: list[BusinessPlan],
    gunma: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    notice = nightly.notice_drifts

    def failing(plan: BusinessPlan, *, on: date) -> object:
        if plan == plans[0]:
            raise RuleViolation("edition", "読めない版")
        return notice(plan, on=on)

    monkeypatch.setattr(nightly, "_CHUNK", 1)
    monkeypatch.setattr(nightly, "notice_drifts", failing)
    assert notice_all_drifts(gunma) == Noticed(looked_at=2, failed=1)
    assert opened() == [(plans[1].pk, TODAY)]
    assert f"The drift of plan {plans[0].public_id} could not be noticed." in caplog.text
