"""What the office's pages show: staff, links still open, who may do what, and every change."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, QuerySet, Subquery, Value
from simple_history.utils import get_history_model_for_model

from banso.accounts.history import Change, chosen_in, described, named, veiled, withheld_in
from banso.accounts.models import Deactivation, Organisation, Person, Staff
from banso.accounts.rules import PERMISSIONS, Role
from banso.core import clock

_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
CHANGES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One colleague in the list: since when, and until when if stopped."""

    staff: Staff
    role: str
    since: datetime | None
    stopped: Deactivation | None
    has_second_factor: bool
    is_asker: bool


def staff_lines(asker: Staff) -> list[StaffLine]:
    """Everyone of the asker's organisation: those active first, then by role and entry."""
    rows = (
        Staff.objects.visible_to(asker)
        .select_related("person", "deactivation")
        .annotate(
            since=Subquery(
                get_history_model_for_model(Staff)
                .objects.filter(id=OuterRef("pk"))
                .order_by()
                .values("id")
                .annotate(first=Min("history_date"))
                .values("first")
            ),
            has_second_factor=Exists(
                Authenticator.objects.filter(user=OuterRef("person"), type__in=_SECOND_FACTORS)
            ),
        )
    )
    seen: QuerySet[Any] = rows  # its annotations are no fields of the model
    lines = [
        StaffLine(
            staff=row,
            role=Role(row.role).label,
            since=row.since,
            stopped=getattr(row, "deactivation", None),
            has_second_factor=row.has_second_factor,
            is_asker=row.pk == asker.pk,
        )
        for row in seen
    ]
    order = list(Role)
    return sorted(
        lines, key=lambda line: (line.stopped is not None, order.index(Role(line.staff.role)))
    )


def has_second_factor(person: Person) -> bool:
    """Whether the person signs in with more than a password."""
    found: bool = Authenticator.objects.filter(user=person, type__in=_SECOND_FACTORS).exists()
    return found


@dataclass(frozen=True, slots=True)
class PermissionCell:
    """Whether one role may do one thing."""

    role: str
    may: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """One thing that can be done, with a cell for each role."""

    label: str
    note: str
    cells: tuple[PermissionCell, ...]


def permission_lines(own: Role) -> list[PermissionLine]:
    """The table of who may do what, as the rules have it, with the asker's own role marked."""
    return [
        PermissionLine(
            permission.label,
            permission.note,
            tuple(
                PermissionCell(role.label, role in permission.roles, role == own) for role in Role
            ),
        )
        for permission in PERMISSIONS.values()
    ]


@dataclass(frozen=True, slots=True)
class HistoryKind:
    """A kind of row whose changes are kept: its historical model and its way to the organisation.

    ``path`` is a lookup from the entry to :class:`Organisation`; "" for people and organisations.
    """

    key: str
    label: str
    model: type[models.Model]
    historical: type[models.Model]
    path: str

    def entries_of(self, organisation: Organisation) -> QuerySet[Any]:
        """Entries of the organisation's rows; people belong to it while they are its staff."""
        entries = self.historical._default_manager.order_by()
        if self.model is Organisation:
            return entries.filter(id=organisation.pk)
        if self.model is Person:
            return entries.filter(id__in=Staff.objects.of(organisation).values("person_id"))
        return entries.filter(**{self.path: organisation})


@cache
def history_kinds() -> dict[str, HistoryKind]:
    """Every kind of row of every installed room whose history belongs to an organisation."""
    found = {}
    for historical in historical_models():
        model = historical.instance_type
        path = path_to_organisation(model)
        if path is not None:
            key = model._meta.label_lower
            label = str(model._meta.verbose_name)
            found[key] = HistoryKind(key, label, model, historical, path)
    return found


def historical_models() -> Iterator[Any]:
    """Historical models of rows; what a many-to-many field held is part of its row's entry."""
    for model in apps.get_models():
        if hasattr(model, "instance_type") and not hasattr(model, "m2m_history_id"):
            yield model


def path_to_organisation(model: type[models.Model]) -> str | None:
    """The way from a row to its organisation by foreign keys: ``business__organisation``.

    The shortest one; keys that must be filled go before optional ones, and whoever entered or
    confirmed a row says where it belongs only when nothing else does. ``None``: there is no way.
    """
    if model in {Organisation, Person}:
        return ""
    return _shortest(model, past=frozenset({Staff, Person})) or _shortest(
        model, past=frozenset({Person})
    )


def _shortest(model: type[models.Model], *, past: frozenset[type[models.Model]]) -> str | None:
    """The shortest way to the organisation that steps on none of the rows in ``past``."""
    steps: deque[tuple[Any, str]] = deque([(model, "")])
    seen: set[Any] = {model}
    while steps:
        here, path = steps.popleft()
        keys = [item for item in here._meta.fields if item.is_relation]
        for key in sorted(keys, key=lambda item: item.null):
            way = f"{path}__{key.name}" if path else key.name
            if key.related_model is Organisation:
                return way
            if key.related_model not in seen | past:
                seen.add(key.related_model)
                steps.append((key.related_model, way))
    return None


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What the history page is narrowed to; ``None`` or "" leaves it open."""

    person: Person | None = None
    kind: str = ""
    day: date | None = None


def changes_in(organisation: Organisation, chosen: HistoryFilter, number: str) -> Page[Change]:
    """One page of every change in the organisation, latest first.

    A few queries for each kind of row on the page, however many entries there are.
    """
    kinds = history_kinds()
    asked = [kinds[chosen.kind]] if chosen.kind else list(kinds.values())
    arms = [_arm(kind, organisation, chosen) for kind in asked]
    everything = arms[0].union(*arms[1:], all=True).order_by("-history_date", "-history_id")
    page = Paginator(everything, CHANGES_PER_PAGE).get_page(number)
    page.object_list = _in_words(list(page.object_list))
    return page


def _arm(kind: HistoryKind, organisation: Organisation, chosen: HistoryFilter) -> QuerySet[Any]:
    entries = kind.entries_of(organisation)
    if chosen.person:
        entries = entries.filter(history_user=chosen.person)
    if chosen.day:
        first = datetime.combine(chosen.day, time.min, clock.TOKYO)
        entries = entries.filter(
            history_date__gte=first, history_date__lt=first + timedelta(days=1)
        )
    with_kind = entries.annotate(row_kind=Value(kind.key))
    arm: QuerySet[Any] = with_kind.values_list("history_date", "history_id", "row_kind")
    return arm


def _in_words(found: Sequence[tuple[datetime, int, str]]) -> list[Change]:
    """The entries of one page in words, in their order."""
    by_kind: dict[str, list[int]] = {}
    for _, pk, kind in found:
        by_kind.setdefault(kind, []).append(pk)
    words = {
        (kind, pk): change
        for kind, pks in by_kind.items()
        for pk, change in _described(history_kinds()[kind].historical, pks)
    }
    return [words[kind, pk] for _, pk, kind in found]


def _described(historical: type[models.Model], pks: list[int]) -> Iterator[tuple[int, Change]]:
    """Entries of one kind in words, each against the entry before it."""
    entries = list(
        named(historical._default_manager.filter(pk__in=pks)).annotate(
            before_id=_entry_before(historical)
        )
    )
    older = named(historical._default_manager.filter(pk__in=[entry.before_id for entry in entries]))
    before = {entry.pk: entry for entry in older}
    choices = chosen_in([*entries, *before.values()])
    withheld = withheld_in(entries)
    for entry in entries:
        change = described(entry, before.get(entry.before_id), choices)
        yield entry.pk, veiled(change) if entry.pk in withheld else change


def _entry_before(historical: type[models.Model]) -> Subquery:
    """The number of the same row's entry just before this one."""
    same_row = historical._default_manager.filter(
        history_id__lt=OuterRef("history_id"), id=OuterRef("id")
    )
    return Subquery(same_row.order_by("-history_id").values("pk")[:1])


def people_of(organisation: Organisation) -> QuerySet[Staff]:
    """Staff of the organisation, active or not, by whom the history can be narrowed."""
    return Staff.objects.of(organisation).select_related("person").order_by(F("person__name"), "id")
