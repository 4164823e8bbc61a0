"""What the register knows that would give a firm away, and what a case still gives away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from banso.accounts.models import Organisation, Staff
from banso.core.refusals import RuleViolation
from banso.records.models import SupportCase
from banso.records.rules.anonymising import (
    Anonymised,
    Known,
    Replacement,
    anonymise,
    listed,
)
from banso.records.rules.anonymising.residual import cautions, is_told_apart, rare_words
from banso.registry.models import Business, ContactPerson, District
from banso.registry.rules.industries import Industry, industry

HIDDEN_TRADE = "業種は伏せています"
_TOWN = re.compile(r"^(?:大字|字)?([^\d０-９\s]{2,})")


def knowledge_for(organisation: Organisation, business: Business | None) -> Known:
    """Names and places of the register, told apart into the firm's own and others'. 4 queries.

    Without a firm（its row was deleted）all of the register counts as others.
    """
    own = business.pk if business else None
    rows = list(
        Business.objects.of(organisation)
        .order_by()
        .values_list("pk", "name", "owner_name", "street")
    )
    people = ContactPerson.objects.filter(business=business) if business else ()
    return Known(
        name=business.name if business else "",
        owners=_filled([business.owner_name, business.owner_kana] if business else []),
        people=_filled(person.name for person in people),
        other_names=_filled(name for pk, name, _, _ in rows if pk != own),
        other_owners=_filled(owner for pk, _, owner, _ in rows if pk != own),
        staff=_filled(
            Staff.objects.of(organisation).order_by().values_list("person__name", flat=True)
        ),
        cities=_filled([organisation.municipality, business.city if business else ""]),
        districts=_filled(
            District.objects.filter(organisation=organisation)
            .order_by()
            .values_list("name", flat=True)
        ),
        towns=_filled(town for _, _, _, street in rows for town in _TOWN.findall(street)),
        building=business.building if business else "",
    )


def _filled(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def blurred(texts: Iterable[str], known: Known) -> tuple[Anonymised, ...]:
    """Each text with all replaced that the rules find."""
    return tuple(anonymise(text, known) for text in texts)


def still_found(case: SupportCase, known: Known) -> tuple[Replacement, ...]:
    """What the rules would still replace in the case's texts as they read now."""
    return listed(blurred(case.texts, known))


def still_named(case: SupportCase, known: Known) -> tuple[Replacement, ...]:
    """Of those, what must not be left when a person confirms the case."""
    return tuple(one for one in still_found(case, known) if one.rule.must)


@dataclass(frozen=True, slots=True)
class Trades:
    """How many firms of each trade the register has, for naming a trade without naming a firm."""

    firms: Counter[str]

    @classmethod
    def of(cls, organisation: Organisation) -> Trades:
        """Counted over the whole register, closed firms left out. One query."""
        rows = Business.objects.of(organisation).open().order_by()
        return cls(Counter(rows.values_list("industry_code", flat=True)))

    def told(self, code: str) -> str:
        """The trade as it may be told: 中分類, or the bucket, or nothing, under three firms."""
        trade = trade_of(code)
        if trade is None or not is_told_apart(self.firms[trade.code]):
            return trade.name if trade else ""
        of_bucket = (
            firms for other, firms in self.firms.items() if bucket_of(other) == trade.bucket
        )
        return HIDDEN_TRADE if is_told_apart(sum(of_bucket)) else trade.bucket


def trade_of(code: str) -> Industry | None:
    """The 中分類 of a code; ``None`` when there is none."""
    try:
        return industry(code) if code else None
    except RuleViolation:
        return None


def bucket_of(code: str) -> str:
    """The plan's bucket of a code; nothing when there is none."""
    trade = trade_of(code)
    return trade.bucket if trade else ""


def cautions_for(
    organisation: Organisation, business: Business | None, texts: Iterable[str]
) -> tuple[str, ...]:
    """What might still tell who it was: a trade or a product that few firms have. 2 queries."""
    if business is None:
        return ()
    trade = trade_of(business.industry_code)
    firms = Trades.of(organisation).firms[trade.code] if trade else None
    lines = Business.objects.of(organisation).open().exclude(line_of_business="").order_by()
    every_line = lines.values_list("line_of_business", flat=True)
    rare = rare_words("\n".join(texts), business.line_of_business, every_line)
    return cautions(trade.name if trade else "", firms, rare)
