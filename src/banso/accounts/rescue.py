"""Ways back in（救済） for whoever keeps the machine, when nobody in the office can open the door.

They are for the command line alone: who may type there may also read the data folder.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from banso.accounts.models import Deactivation, Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation


def staff_called(email: str, organisation: Organisation | None = None) -> Staff:
    """The staff row of an address. Refuses an unknown one, and one of several organisations."""
    rows = Staff.objects.filter(person__email__iexact=email).select_related(
        "organisation", "person"
    )
    if organisation is not None:
        rows = rows.of(organisation)
    found = list(rows[:2])
    if not found:
        raise RuleViolation("nobody", f"{email} の職員はいません。")
    if len(found) > 1:
        raise RuleViolation(
            "several",
            f"{email} は複数の商工会の職員です。--organisation に法人番号を付けてください。",
        )
    return found[0]


@transaction.atomic
def make_administrator(staff: Staff) -> Staff:
    """Make someone administrator（管理者）again, active if their use was stopped."""
    for deactivation in Deactivation.objects.filter(staff=staff):
        deactivation.delete()
    staff = Staff.objects.select_for_update().get(pk=staff.pk)
    staff.role = Role.ADMINISTRATOR
    return staff.save_edit(seen_version=staff.version)


@transaction.atomic
def forget_second_factor(person: Person) -> int:
    """Take off every second factor of someone who lost telephone and codes; how many there were.

    The password stays as it is, and is needed to sign in.
    """
    found = Authenticator.objects.filter(user=person)
    count: int = found.count()
    found.delete()
    return count
