"""Background work: the nightly housekeeping, and tasks whose worker was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.actions import stage_file
from banso.records.models import StagedFile
from banso.registry.actions import register_business
from banso.registry.models import Business
from banso.registry.queries import undecided_pairs
from banso.web import tasks
from banso.web.management.commands.work import only_worker

NIGHT = datetime(2026, 11, 21, 3, tzinfo=clock.TOKYO)


def begun(times: int) -> DBTaskResult:
    """A housekeeping that was begun so many times and never ended."""
    tasks.book_housekeeping()
    row = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    row.status = TaskResultStatus.RUNNING
    row.worker_ids = [f"worker-{number}" for number in range(times)]
    row.save()
    return row


def run_all_that_is_due() -> None:
    DBTaskResult.objects.update(run_after=NIGHT - timedelta(days=365))
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 11, 20, 12, tzinfo=clock.TOKYO), NIGHT),
        (datetime(2026, 11, 21, 2, 59, tzinfo=clock.TOKYO), NIGHT),
        (NIGHT, NIGHT + timedelta(days=1)),
    ],
)
def test_the_coming_night_is_the_next_three_in_the_morning(
    moment: datetime, night: datetime
) -> None:
    assert tasks.coming_night(moment) == night


def test_each_night_files_that_no_record_asks_for_are_cleared_away(sato: Staff) -> None:
    with clock.fixed(clock.now() - timedelta(days=2)):
        stage_file(CheckedFile("忘れた.txt", FileKind.TEXT, b"x"), by=sato)
    tasks.housekeeping.call()
    assert not StagedFile.objects.exists()


def test_housekeeping_is_booked_once_however_often_it_is_asked_for(db: None) -> None:
    tasks.book_housekeeping()
    tasks.book_housekeeping()
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.READY
    assert row.run_after.astimezone(clock.TOKYO).hour == 3


@pytest.mark.django_db(transaction=True)
def test_housekeeping_clears_what_has_ended_and_books_the_next_night() -> None:
    moment = tasks._machine_time()
    Session.objects.create(session_key="ended", expire_date=moment - timedelta(minutes=1))
    Session.objects.create(session_key="alive", expire_date=moment + timedelta(hours=1))
    tasks.book_housekeeping()
    run_all_that_is_due()
    done = DBTaskResult.objects.successful().get()
    assert done.return_value == 0
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


@pytest.mark.django_db(transaction=True)
def test_housekeeping_has_every_offices_businesses_compared() -> None:
    office = Organisation.objects.create(name="高崎市群馬商工会")
    for name in ("さくら製麺", "㈱さくら製麺"):
        register_business(Business(name=name, legal_form="corporation"), organisation=office)
    tasks.book_housekeeping()
    run_all_that_is_due()
    run_all_that_is_due()
    assert undecided_pairs(office) == 1


@pytest.mark.django_db(transaction=True)
def test_housekeeping_prunes_task_results_older_than_a_month() -> None:
    tasks.book_housekeeping()
    run_all_that_is_due()
    DBTaskResult.objects.successful().update(finished_at=tasks._machine_time() - timedelta(days=31))
    run_all_that_is_due()
    assert DBTaskResult.objects.successful().get().return_value == 1


def test_a_task_whose_worker_is_gone_waits_again(db: None) -> None:
    row = begun(times=3)
    assert tasks.reap_abandoned_tasks() == tasks.Reaped(returned=1, given_up=0)
    row.refresh_from_db()
    assert (row.status, row.started_at) == (TaskResultStatus.READY, None)


def test_a_task_that_was_put_back_three_times_is_given_up(db: None) -> None:
    row = begun(times=4)
    assert tasks.reap_abandoned_tasks() == tasks.Reaped(returned=0, given_up=1)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == "banso.web.tasks.WorkerGoneError"


def test_a_second_worker_on_the_same_data_is_refused_until_the_first_is_gone(
    tmp_path: Path,
) -> None:
    holding = (
        "import sys, time, pathlib\n"
        "from banso.web.management.commands.work import only_worker\n"
        "with only_worker(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)\n"
    )
    source = Path(tasks.__file__).parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": str(source),
        "DJANGO_SETTINGS_MODULE": "banso.web.settings",
        "BANSO_DATA_DIR": str(tmp_path),
    }
    script = f"import django; django.setup()\n{holding}"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], env=environment, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(CommandError, match="すでに別の伴走"), only_worker(tmp_path):
            pass
        first.send_signal(signal.SIGKILL)
        first.wait()
    with only_worker(tmp_path):
        pass
