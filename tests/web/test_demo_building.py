"""Building the demonstration office: the same again, never beside an office in earnest."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase
from pytest_django import Settings

from banso.accounts.models import Organisation, Person
from banso.core.refusals import RuleViolation
from banso.programme.models import Programme, Result
from banso.records.models import Attachment, SupportRecord
from banso.registry.models import Business
from banso.web.demo.build import Order, build_demonstration
from banso.web.demo.scale import SMALL_OFFICE
from banso.web.demo.trades import BUCKETS, SMALL, TOTAL, UNKNOWN, apportion
from banso.web.management.commands.demo import keep_password, new_password

UNTIL = date(2026, 11, 20)
PLAN = settings.PROGRAMMES_DIR / "takasaki-gunma.json"


def build(*, until: date = UNTIL, seed: int = 7, again: bool = False) -> None:
    order = Order(until, PLAN, seed=seed, scale=SMALL_OFFICE, again=again)
    build_demonstration(order, password=new_password())


def digest() -> str:
    """All rows of all of our tables, history included; only the passwords are left out."""
    found = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("banso."):
            fields = [field.attname for field in model._meta.fields if field.name != "password"]
            found.update(
                f"{model._meta.label}{list(model._base_manager.order_by('pk').values_list(*fields))}".encode()
            )
    return found.hexdigest()


def test_the_same_seed_gives_the_same_rows_ids_and_all(db: None) -> None:
    build(again=True)
    first = digest()
    build(again=True)
    assert digest() == first
    build(again=True, seed=8)
    assert digest() != first


def test_building_again_leaves_nothing_of_what_was_added(db: None) -> None:
    build()
    added = Person.objects.create_user("added@example.jp", "後から足した人", new_password())
    build(again=True)
    assert not Person.objects.filter(email=added.email).exists()
    assert Organisation.objects.count() == 1


def test_building_again_keeps_only_the_files_of_the_new_one(
    db: None, settings: Settings, tmp_path: Path
) -> None:
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": tmp_path}
    own = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": own}
    for seed in (7, 7, 8):
        with TestCase.captureOnCommitCallbacks(execute=True):
            build(again=True, seed=seed)
        files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
        assert files == {path for row in Attachment.objects.all() for path in row.paths}
        assert len(files) == 10


def test_an_office_in_earnest_is_never_joined_by_a_demonstration(gunma: Organisation) -> None:
    for again in (False, True):
        with pytest.raises(RuleViolation) as refusal:
            build(again=again)
        assert refusal.value.code == "real-office"
    assert list(Organisation.objects.all()) == [gunma]
    assert Business.objects.count() == 0


def test_a_demonstration_is_not_built_over_by_accident(db: None) -> None:
    build()
    businesses = list(Business.objects.values_list("public_id", flat=True))
    with pytest.raises(RuleViolation) as refusal:
        build(seed=8)
    assert refusal.value.code == "demonstration-exists"
    assert list(Business.objects.values_list("public_id", flat=True)) == businesses


def test_the_command_says_in_a_sentence_why_not(gunma: Organisation) -> None:
    with pytest.raises(CommandError, match="実際の商工会が登録されています"):
        call_command("demo", until="2026-11-20")
    with pytest.raises(CommandError, match="令和8年2月30日はありません"):
        call_command("demo", until="令和8年2月30日")


def test_a_plan_of_another_office_or_none_is_refused(db: None, tmp_path: Path) -> None:
    broken = tmp_path / "plan.json"
    broken.write_text('{"organisation": {"corporate_number": "8070005002894"}}', encoding="utf-8")
    with pytest.raises(RuleViolation) as refusal:
        build_demonstration(Order(UNTIL, broken, scale=SMALL_OFFICE), password=new_password())
    assert refusal.value.code == "plan-unreadable"
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    "until",
    [date(2026, 4, 1), date(2026, 4, 4), date(2026, 8, 16), date(2027, 3, 31), date(2029, 1, 2)],
)
def test_any_day_of_the_plan_will_do(db: None, until: date) -> None:
    build(until=until)
    assert SupportRecord.objects.filter(on__gt=until).count() == 0
    assert Result.objects.filter(on__gt=until).count() == 0
    assert SupportRecord.objects.count() > 100


def test_before_the_plan_begins_there_are_no_results(db: None) -> None:
    build(until=date(2026, 1, 15))
    assert Programme.objects.count() == 1
    assert Result.objects.count() == 0


def test_passwords_are_never_the_same_and_kept_for_the_owner_only(
    tmp_path: Path,
) -> None:
    path = tmp_path / "demo-password.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    first, second = new_password(), new_password()
    assert first != second
    assert keep_password(path, first) == path
    assert path.read_text(encoding="utf-8") == f"{first}\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_buckets_add_up_to_the_plan() -> None:
    assert sum(bucket.businesses for bucket in BUCKETS) == TOTAL == 1338
    assert TOTAL - sum(bucket.not_small for bucket in BUCKETS) - UNKNOWN == SMALL == 930


def test_apportioning_loses_nobody() -> None:
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(63, [8, 8] + [3] * 11 + [2] * 7) == [8, 8] + [3] * 11 + [2] * 7
    assert apportion(0, [2, 3]) == [0, 0]
