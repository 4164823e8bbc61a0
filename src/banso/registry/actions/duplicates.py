"""Suspected duplicates（重複の疑い）: looked for, and told apart by a person."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.registry.models import Business, Comparison, Distinction, Suspicion, as_seen
from banso.registry.queries.comparing import compare_all

_BATCH = 2_000


def compare_businesses(organisation: Organisation) -> Comparison:
    """Compare all businesses of an office and keep what is suspected, with the moment.

    The comparing itself holds no lock; what it found takes the place of what was found before.
    """
    compared = compare_all(organisation)
    with transaction.atomic():
        comparison, _ = Comparison.objects.update_or_create(
            organisation=organisation,
            defaults={
                "at": clock.now(),
                "businesses": compared.businesses,
                "left_out": compared.left_out,
            },
        )
        comparison.suspicions.all().delete()
        there = set(Business.objects.of(organisation).values_list("pk", flat=True))
        Suspicion.objects.bulk_create(
            (
                Suspicion(
                    comparison=comparison,
                    one_id=pair.one,
                    other_id=pair.other,
                    points=pair.points,
                )
                for pair in compared.found
                if {pair.one, pair.other} <= there  # not merged away while we compared
            ),
            batch_size=_BATCH,
        )
    return comparison


@transaction.atomic
def tell_apart(one: Business, other: Business, *, reason: str = "", by: Staff) -> Distinction:
    """Record that two entries alike are two businesses（別の事業者）; said again, it is renewed."""
    if one.pk == other.pk or one.organisation_id != other.organisation_id:
        raise RuleViolation("no-pair", "同じ商工会の、二つの事業者を選んでください。")
    first, second = sorted((one, other), key=lambda business: business.pk)
    distinction, _ = Distinction.objects.update_or_create(
        one=first,
        other=second,
        defaults={
            "organisation_id": first.organisation_id,
            "one_seen": as_seen(first),
            "other_seen": as_seen(second),
            "reason": reason,
            "at": clock.now(),
            "by": by,
        },
    )
    return distinction


@transaction.atomic
def suspect_again(one: Business, other: Business) -> None:
    """Take back that two entries are two businesses; nothing where nobody said so."""
    keys = sorted((one.pk, other.pk))
    for distinction in Distinction.objects.filter(one=keys[0], other=keys[1]):
        distinction.delete()
