"""What must still be kept of a business（保存の義務）, and which closed ones may be erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from banso.accounts.models import Staff
from banso.core import clock
from banso.records.models import ExpertDispatch
from banso.registry.models import Business, Closure, Disclosure, RecipientKind
from banso.registry.rules import retention
from banso.registry.rules.retention import RetentionRule, read_retention

FILE = "retention.toml"
CLOSED = "closed-business"
MOST_PROPOSED = 100


@dataclass(frozen=True, slots=True)
class Obligation:
    """A rule that still binds the business, counted from its latest row, and until when."""

    rule: RetentionRule
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """A closed business whose time to be kept has passed."""

    business: Business
    closed_on: date
    last_on: date
    until: date


def retention_rules() -> tuple[RetentionRule, ...]:
    """The office's own file in the data folder, else the one that comes with the product."""
    own = Path(settings.DATA_DIR) / FILE
    standard = Path(retention.__file__).with_name(FILE)
    return read_retention((own if own.exists() else standard).read_text(encoding="utf-8"))


def obligations_of(business: Business) -> list[Obligation]:
    """What must still be kept of the business today, the longest last. A query for each rule."""
    found = []
    for rule in retention_rules():
        day = _LATEST[rule.rows](business)
        if day is not None and rule.kept_until(day) >= clock.today():
            found.append(Obligation(rule, day, rule.kept_until(day)))
    return sorted(found, key=lambda each: each.until)


def _latest_dispatch(business: Business) -> date | None:
    """The day of the last expert paid for; the day asked for where no day was set."""
    rows = ExpertDispatch.objects.filter(business=business, cost_yen__gt=0)
    days = rows.values_list("planned_on", "asked_on")
    return max((planned or asked for planned, asked in days), default=None)


def _latest_disclosure(business: Business) -> date | None:
    """The day something was last handed to a third party."""
    rows = Disclosure.objects.filter(business=business)
    rows = rows.exclude(recipient_kind=RecipientKind.OWNER)
    return rows.order_by("-on").values_list("on", flat=True).first()


def _closure(business: Business) -> date | None:
    return Closure.objects.filter(business=business).values_list("on", flat=True).first()


_LATEST: dict[str, Callable[[Business], date | None]] = {
    "dispatches": _latest_dispatch,
    "disclosures": _latest_disclosure,
    "closure": _closure,
}


def proposals_for(staff: Staff) -> list[Proposal]:
    """Closed businesses whose time has passed since closing and since the last contact.

    At most a hundred, the longest closed first; those asked for already are left out.
    """
    rule = next((each for each in retention_rules() if each.key == CLOSED), None)
    if rule is None:
        return []
    rows = Business.objects.visible_to(staff).closed().unerased().filter(erasure_requests=None)
    rows = rows.select_related("closure").order_by("closure__on", "pk")
    contacts = dict(rows.order_by().values_list("pk").annotate(Max("support_records__on")))
    found = []
    for row in rows:
        last = max(row.closure.on, contacts[row.pk] or row.closure.on)
        if rule.kept_until(last) < clock.today():
            found.append(Proposal(row, row.closure.on, last, rule.kept_until(last)))
    return found[:MOST_PROPOSED]
