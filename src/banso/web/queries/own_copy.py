"""All that is held of one business, as the business itself is shown it（開示）."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from banso.accounts.history import UNSPOKEN
from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core.era import in_era
from banso.figures.models import (
    FigureLink,
    FigureLinkRevocation,
    FinancialStatement,
    StatementImport,
)
from banso.records.models import (
    CaseCheck,
    CaseRetirement,
    CaseReview,
    ExpertDispatch,
    Look,
    SupportCase,
    SupportRecord,
)
from banso.registry.models import Business, Disclosure, ErasureRequest
from banso.registry.queries.describing import Particulars, particulars_of
from banso.web.queries.hanging import hanging_on, history_of_kind

# Rows about the office's own people, or what it learnt, with nobody's name: not the business's.
NOT_ABOUT_IT = (
    Look, ErasureRequest, SupportCase, CaseCheck, CaseReview, CaseRetirement, FigureLink,
    FigureLinkRevocation, StatementImport,
)  # fmt: skip
OFFICE_WORDS = ("caution", "note")  # of the business's row: withheld on a reason only
WITHHELD = "（非開示）"


@dataclass(frozen=True, slots=True)
class KindHistory:
    """How often rows of one kind were changed, and when first and last."""

    kind: str
    changes: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Everything held of a business: for reading, and as tables of every kind of row."""

    business: Business
    particulars: Particulars
    records: tuple[SupportRecord, ...]
    dispatches: tuple[ExpertDispatch, ...]
    disclosures: tuple[Disclosure, ...]
    tables: dict[str, list[dict[str, Any]]]
    histories: tuple[KindHistory, ...]
    withheld: bool


def may_copy(staff: Staff, business: Business) -> bool:
    """Whether ``staff`` may hand a business all that is held: a lead, or its adviser in charge."""
    if may(staff.role, "read-confidences"):
        return may(staff.role, "export-business-for-owner")
    own = business.adviser_id == staff.pk
    return own and may(staff.role, "export-business-for-owner")


def own_copy_of(business: Business, *, withheld: bool = False) -> OwnCopy:
    """Everything held of the business, confidential records too: they are its own.

    ``withheld`` leaves out the office's own words on its card（注意・備考）.
    """
    records = SupportRecord.objects.filter(business=business).select_related(
        "recorded_by__person", "confidence", "withdrawal"
    )
    records = records.prefetch_related("topics", "supporters__person", "promises__fulfilment")
    dispatches = ExpertDispatch.objects.filter(business=business).select_related("report")
    disclosures = Disclosure.objects.filter(business=business)
    return OwnCopy(
        business=business,
        particulars=particulars_of(business),
        records=tuple(records.order_by("on", "pk")),
        dispatches=tuple(dispatches.order_by("asked_on", "pk")),
        disclosures=tuple(disclosures.order_by("on", "pk")),
        tables=dict(_tables(business, withheld=withheld)),
        histories=tuple(_histories(business)),
        withheld=withheld,
    )


def _tables(business: Business, *, withheld: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every kind of row that hangs on the business, by its Japanese word; fields by theirs."""
    for model, ids in hanging_on(business).items():
        if model in NOT_ABOUT_IT:
            continue
        keys = [item.name for item in model._meta.concrete_fields if item.is_relation]
        rows = model._default_manager.filter(pk__in=ids).select_related(*keys).order_by("pk")
        listed = model._meta.many_to_many
        rows = rows.prefetch_related(*(item.name for item in listed))
        table = [dict(_fields(row, withheld=withheld)) for row in rows]
        if table:
            yield str(model._meta.verbose_name), table


def _fields(row: models.Model, *, withheld: bool) -> Iterator[tuple[str, Any]]:
    for item in row._meta.concrete_fields:
        if item.name in UNSPOKEN:
            continue
        hidden = withheld and isinstance(row, Business) and item.name in OFFICE_WORDS
        yield str(item.verbose_name), WITHHELD if hidden else _said(row, item)
    for listed in row._meta.many_to_many:
        yield str(listed.verbose_name), [str(each) for each in getattr(row, listed.name).all()]


def _said(row: models.Model, item: models.Field[Any, Any]) -> object:
    """A value as JSON says it: a choice by its label, a row by its name, a file by its own."""
    if item.is_relation:
        other = getattr(row, item.name)
        return None if other is None else str(other)
    value = getattr(row, item.attname)
    if isinstance(row, FinancialStatement):
        value = row.itemised(item.name, value) or value  # amounts by the names of their lines
    if item.choices:
        return str(dict(item.flatchoices).get(value, value))
    return plain(value)


def plain(value: object) -> object:
    """A value as JSON can say it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if value is None or isinstance(value, str | int | bool | float | list | dict):
        return value
    return str(value)


def _histories(business: Business) -> Iterator[KindHistory]:
    """How often the rows were changed: the summary of the history, without the old values."""
    for model, ids in hanging_on(business).items():
        historical = history_of_kind(model)
        if historical is None or model in NOT_ABOUT_IT:
            continue
        past = historical._default_manager.filter(id__in=ids).order_by("history_date")
        moments = list(past.values_list("history_date", flat=True))
        if moments:
            first, last = (in_era(timezone.localtime(m).date()) for m in (moments[0], moments[-1]))
            yield KindHistory(str(model._meta.verbose_name), len(moments), first, last)


def counted(copy: OwnCopy) -> str:
    """What the copy holds, counted in words: 「支援記録 12件、約束 5件」."""
    rows = Counter({kind: len(table) for kind, table in copy.tables.items()})
    return "、".join(f"{kind} {number}件" for kind, number in rows.items())
