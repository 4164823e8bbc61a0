"""What a rhythm decided by hand would do（頻度を変えたら）, before it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from banso.core.fiscal_year import FiscalYear
from banso.followup.queries.following import Follow, rules_of
from banso.followup.queries.outlook import outlook_of
from banso.followup.rules.by_hand import visits_by_hand
from banso.followup.rules.next_visit import Due, next_visit
from banso.followup.rules.outlook import outlook
from banso.followup.rules.rhythm import ByHand, Rhythm, rhythm_for


@dataclass(frozen=True, slots=True)
class RhythmPreview:
    """The next visit and the year's 延べ now, and as they would be.

    ``visits`` are the plan's business's in the year, made and to come; ``office`` those of all
    businesses followed up.
    """

    year: FiscalYear
    rhythm: Rhythm
    before: Due | None
    after: Due | None
    visits_before: int
    visits_after: int
    office_before: int
    is_late: bool = False

    @property
    def stays_late(self) -> bool:
        """Whether the visit is late now, and no rhythm changes that."""
        return self.is_late and self.before == self.after

    @property
    def office_after(self) -> int:
        """The year's 延べ of all as it would be."""
        return self.office_before + self.visits_after - self.visits_before


def preview_of(follow: Follow, by_hand: ByHand, day: date) -> RhythmPreview:
    """The effect of a rhythm by hand on the fiscal year of ``day``. Twelve queries."""
    organisation, year = follow.business.organisation, FiscalYear.of(day)
    rules = rules_of(organisation)
    hand = by_hand.after(follow.decision.by_hand)
    decided = rhythm_for(rules.rhythms, follow.around, day, hand)
    then = by_hand.until + timedelta(days=1)
    afterwards = rhythm_for(rules.rhythms, follow.around, then, follow.decision.by_hand)
    coming = visits_by_hand(decided, afterwards, follow.standing, year.last_day, day)
    firms = outlook_of(organisation, year, day)
    own = next(one for one in firms if one.key == follow.plan.business_id)
    return RhythmPreview(
        year=year,
        rhythm=decided.rhythm,
        before=follow.due,
        after=next_visit(decided, follow.standing),
        visits_before=len(own.made) + len(own.coming(day, year)),
        visits_after=len(own.made) + len(coming),
        office_before=outlook(firms, year, day, rules.room).visits,
        is_late=follow.days_late(day) > 0,
    )
