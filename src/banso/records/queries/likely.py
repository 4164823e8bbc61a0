"""What a short form offers first: the topics and the reasons that are likely for a firm."""

from __future__ import annotations

from django.db.models import Count, Max

from banso.accounts.models import Staff
from banso.records.models import SupportRecord
from banso.registry.models import Business

MOST_TOPICS = 6
MOST_REASONS = 4
_LATEST = 60  # records of one's own that tell what one is asked about nowadays
_USUAL_REASONS = ("進み具合の確認", "約束の確認", "資料を届ける")


def likely_topics(staff: Staff, business: Business | None) -> list[str]:
    """Keys of the topics likely to be spoken of: the firm's latest first, then one's own usual."""
    found: list[str] = []
    if business is not None:
        rows = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
        latest = rows.order_by().values("topics__key").annotate(last=Max("on"), often=Count("pk"))
        found = [row["topics__key"] for row in latest.order_by("-last", "-often")[:MOST_TOPICS]]
    if len(found) < MOST_TOPICS:
        own = SupportRecord.objects.of(staff.organisation).filter(recorded_by=staff)
        recent = own.order_by("-on", "-pk").values("pk")[:_LATEST]
        usual = SupportRecord.objects.filter(pk__in=list(recent.values_list("pk", flat=True)))
        often = usual.order_by().values("topics__key").annotate(often=Count("pk"))
        found += [row["topics__key"] for row in often.order_by("-often", "topics__key")]
    return [key for key in dict.fromkeys(found) if key][:MOST_TOPICS]


def likely_reasons(staff: Staff, business: Business | None) -> list[str]:
    """Reasons to offer for the next contact: the firm's latest ones, then the usual ones.

    What was told in confidence is never offered.
    """
    found: list[str] = []
    if business is not None:
        rows = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
        told = rows.filter(confidence__isnull=True).exclude(next_contact_reason="")
        said = told.values_list("next_contact_reason", flat=True)
        found = list(said[:MOST_REASONS])
    return list(dict.fromkeys([*found, *_USUAL_REASONS]))[:MOST_REASONS]
