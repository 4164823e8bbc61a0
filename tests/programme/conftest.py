"""Plans in force for this room's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from banso.accounts.models import Organisation, Staff
from banso.programme.actions import load_programme
from banso.programme.queries import Plan, plan_of

CERTIFIED = Path("programmes/takasaki-gunma.json")
FOUR_YEARS = Path("tests/programme/plans/four-years.json")


def loaded(path: Path, organisation: Organisation, by: Staff) -> Plan:
    """The plan of a file, in force in the organisation."""
    outcome = load_programme(path.read_text(encoding="utf-8"), organisation=organisation, by=by)
    assert outcome.problems == ()
    plan = plan_of(organisation)
    assert plan is not None
    return plan


@pytest.fixture
def plan(gunma: Organisation, sato: Staff) -> Plan:
    """The certified plan of our office."""
    return loaded(CERTIFIED, gunma, sato)


@pytest.fixture
def small_plan(gunma: Organisation, sato: Staff) -> Plan:
    """A made-up plan of four years with few lines, words among its targets."""
    return loaded(FOUR_YEARS, gunma, sato)


@pytest.fixture(autouse=True)
def uploads(settings: object, tmp_path: Path) -> Path:
    """A folder of the test's own for what is attached."""
    storages = {**settings.STORAGES}
    options = {"location": tmp_path, "file_permissions_mode": 0o600}
    settings.STORAGES = {**storages, "default": {**storages["default"], "OPTIONS": options}}
    return tmp_path
