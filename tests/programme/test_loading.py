"""Loading a plan file: all of it in force, or nothing."""

from pathlib import Path

from banso.accounts.models import Organisation, Staff
from banso.programme.actions import load_programme
from banso.programme.models import Programme, ProgrammeEdition
from banso.programme.queries import plan_of, year_table

SOURCE = Path("programmes/takasaki-gunma.json").read_text(encoding="utf-8")


def test_the_certified_plan_becomes_the_edition_in_force(gunma: Organisation, sato: Staff) -> None:
    outcome = load_programme(SOURCE, organisation=gunma, by=sato)
    assert outcome.problems == ()
    plan = plan_of(gunma)
    assert plan is not None
    assert (plan.programme.title, plan.edition.number) == (outcome.edition.programme.title, 1)
    assert len(plan.document.indicators) == 28
    assert gunma.topics.filter(is_retired=False, key="ec").exists()


def test_the_same_file_again_makes_no_new_edition(gunma: Organisation, sato: Staff) -> None:
    load_programme(SOURCE, organisation=gunma, by=sato)
    again = load_programme(SOURCE, organisation=gunma, by=sato)
    assert (again.is_new, ProgrammeEdition.objects.count()) == (False, 1)


def test_a_plan_with_an_unknown_measure_changes_nothing(gunma: Organisation, sato: Staff) -> None:
    broken = SOURCE.replace('"hand-entered"', '"counted-by-magic"', 1)
    outcome = load_programme(broken, organisation=gunma, by=sato)
    assert [problem.code for problem in outcome.problems] == ["unknown-measure"]
    assert Programme.objects.count() == 0


def test_another_offices_plan_is_refused(gunma: Organisation, sato: Staff) -> None:
    gunma.corporate_number = "1234567890123"
    gunma.save()
    outcome = load_programme(SOURCE, organisation=gunma, by=sato)
    assert [problem.code for problem in outcome.problems] == ["other-organisation"]
    assert Programme.objects.count() == 0


def test_the_year_table_has_every_indicator_of_the_plan(gunma: Organisation, sato: Staff) -> None:
    load_programme(SOURCE, organisation=gunma, by=sato)
    plan = plan_of(gunma)
    assert plan is not None
    table = year_table(plan, plan.document.years[0])
    assert [section.section.number for section in table.sections] == ["3", "4", "5", "6", "7", "8"]
    assert len(table.rows) == 28
