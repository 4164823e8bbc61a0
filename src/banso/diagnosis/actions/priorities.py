"""Deciding the priority fields（重点分野）of a year, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from banso.accounts.history import past_of
from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.japanese import company_key, fold
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import PriorityChoice
from banso.diagnosis.rules.priorities import PriorityField, refuse_fields
from banso.registry.models import Business

_SHORTEST_NAME = 3  # shorter names stand in any sentence


@transaction.atomic
def choose_priorities(
    year: FiscalYear, fields: Sequence[PriorityField], *, by: Staff, seen_version: int = 0
) -> PriorityChoice:
    """Keep the fields that hold for the year（重点分野を決める）, in their order.

    ``seen_version`` is that of the choice one looked at, 0 where there was none. Refuses none, more
    than five, the same one twice, no reason, a reason that names a business analysed, and a choice
    over another's.
    """
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    refuse_fields(fields)
    _refuse_names(fields, by.organisation)
    row = PriorityChoice.objects.of(by.organisation).filter(start_year=year.start_year).first()
    if (row.version if row else 0) != seen_version:
        raise EditConflict
    choice = row or PriorityChoice(organisation=by.organisation, start_year=year.start_year)
    choice.chosen = [{"problem": one.problem, "reason": one.reason.strip()} for one in fields]
    choice.decided_by, choice.decided_at = by, clock.now()
    if row:
        return choice.save_edit(seen_version=seen_version)
    choice.save()
    return choice


def _refuse_names(fields: Sequence[PriorityField], organisation: Organisation) -> None:
    """The reasons go into a paper in which no business may be named."""
    analysed = Business.objects.of(organisation).filter(diagnoses__isnull=False).distinct()
    names = [*analysed.values_list("name", flat=True)]
    for place, one in enumerate(fields, start=1):
        named = _named_in(one.reason, names)
        if named:
            words = (
                f"「{named}」は事業者の名前です。外に渡す資料に載るので、名前を書かないでください。"
            )
            raise RuleViolation("names-a-business", words, field=f"reason_{place}")


def _named_in(text: str, names: Iterable[str]) -> str:
    folded = fold(text)
    for name in names:
        key = company_key(name)
        if len(key) >= _SHORTEST_NAME and key in folded:
            return name
    return ""


@transaction.atomic
def undo_priorities(choice: PriorityChoice, *, seen_version: int) -> PriorityChoice | None:
    """Put back the choice as it was before the last one; ``None`` where there was none before.

    Refuses when it was changed again meanwhile.
    """
    locked = PriorityChoice.objects.select_for_update().filter(pk=choice.pk).first()
    if locked is None or locked.version != seen_version:
        raise EditConflict
    entries = past_of(PriorityChoice).filter(id=locked.pk).order_by("-history_date", "-history_id")
    before = entries[1:2].first()
    if before is None:
        locked.delete()
        return None
    locked.chosen, locked.decided_at = before.chosen, before.decided_at
    locked.decided_by_id = before.decided_by_id
    return locked.save_edit(seen_version=seen_version)
