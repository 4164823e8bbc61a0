"""A plan is adopted, confirmed by its owner and revised; every version stays as it was."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.conftest import TODAY
from tests.plans.cast import APRIL, SIGNED, a_measure, a_plan, an_adopted_plan
from tests.records.cast import a_firm

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.figures.actions import issue_link, revoke_link
from banso.plans.actions import (
    Confirmed,
    adopt_plan,
    clear_away_signatures,
    confirm_by_link,
    confirm_version,
    drop_measure,
    finish_measure,
    keep_measure,
    keep_section,
    revise_plan,
)
from banso.plans.models import Adoption, BusinessPlan, PlanConfirmation, PlanVersion, Revision
from banso.plans.queries import versions_of
from banso.registry.actions import close_business
from banso.registry.models import Business

IN_PERSON = Confirmed("in-person", "桜井 花子")


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of the test's own for signatures."""
    options = {"location": tmp_path, "file_permissions_mode": 0o600}
    kept = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    plan = a_plan(sakura, sato)
    keep_section(plan, "goals", "3年で客を2,000人に")
    return plan


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def test_adopting_makes_the_first_version_whatever_is_odd(plan: BusinessPlan, sato: Staff) -> None:
    adoption = adopt_plan(plan, on=TODAY, by=sato, confirmed=IN_PERSON)
    version = adoption.version
    assert (adoption.on, adoption.witnessed_by, version.number) == (TODAY, sato, 1)
    assert version.content.text_of("goals") == "3年で客を2,000人に"
    confirmation = version.confirmation
    assert (confirmation.how, confirmation.name, confirmation.witnessed_by) == (
        "in-person",
        "桜井 花子",
        sato,
    )
    kept = BusinessPlan.objects.get(pk=plan.pk)
    assert (kept.is_adopted, kept.state) == (True, "策定済み")
    assert (Adoption.history.count(), PlanVersion.history.count()) == (1, 1)


def test_a_plan_is_adopted_once_and_on_a_day_that_can_be(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    for day, code in (
        (TODAY + timedelta(days=1), "future"),
        (TODAY - timedelta(days=1), "too-early"),
    ):
        with refusal(code, "on"):
            adopt_plan(plan, on=day, by=sato)
    with clock.fixed(date(2031, 1, 1)), refusal("too-late", "on"):
        adopt_plan(plan, on=date(2030, 4, 1), by=sato)
    close_business(sakura, on=TODAY, reason="廃業", by=sato)
    with refusal("closed"):
        adopt_plan(plan, on=TODAY, by=sato)
    assert not PlanVersion.objects.exists(), "a refusal leaves no version"
    other = a_plan(a_firm("もみじ堂", sakura), sato)
    adopt_plan(other, on=TODAY, by=sato)
    with refusal("adopted"):
        adopt_plan(other, on=TODAY, by=suzuki)


def test_a_revision_says_what_changed_and_leaves_the_old_version_alone(
    plan: BusinessPlan, sato: Staff, suzuki: Staff
) -> None:
    with refusal("not-adopted"):
        revise_plan(plan, on=TODAY, reason="x", by=sato)
    measure = keep_measure(a_measure(plan, starts_on=APRIL, ends_on=date(2027, 9, 30)))
    late = keep_measure(a_measure(plan, "のぼりを立てる"))
    adopt_plan(plan, on=TODAY, by=sato)
    with refusal("unchanged"):
        revise_plan(plan, on=TODAY, reason="x", by=sato)
    finish_measure(late, on=TODAY, by=sato)
    with refusal("unchanged"):
        revise_plan(plan, on=TODAY, reason="what is done is no change", by=sato)
    keep_section(plan, "goals", "3年で客を1,500人に", seen_version=1)
    measure.ends_on = date(2028, 3, 31)
    keep_measure(measure, seen_version=1)
    for facts, code, field in (
        ({"on": TODAY + timedelta(days=1)}, "future", "on"),
        ({"on": TODAY - timedelta(days=1)}, "too-early", "on"),
        ({"reason": " "}, "no-reason", "reason"),
        ({"reason": "あ" * 401}, "no-reason", "reason"),
    ):
        with refusal(code, field):
            revise_plan(plan, by=sato, **{"on": TODAY, "reason": "x", **facts})
    with clock.fixed(date(2027, 2, 1)):
        revision = revise_plan(
            plan, on=date(2027, 2, 1), reason=" 道の工事 ", by=suzuki, confirmed=IN_PERSON
        )
    assert (revision.reason, revision.version.number) == ("道の工事", 2)
    assert revision.version.changes == [
        "「目標」を書き直した（12字 → 12字）",
        "施策「ちらしを配る」の期限 令和9年9月30日 → 令和10年3月31日",
    ]
    newest, first = versions_of(plan)
    assert (newest.number, newest.on, first.number, first.on) == (2, date(2027, 2, 1), 1, TODAY)
    assert first.content.text_of("goals") == "3年で客を2,000人に"
    assert newest.content.text_of("goals") == "3年で客を1,500人に"
    with clock.fixed(date(2027, 3, 1)):
        drop_measure(measure, on=date(2027, 3, 1), reason="工事", by=sato)
        with refusal("too-early", "on"):
            revise_plan(plan, on=date(2027, 1, 31), reason="x", by=sato)
        third = revise_plan(plan, on=date(2027, 3, 1), reason="x", by=sato)
    assert third.version.changes == ["施策「ちらしを配る」を取りやめた（令和9年3月1日）"]
    assert Revision.objects.count() == 2


# ── the owner's yes ──


def test_the_owner_confirms_by_the_personal_link(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    version = adopt_plan(plan, on=TODAY, by=sato).version
    link = issue_link(sakura, by=sato).link
    with refusal("no-name", "name"):
        confirm_by_link(version, name=" ", link=link)
    theirs = issue_link(a_firm("もみじ堂", sakura), by=sato).link
    with refusal("no-link"):
        confirm_by_link(version, name="森", link=theirs)
    given = confirm_by_link(version, name=" 桜井 花子 ", link=link)
    assert (given.how, given.name, given.link, given.witnessed_by) == (
        "link",
        "桜井 花子",
        link,
        None,
    )
    assert confirm_by_link(version, name="桜井 花子", link=link) == given, "sent twice"
    with refusal("confirmed"):
        confirm_by_link(version, name="だれか", link=link)
    with refusal("confirmed"):
        confirm_version(version, IN_PERSON, by=sato)
    revoke_link(link, by=sato)
    with refusal("no-link"):
        confirm_by_link(version, name="桜井 花子", link=link)


def test_a_yes_given_at_an_adoption_of_another_day_is_of_that_day(
    plan: BusinessPlan, sato: Staff
) -> None:
    BusinessPlan.objects.filter(pk=plan.pk).update(opened_on=date(2026, 8, 1))
    on = date(2026, 8, 20)
    version = adopt_plan(plan, on=on, by=sato, confirmed=IN_PERSON).version
    given = version.confirmation
    assert (given.on, given.at.astimezone(clock.TOKYO).date()) == (on, TODAY)
    keep_section(plan, "goals", "別の目標", seen_version=1)
    second = revise_plan(plan, on=date(2026, 9, 1), reason="見直し", by=sato).version
    assert confirm_version(second, IN_PERSON, by=sato).on == TODAY, "given afterwards"


def test_only_the_newest_version_can_be_confirmed(plan: BusinessPlan, sato: Staff) -> None:
    first = adopt_plan(plan, on=TODAY, by=sato).version
    keep_section(plan, "goals", "別の目標", seen_version=1)
    second = revise_plan(plan, on=TODAY, reason="見直し", by=sato).version
    with refusal("newer"):
        confirm_version(first, IN_PERSON, by=sato)
    assert confirm_version(second, Confirmed("paper", "桜井 花子"), by=sato).how == "paper"


def test_a_signature_is_kept_with_its_row_or_not_at_all(
    plan: BusinessPlan, sato: Staff, uploads: Path
) -> None:
    signed = Confirmed("in-person", "桜井 花子", SIGNED)
    with clock.fixed(date(2031, 1, 1)), refusal("too-late", "on"):
        adopt_plan(plan, on=date(2030, 4, 1), by=sato, confirmed=signed)
    adopt_plan(plan, on=TODAY, by=sato, confirmed=signed)
    kept = PlanConfirmation.objects.get()
    assert [path.relative_to(uploads).as_posix() for path in uploads.rglob("*.jpg")] == [
        kept.signature.name
    ]
    assert kept.signature.name.startswith("signatures/")
    with kept.signature.open("rb") as picture:
        assert picture.read() == b"picture"
    stray = uploads / "signatures" / "ab" / "left-by-a-killed-server.jpg"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"half")
    os.utime(stray, (0, 0))
    os.utime(uploads / kept.signature.name, (0, 0))
    assert clear_away_signatures() == 1
    assert (stray.exists(), (uploads / kept.signature.name).exists()) == (False, True)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"how": "link"}, "no-way", "how"),
        ({"how": "dream"}, "no-way", "how"),
        ({"name": " "}, "no-name", "name"),
        ({"name": "あ" * 61}, "no-name", "name"),
        ({"signature": CheckedFile("a.pdf", FileKind.PDF, b"x")}, "no-picture", "signature"),
    ],
)
def test_what_is_no_confirmation_is_refused(
    facts: dict[str, object], code: str, field: str
) -> None:
    with refusal(code, field):
        Confirmed(**{"how": "in-person", "name": "桜井", **facts})


# ── the vocabulary ──


def test_plans_are_asked_for_by_what_happened_to_them(
    sakura: Business, gunma: Organisation, elsewhere: Organisation, sato: Staff, tanaka: Staff
) -> None:
    last_year = an_adopted_plan(sakura, sato, date(2026, 3, 31))
    this_year = an_adopted_plan(a_firm("もみじ堂", sakura), sato, date(2026, 4, 1))
    draft = a_plan(a_firm("やまと屋", sakura), sato)
    rows = BusinessPlan.objects
    assert set(rows.of(gunma)) == {last_year, this_year, draft}
    assert not rows.of(elsewhere)
    assert not rows.visible_to(tanaka)
    assert set(rows.visible_to(sato).adopted()) == {last_year, this_year}
    assert list(rows.drafts()) == [draft]
    assert list(rows.adopted_during(FiscalYear(2026).whole)) == [this_year]
    assert list(rows.adopted_during(FiscalYear(2025).whole)) == [last_year]
    assert set(rows.in_force_on(date(2026, 4, 1))) == {last_year, this_year}
    assert set(rows.in_force_on(date(2026, 3, 31))) == {last_year}
    assert not rows.in_force_on(date(2030, 4, 1)), "their last day has passed"
    assert set(rows.in_force_on(date(2030, 3, 31))) == {last_year, this_year}
