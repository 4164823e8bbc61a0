"""Erasing a business's particulars on request（消去）: text goes, statistics stay.

Every text of every row that hangs on the business is overwritten, in whatever room, in the row and
in its history, unless it is named in ``queries.erasing.STAYS``. What is chosen from a list（方法、
区分…）, days, minutes and numbers stay, so that no count of the past changes. A room built later is
erased without a line here; one that keeps copies elsewhere（an index, files of its own）adds a step
to ``ALSO``. What a count of the past needs of what goes is kept first, by a step in ``BEFORE``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Case, Max, Value, When

from banso.accounts.models import GivenAnswer, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import forget_analyses
from banso.figures.actions import forget_figures
from banso.followup.actions import forget_follow_up, keep_outcomes
from banso.plans.actions import forget_plans
from banso.records.models import Promise, SupportCase, SupportRecord
from banso.registry.actions import forget_preview
from banso.registry.models import (
    AccessGrant,
    Business,
    Disclosure,
    Erasure,
    ErasureRequest,
    LedgerImport,
    MembershipStatus,
    RecipientKind,
    SuccessorStatus,
    Tag,
)
from banso.registry.queries import size_of
from banso.registry.queries.finding import renew_businesses
from banso.registry.rules.size import small_limit
from banso.web.queries.erasing import extent_of, texts_erased, why_not_erase
from banso.web.queries.hanging import hanging_on, history_of_kind

ERASED = "消去済み"
_HEADS = (
    "officers", "family_workers", "part_time", "on_leave", "day_labourers", "up_to_two_months",
    "seasonal", "probation",
)  # fmt: skip


@transaction.atomic
def erase_business(request: ErasureRequest, *, typed_name: str, by: Staff) -> Erasure:
    """Erase the business that the request names; it cannot be undone.

    Refuses as ``why_not_erase`` says, and a name typed otherwise than it is registered.
    """
    business = Business.objects.select_for_update().get(pk=request.business_id)
    request.business = business
    refusal = why_not_erase(request, by)
    if refusal is not None:
        raise refusal
    if typed_name.strip() != business.name:
        words = f"確認のため、事業者名「{business.name}」をこのとおりに入力してください。"
        raise RuleViolation("name-differs", words, field="typed_name")
    hanging = hanging_on(business)
    extent = extent_of(hanging)
    number = _next_number(business)
    _wipe_what_is_overwritten()
    _let_nothing_wait(business)
    for first in BEFORE:
        first(business)
    for model, ids in hanging.items():
        if model is not Business:
            _overwrite(model, ids, spared=_spared(model, ids))
    _overwrite_owner_as_recipient(business)
    _overwrite_business(business, number)
    for also in ALSO:
        also(business)
    return Erasure.objects.create(
        organisation=business.organisation,
        business=business,
        request=request,
        number=number,
        at=clock.now(),
        carried_out_by=by,
        extent=extent,
    )


def _wipe_what_is_overwritten() -> None:
    """Have SQLite write zeros over what it frees, and empty its log after the transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
        transaction.on_commit(_empty_the_log)


def _empty_the_log() -> None:
    """Write SQLite's log into the database file and cut it; readers at work leave it for later."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError:
        return


def _let_nothing_wait(business: Business) -> None:
    """Nobody is to be reminded of the business again, and no expert sees it."""
    Promise.objects.filter(record__business=business, fulfilment__isnull=True).delete()
    AccessGrant.objects.filter(business=business).delete()
    records = SupportRecord.objects.filter(business=business)
    records.update(next_contact_on=None)
    _past(SupportRecord, records.values_list("pk", flat=True)).update(next_contact_on=None)


def _spared(model: type[models.Model], ids: set[int]) -> set[int]:
    """Rows that name nobody: cases whose text a second person read and found without names."""
    if model is not SupportCase:
        return set()
    return set(SupportCase.objects.checked().filter(pk__in=ids).values_list("pk", flat=True))


def _overwrite(model: type[models.Model], ids: set[int], *, spared: set[int]) -> None:
    """Overwrite the texts of these rows and of their history; delete the files they name."""
    _delete_files(model, ids)
    changes = {item.name: _instead_of(item) for item in texts_erased(model)}
    if changes:
        model._default_manager.filter(pk__in=ids - spared).update(**changes)
    historical = history_of_kind(model)
    if historical is not None:
        kept = {item.name for item in historical._meta.concrete_fields}
        past = {name: value for name, value in changes.items() if name in kept}
        _past(model, ids).update(**past, history_change_reason=None)


def _past(model: type[models.Model], ids: Iterable[int]) -> models.QuerySet[Any]:
    historical = history_of_kind(model)
    assert historical is not None  # noqa: S101 - asked only of kinds with a history
    return historical._default_manager.filter(id__in=list(ids))


def _instead_of(item: models.Field[Any, Any]) -> object:
    """What stands there from now on: a word where there was one, nothing where there was none."""
    if isinstance(item, models.JSONField):
        return item.get_default() if item.has_default() else {}
    if isinstance(item, (models.FileField, models.EmailField, models.URLField)):
        return ""
    word = ERASED[: item.max_length] if item.max_length else ERASED
    text = models.TextField()
    return Case(
        When(**{item.name: ""}, then=Value("", text)),
        When(**{f"{item.name}__isnull": True}, then=Value(None, text)),
        default=Value(word, text),
        output_field=text,
    )


def _delete_files(model: type[models.Model], ids: Iterable[int]) -> None:
    """Delete the files once the transaction stands."""
    for item in model._meta.concrete_fields:
        if isinstance(item, models.FileField):
            rows = model._default_manager.filter(pk__in=ids).exclude(**{item.name: ""})
            for name in rows.values_list(item.name, flat=True):
                transaction.on_commit(partial(_delete_file, item.storage, name))


def _delete_file(storage: Storage, name: str) -> None:
    storage.delete(name)


def _overwrite_owner_as_recipient(business: Business) -> None:
    """To whom something was handed out stays on record, unless it was the owner."""
    to_owner = {"business_id": business.pk, "recipient_kind": RecipientKind.OWNER}
    Disclosure.objects.filter(**to_owner).update(recipient=ERASED)
    past = history_of_kind(Disclosure)
    assert past is not None  # noqa: S101 - a disclosure has a history
    past._default_manager.filter(**to_owner).update(recipient=ERASED)


def _next_number(business: Business) -> int:
    """The number by which the office calls it from now on."""
    rows = Erasure.objects.filter(organisation=business.organisation)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _overwrite_business(business: Business, number: int) -> None:
    """Leave of the business its number, industry, district, adviser and verdict of size."""
    changes = _what_is_left(business, number)
    Business.objects.filter(pk=business.pk).update(**changes, search_text="")
    _past(Business, [business.pk]).update(**changes, history_change_reason=None)
    _untag(business)


def _untag(business: Business) -> None:
    """Take its tags, those of the past too, and remove the words that no other business has."""
    now = Business.tags.through.objects.filter(business=business)
    past = Business.history.model.tags.model.objects.filter(business_id=business.pk)  # type: ignore[attr-defined] # simple_history gives the class a manager
    tags = {tag for rows in (now, past) for tag in rows.values_list("tag_id", flat=True)}
    now.delete()
    past.delete()
    Tag.objects.filter(pk__in=tags, businesses__isnull=True).delete()


def _forget_given_answers(business: Business) -> None:
    """Answers of the API kept for a call sent twice; a call sent again is answered anew."""
    GivenAnswer.objects.filter(token__organisation_id=business.organisation_id).delete()


def _what_is_left(business: Business, number: int) -> dict[str, Any]:
    """New values for every field that tells who it is; the size as coarse as the verdict."""
    changes: dict[str, Any] = {
        item.name: "" for item in texts_erased(Business) if item.name != "search_text"
    }
    heads = dict.fromkeys(_HEADS, None if size_of(business).small is None else 0)
    return {
        **changes,
        **heads,
        "name": f"消去済みの事業者 {number}",
        "membership": MembershipStatus.UNKNOWN,
        "successor": SuccessorStatus.UNKNOWN,
        "full_time": _coarse(business),
        "capital_yen": None,
        "founded_year": None,
        "owner_birth_year": None,
    }


def _coarse(business: Business) -> int | None:
    """A head count that gives the same verdict: none where it is small, one too many where not."""
    is_small = size_of(business).small
    if is_small is None:
        return None
    limit = small_limit(business.industry_code) or 0
    return 0 if is_small else limit + 1


def _forget_absorbed(business: Business) -> None:
    """The past of entries merged into this one: their rows are gone, their history is not."""
    absorbed = list(business.merges.values_list("absorbed_id", flat=True))
    changes = {item.name: _instead_of(item) for item in texts_erased(Business)}
    kept = {item.name for item in Business.history.model._meta.concrete_fields}  # type: ignore[attr-defined] # untyped
    past = {name: value for name, value in changes.items() if name in kept}
    years = dict.fromkeys(("owner_birth_year", "founded_year", "capital_yen"))
    _past(Business, absorbed).update(**past, **years, history_change_reason=None)


def _forget_ledgers(business: Business) -> None:
    """Ledgers that were brought in, of which any may hold the business: files and previews."""
    for ledger_import in LedgerImport.objects.filter(organisation_id=business.organisation_id):
        forget_preview(ledger_import)
        transaction.on_commit(partial(shutil.rmtree, ledger_import.folder, ignore_errors=True))
    LedgerImport.objects.filter(organisation_id=business.organisation_id).waiting().delete()


def _forget_in_index(business: Business) -> None:
    """By its old words nothing of the business is found any more."""
    renew_businesses([business.pk])


# What is read off what goes, while it is still there; each step is given the business.
BEFORE: tuple[Callable[[Business], None], ...] = (keep_outcomes,)
# What rooms keep besides rows that hang on the business; each step is given the business.
ALSO: tuple[Callable[[Business], None], ...] = (
    forget_figures,
    forget_analyses,
    forget_follow_up,
    forget_plans,
    _forget_given_answers,
    _forget_absorbed,
    _forget_ledgers,
    _forget_in_index,
)
