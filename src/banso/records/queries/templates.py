"""Templates（記録のひな形）as the record form offers them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from banso.accounts.models import Staff
from banso.records.models import RecordTemplate


@dataclass(frozen=True, slots=True)
class OfferedTemplate:
    """One template on the form: what it fills, with topics as keys parted by spaces."""

    public_id: UUID
    name: str
    kind: str
    minutes: int | None
    topics: tuple[str, ...]
    heard: str
    advice: str

    def filled(self) -> dict[str, object]:
        """The fields of the record form it fills, by name; what it leaves open is left out."""
        fields = {
            "kind": self.kind,
            "minutes": self.minutes,
            "topics": list(self.topics),
            "heard": self.heard,
            "advice": self.advice,
        }
        return {name: value for name, value in fields.items() if value}


def templates_offered(staff: Staff) -> list[OfferedTemplate]:
    """The office's templates in use, in its order; topics that were retired are left out."""
    rows = RecordTemplate.objects.visible_to(staff).offered().prefetch_related("topics")
    return [_offered(row) for row in rows]


def _offered(row: RecordTemplate) -> OfferedTemplate:
    topics = tuple(topic.key for topic in row.topics.all() if not topic.is_retired)
    return OfferedTemplate(
        row.public_id, row.name, row.kind, row.minutes, topics, row.heard, row.advice
    )
