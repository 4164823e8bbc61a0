"""Making two entries one（まとめる）."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.registry.actions.businesses import refuse_erased
from banso.registry.actions.moving import Ledger, move_everything
from banso.registry.actions.settling import settle
from banso.registry.models import Business, Distinction, Merge
from banso.registry.queries.finding import renew_businesses
from banso.registry.queries.merging import merged_values
from banso.registry.rules.merging import Chosen


@dataclass(frozen=True, slots=True)
class Merging:
    """A merge as a person decided it.

    ``seen`` are the versions of both entries on the page; ``chosen`` names, by the first field of
    each group, whose value stays where they differ; ``closure`` whose being closed or open.
    """

    kept: Business
    absorbed: Business
    seen: tuple[int, int]
    chosen: Mapping[str, Chosen] = field(default_factory=dict)
    closure: Chosen = Chosen.KEPT


@transaction.atomic
def merge_businesses(merging: Merging, *, by: Staff) -> Merge:
    """Merge one entry into another（まとめる）: everything that hangs on it moves, its names stay.

    Refuses the same entry twice, entries of two organisations, and entries edited meanwhile.
    """
    kept, absorbed = _locked(merging)
    ledger = Ledger()
    settle(kept, absorbed, ledger, closure=merging.closure)
    move_everything(kept, absorbed, ledger)
    values = merged_values(kept, absorbed, merging.chosen)
    merge = Merge(
        organisation_id=kept.organisation_id,
        kept=kept,
        into=kept.public_id,
        absorbed_id=absorbed.pk,
        absorbed_public_id=absorbed.public_id,
        absorbed_name=absorbed.name,
        absorbed_words=absorbed.search_text,
        at=clock.now(),
        by=by,
    )
    _let_go(absorbed, ledger)
    kept.skip_history_when_saving = True  # saved once more below, with the names of both
    ledger.change(kept, **values)
    merge.moved, merge.put_by = ledger.moved, ledger.put_by
    merge.save()
    _found_by_both(kept, merging.seen[0])
    renew_businesses([kept.pk, merge.absorbed_id])
    return merge


def _locked(merging: Merging) -> tuple[Business, Business]:
    """Both rows, locked in one order, if they are still as they were seen."""
    keys = (merging.kept.pk, merging.absorbed.pk)
    if keys[0] == keys[1]:
        raise RuleViolation("same-business", "同じ事業者どうしはまとめられません。")
    locked = Business.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    rows = {row.pk: row for row in locked}
    if len(rows) < len(keys):
        raise RuleViolation("gone", "一方はすでにまとめられています。一覧で確かめてください。")
    kept, absorbed = rows[keys[0]], rows[keys[1]]
    if kept.organisation_id != absorbed.organisation_id:
        raise RuleViolation("other-office", "ほかの商工会の事業者とはまとめられません。")
    if (kept.version, absorbed.version) != merging.seen:
        raise EditConflict
    for business in (kept, absorbed):
        refuse_erased(business)
    return kept, absorbed


def _let_go(absorbed: Business, ledger: Ledger) -> None:
    """Delete the entry and what was said of it and others, keeping all of it."""
    for pair in (
        *Distinction.objects.filter(one=absorbed),
        *Distinction.objects.filter(other=absorbed),
    ):
        ledger.put_away(pair)
    ledger.note(absorbed)
    absorbed.delete()


def _found_by_both(kept: Business, seen_version: int) -> None:
    """Let the business be found by the names of both; whoever edits it now learns of the merge."""
    fresh = Business.objects.get(pk=kept.pk)
    fresh.search_text = fresh.words_to_find_it_by()
    fresh.version = seen_version + 1
    fresh.save()
