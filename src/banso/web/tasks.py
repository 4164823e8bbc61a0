"""Work done in the background: each night's housekeeping, and what a killed worker left behind.

Tasks may run twice (a worker can be killed after its work and before its note of it), so every task
here gives the same result when it is run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from banso.accounts.actions import clear_ended_sessions, forget_old_sign_ins
from banso.accounts.models import Organisation
from banso.accounts.tokens import forget_old_answers
from banso.core import clock
from banso.core.clock import TOKYO
from banso.diagnosis.actions import forget_old_workbooks
from banso.figures.actions import forget_old_imports
from banso.followup.actions import carry_out_handovers, notice_all_drifts, send_digests
from banso.plans.actions import clear_away_signatures
from banso.records.actions import clear_away_files
from banso.registry.actions import forget_old_files
from banso.registry.tasks.comparing import book_comparison
from banso.web.search.sources import build_index, index_differences

MOST_RETURNS = 3
KEPT_DAYS = 30
_NIGHT = time(3, tzinfo=TOKYO)
_MORNING = time(7, tzinfo=TOKYO)


class WorkerGoneError(Exception):
    """A task was begun again and again, and its worker ended each time before it did."""


@dataclass(frozen=True, slots=True)
class Reaped:
    """How many abandoned tasks wait again, and how many were given up."""

    returned: int
    given_up: int


@transaction.atomic
def reap_abandoned_tasks() -> Reaped:
    """Put tasks back that a worker began and never ended, each at most three times.

    Only for the one worker of an installation, before it takes up work: every task still marked
    as running is then abandoned.
    """
    abandoned = list(DBTaskResult.objects.running().select_for_update())
    hopeless = [row for row in abandoned if len(row.worker_ids) > MOST_RETURNS]
    for row in hopeless:
        row.set_failed(WorkerGoneError(f"begun {len(row.worker_ids)} times"))
    returning = [row.pk for row in abandoned if row not in hopeless]
    rows = DBTaskResult.objects.filter(pk__in=returning)
    return Reaped(rows.update(status=TaskResultStatus.READY, started_at=None), len(hopeless))


@task()
def housekeeping() -> int:
    """Clear away what has ended, compare, notice drift, mend the index; how many results went.

    The next night's run is booked first, so that a failure here does not end the row of nights.
    """
    book_housekeeping()
    clear_ended_sessions()
    forget_old_sign_ins()
    forget_old_answers()
    clear_away_files()
    clear_away_signatures()
    forget_old_files()
    forget_old_imports()
    forget_old_workbooks()
    for organisation in Organisation.objects.all():
        carry_out_handovers(organisation, clock.today())
        book_comparison(organisation)
        notice_all_drifts(organisation)
    if index_differences():
        build_index()
    return _prune_task_results()


@transaction.atomic
def book_housekeeping() -> None:
    """See that one housekeeping waits, for the coming night; asking again changes nothing.

    A machine that is switched off at night finds it due when it starts in the morning.
    """
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=housekeeping.module_path
    )
    if not waiting.exists():
        housekeeping.using(run_after=coming_night(_machine_time())).enqueue()


@task()
def morning() -> int:
    """Send the reminders of the day（お知らせメール）; how many went. Again, none is sent twice."""
    book_morning()
    return sum(send_digests(one, clock.today()) for one in Organisation.objects.order_by("pk"))


@transaction.atomic
def book_morning() -> None:
    """See that one sending of reminders waits, for the coming morning; again changes nothing."""
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=morning.module_path
    )
    if not waiting.exists():
        morning.using(run_after=_coming(_MORNING, _machine_time())).enqueue()


def coming_night(moment: datetime) -> datetime:
    """The next three o'clock in the morning, Japan's time, after ``moment``."""
    return _coming(_NIGHT, moment)


def _coming(hour: time, moment: datetime) -> datetime:
    """The next time of day in Japan after ``moment``."""
    moment = moment.astimezone(TOKYO)
    coming = datetime.combine(moment.date(), hour)
    return coming if coming > moment else coming + timedelta(days=1)


def _prune_task_results() -> int:
    old = DBTaskResult.objects.finished().filter(
        finished_at__lt=_machine_time() - timedelta(days=KEPT_DAYS)
    )
    return old.delete()[0]


def _machine_time() -> datetime:
    """The machine's own time, by which the queue runs even where a demonstration fixes the day."""
    return datetime.now(TOKYO)  # noqa: TID251 - the queue's time is not the demonstration's
