"""Work of the register done in the background."""

from __future__ import annotations

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from banso.accounts.models import Organisation
from banso.registry.actions import compare_businesses


@task()
def compare(organisation_id: int) -> int:
    """Compare all businesses of an office; returns how many pairs are suspected."""
    organisation = Organisation.objects.get(pk=organisation_id)
    return compare_businesses(organisation).suspicions.count()


@transaction.atomic
def book_comparison(organisation: Organisation) -> bool:
    """See that a comparison of the office waits or runs; whether this call booked it."""
    if is_booked(organisation):
        return False
    compare.enqueue(organisation.pk)
    return True


def is_booked(organisation: Organisation) -> bool:
    """Whether a comparison of the office waits or runs."""
    return any(
        row.args_kwargs["args"] == [organisation.pk]
        for row in DBTaskResult.objects.filter(
            task_path=compare.module_path,
            status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        )
    )
