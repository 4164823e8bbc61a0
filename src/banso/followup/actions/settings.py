"""Taking over the rules of follow-up from the programme."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.models import Organisation
from banso.core import clock
from banso.followup.models import FollowUpSetting
from banso.followup.rules.settings import FollowUpRules


@transaction.atomic
def keep_rules(
    organisation: Organisation, rules: FollowUpRules, *, programme_key: str, edition: int
) -> FollowUpSetting:
    """Let these rules be in force from today; the ones before stay in the history.

    The same rules of the same edition again change nothing.
    """
    kept = FollowUpSetting.objects.select_for_update().filter(organisation=organisation).first()
    told = {"rules": rules.as_json(), "programme_key": programme_key, "edition": edition}
    if kept is not None and all(getattr(kept, name) == value for name, value in told.items()):
        return kept
    kept = kept or FollowUpSetting(organisation=organisation)
    for name, value in told.items():
        setattr(kept, name, value)
    kept.since = clock.today()
    kept.save()
    return kept
