"""What the picker（事業者を選ぶ欄）offers while someone types."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Q, Value, When

from banso.accounts.models import Staff
from banso.core.japanese import search_terms
from banso.registry.models import Business, BusinessQuerySet
from banso.registry.queries.following import kept_instead_of

_MOST_CHOICES = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One business offered by the picker, with what tells it from its namesakes."""

    public_id: UUID
    name: str
    details: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """The state of the picker: words typed, businesses offered, and the one chosen, if any."""

    search: str
    choices: tuple[Choice, ...] = ()
    chosen: Choice | None = None
    has_more: bool = False

    @property
    def said(self) -> str:
        """How the search went, in words to be read aloud; nothing before a search."""
        if self.chosen:
            return f"「{self.chosen.name}」を選んでいます。ちがうときは、上の欄でさがし直します。"
        if not search_terms(self.search):
            return ""
        if not self.choices:
            return "見つかりません。名称・フリガナ・電話・住所・代表者の一部でさがせます。"
        if self.has_more:
            return f"{len(self.choices)}件より多くあります。空白で区切って言葉を足すと絞れます。"
        return f"{len(self.choices)}件見つかりました。"


def pick(staff: Staff, *, search: str = "", business: str | UUID | None = None) -> Picker:
    """Offer businesses that ``staff`` may see, or show the one chosen by its public id.

    At most ten: the asker's own（担当）first, closed ones（廃業）last. The id of an entry that was
    merged chooses the one kept; one that is malformed or not the asker's to see chooses nothing.
    """
    visible = Business.objects.visible_to(staff).unerased()
    visible = visible.select_related("closure", "adviser__person")
    public_id = _uuid(business)
    chosen = _chosen(visible, public_id, staff) if public_id else None
    if chosen:
        return Picker(search or chosen.name, chosen=_choice(chosen))
    if not search_terms(search):
        return Picker(search)
    nearest = Case(
        When(Q(closure__isnull=False), then=Value(2)),
        When(Q(adviser=staff), then=Value(0)),
        default=Value(1),
    )
    found = list(
        visible.matching(search).order_by(nearest, "name_kana", "name", "id")[: _MOST_CHOICES + 1]
    )
    choices = tuple(map(_choice, found[:_MOST_CHOICES]))
    return Picker(search, choices, has_more=len(found) > _MOST_CHOICES)


def _chosen(visible: BusinessQuerySet, public_id: UUID, staff: Staff) -> Business | None:
    found = visible.filter(public_id=public_id).first()
    merge = None if found else kept_instead_of(public_id, staff)
    return visible.filter(pk=merge.kept_id).first() if merge else found


def _choice(business: Business) -> Choice:
    owner = f"代表 {business.owner_name}" if business.owner_name else ""
    adviser = f"担当 {business.adviser}" if business.adviser else ""
    details = (business.address, owner, business.phone, adviser)
    return Choice(
        business.public_id, business.name, tuple(filter(None, details)), business.is_closed
    )


def _uuid(text: str | UUID | None) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
