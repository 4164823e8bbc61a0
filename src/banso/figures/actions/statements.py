"""Decisions about statements（決算）: entering and mending periods, taking one back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from banso.accounts.history import past_of
from banso.core.models import EditConflict
from banso.core.money import LARGEST
from banso.core.refusals import RuleViolation
from banso.figures.models import (
    FigureLink,
    FigureLinkRevocation,
    FinancialStatement,
    MonthlyFigure,
    StatementImport,
)
from banso.figures.rules.accounts import known_codes
from banso.figures.rules.checking import Remark, remarks_on
from banso.figures.rules.periods import refuse_overlaps, refuse_period
from banso.registry.actions import refuse_erased
from banso.registry.models import Business

_COMPARED = (
    "starts_on", "ends_on", "form", "amounts", "employees", "is_outline", "is_forecast",
    "is_closed", "typed_in", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One period as a person wants it kept; ``seen_version`` is 0 for a new one."""

    statement: FinancialStatement
    seen_version: int = 0


class PeriodRefused(RuleViolation):
    """One of several periods was refused; ``place`` says which, counted from 0."""

    def __init__(self, refusal: RuleViolation, place: int) -> None:
        super().__init__(refusal.code, refusal.message, field=refusal.field)
        self.place = place


class NeedsYes(RuleViolation):
    """Something is so odd that a person must confirm it first; ``remarks`` say what."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        words = "次のことを確かめてください。このままでよければ、もう一度保存を押します。"
        super().__init__("needs-yes", words)
        self.remarks = tuple(remarks)


@transaction.atomic
def save_statements(
    business: Business, entries: Sequence[Entry], *, confirmed: Collection[str] = ()
) -> list[FinancialStatement]:
    """Keep all periods of the page or none; those in which nothing changed get no history entry.

    A new period that stands there already, alike in everything, is the same one sent twice.
    Refuses periods that cannot be or overlap others of the business, amounts under unknown codes
    or beyond 15 digits, and with :class:`NeedsYes` what is too odd unless ``confirmed`` holds it
    in words. Refuses with ``EditConflict`` when a colleague saved one of them first.
    """
    locked = Business.objects.select_for_update().get(pk=business.pk)
    refuse_erased(locked)
    kept = {row.pk: row for row in FinancialStatement.objects.of_business(locked)}
    changed = [entry for entry in entries if _is_changed(entry, kept)]
    for entry in changed:
        _refuse_conflict(entry, kept)
    for place, entry in enumerate(entries):
        if entry in changed:
            _refuse_one(entry.statement, place)
    edited = {entry.statement.pk for entry in entries}
    others = [row for key, row in kept.items() if key not in edited]
    written = [entry for entry in entries if entry.statement.pk is not None or entry in changed]
    together = [*others, *(entry.statement for entry in written)]
    _refuse_twice(together)
    statements = [row.as_statement() for row in together]
    refuse_overlaps(statements)
    touched = {entry.statement.ends_on for entry in changed}
    _ask(remarks_on(statements), touched, confirmed)
    return [_keep(entry, locked) for entry in changed]


def _is_changed(entry: Entry, kept: dict[int, FinancialStatement]) -> bool:
    before = kept.get(entry.statement.pk)
    if before is None:
        return not any(_is_alike(row, entry.statement) for row in kept.values())
    return not _is_alike(before, entry.statement)


def _is_alike(row: FinancialStatement, other: FinancialStatement) -> bool:
    return all(getattr(row, name) == getattr(other, name) for name in _COMPARED)


def _refuse_conflict(entry: Entry, kept: dict[int, FinancialStatement]) -> None:
    before = kept.get(entry.statement.pk)
    if entry.seen_version and (before is None or before.version != entry.seen_version):
        raise EditConflict


def _refuse_one(statement: FinancialStatement, place: int) -> None:
    try:
        refuse_period(statement.starts_on, statement.ends_on)
        _refuse_amounts(statement)
    except RuleViolation as refusal:
        raise PeriodRefused(refusal, place) from refusal


def _refuse_amounts(statement: FinancialStatement) -> None:
    unknown = set(statement.amounts) - known_codes()
    if unknown:
        raise RuleViolation("unknown-line", f"知らない行があります（{'、'.join(unknown)}）。")
    if any(abs(amount) >= LARGEST for amount in statement.amounts.values()):
        raise RuleViolation("amount-too-large", "金額が大きすぎます（15桁まで）。")


def _refuse_twice(statements: Sequence[FinancialStatement]) -> None:
    ends = [(row.ends_on, row.is_forecast) for row in statements]
    for row, end in zip(statements, ends, strict=True):
        if ends.count(end) > 1:
            words = f"「{row.period_name}」が2つあります。期末を確かめてください。"
            raise RuleViolation("same-period", words)


def _ask(
    remarks: Sequence[Remark], touched: Collection[object], confirmed: Collection[str]
) -> None:
    asked = [one for one in remarks if one.needs_yes and one.ends_on in touched]
    if any(one.in_words not in confirmed for one in asked):
        raise NeedsYes(asked)


def _keep(entry: Entry, business: Business) -> FinancialStatement:
    statement = entry.statement
    statement.business = business
    if statement.pk is None:
        statement.save()
        return statement
    return statement.save_edit(seen_version=entry.seen_version)


@transaction.atomic
def withdraw_statement(statement: FinancialStatement) -> None:
    """Take a period back（取消）: it is gone from every figure; the history keeps all of it."""
    refuse_erased(statement.business)
    statement.delete()


@transaction.atomic
def restore_statement(business: Business, statement_id: UUID) -> FinancialStatement | None:
    """Bring a period back as it was taken back; ``None`` for one that never was there.

    Refuses when another period of the business has taken its days meanwhile.
    """
    rows = FinancialStatement.objects.of_business(business)
    known = rows.filter(public_id=statement_id).first()
    if known:
        return known
    removed = (
        past_of(FinancialStatement)
        .filter(business_id=business.pk, public_id=statement_id, history_type="-")
        .first()
    )
    if removed is None:
        return None
    refuse_erased(business)
    statement: FinancialStatement = removed.instance
    _refuse_twice([*rows, statement])
    refuse_overlaps([row.as_statement() for row in [*rows, statement]])
    statement.save(force_insert=True)
    return statement


def forget_figures(business: Business) -> None:
    """Delete every figure of a business with its history（消去）, and what waits of files."""
    links = list(past_of(FigureLink).filter(business_id=business.pk).values_list("id", flat=True))
    for model in (FinancialStatement, MonthlyFigure, FigureLink):
        model.objects.filter(business=business).delete()
        past_of(model).filter(business_id=business.pk).delete()
    past_of(FigureLinkRevocation).filter(link_id__in=links).delete()
    StatementImport.objects.filter(organisation_id=business.organisation_id).delete()
