"""The register as a ledger sees it（取込のために読む台帳）: plain values, read in a few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.japanese import fold
from banso.registry.models import (
    Business,
    BusinessQuerySet,
    District,
    LegalForm,
    MembershipStatus,
    Merge,
    SuccessorStatus,
)
from banso.registry.rules.columns import exported_columns
from banso.registry.rules.ledger_cells import OfficeWords
from banso.registry.rules.ledger_plan import Known
from banso.registry.rules.ledger_words import NamesOf

LEDGER_FIELDS = tuple(column.key for column in exported_columns() if column.key != "public_id")
_KEYS_OF_ROWS = {"district": "district_id", "adviser": "adviser_id"}
ATTRIBUTES = {key: _KEYS_OF_ROWS.get(key, key) for key in LEDGER_FIELDS}


def known_businesses(organisation: Organisation) -> list[Known]:
    """Every business of the register, closed ones too, with the values a ledger may change.

    Businesses whose particulars were erased are no longer there to be known.
    """
    return [*_known(Business.objects.of(organisation).unerased())]


def _known(rows: BusinessQuerySet) -> Iterator[Known]:
    columns = ("pk", "public_id", "version", "closure__pk", *ATTRIBUTES.values())
    for pk, public_id, version, closure, *values in rows.order_by("pk").values_list(*columns):
        yield Known(
            pk,
            str(public_id),
            version,
            dict(zip(LEDGER_FIELDS, values, strict=True)),
            closure is not None,
        )


def absorbed_ids(organisation: Organisation) -> dict[str, str]:
    """管理番号 of entries that were merged, with that of the business they are part of now."""
    rows = Merge.objects.filter(organisation=organisation).standing()
    pairs = rows.values_list("absorbed_public_id", "kept__public_id")
    return {str(absorbed): str(kept) for absorbed, kept in pairs}


def office_words(organisation: Organisation) -> OfficeWords:
    """The office's own names as a ledger may write them: full names, and surnames of only one."""
    districts = {
        fold(word): row.pk
        for row in District.objects.filter(organisation=organisation)
        for word in (row.name, row.key)
    }
    people = _in_charge(organisation)
    surnames = Counter(fold(name.split()[0]) for name in people.values() if name.split())
    advisers = {fold(name.split()[0]): pk for pk, name in people.items() if name.split()}
    advisers = {word: pk for word, pk in advisers.items() if surnames[word] == 1}
    full = {fold(name): pk for pk, name in people.items()}
    return OfficeWords(clock.today(), districts, advisers | full)


def names_of(organisation: Organisation) -> NamesOf:
    """The words behind the stored values, for previews and exports."""
    return NamesOf(
        districts=dict(
            District.objects.filter(organisation=organisation).values_list("pk", "name")
        ),
        advisers=dict(Staff.objects.of(organisation).values_list("pk", "person__name")),
        choices={
            "legal_form": dict(LegalForm.choices),
            "membership": dict(MembershipStatus.choices),
            "successor": dict(SuccessorStatus.choices),
        },
    )


def _in_charge(organisation: Organisation) -> dict[int, str]:
    """Advisers, and whoever is in charge of a business already, by key."""
    staff = Staff.objects.of(organisation)
    rows = staff.active().advisers() | staff.filter(businesses__isnull=False)
    return dict(rows.distinct().order_by("pk").values_list("pk", "person__name"))
