"""The firms chosen for a year beside those visited in it: two numbers, and who is in only one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from banso.accounts.models import Organisation
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import Selection
from banso.followup.queries.visits import visits_of
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class VisitedFirm:
    """A business visited in the year without being chosen, and how often."""

    business: Business
    visits: int


@dataclass(frozen=True, slots=True)
class ChoiceAndVisits:
    """How many firms are chosen and how many visited（実数）, and the firms in only one of them."""

    chosen: int
    visited: int
    not_chosen: tuple[VisitedFirm, ...]
    not_visited: tuple[Selection, ...]

    @property
    def words(self) -> str:
        """Both numbers in one line, as paper tells them."""
        return (
            f"選んだ事業者 {self.chosen}者　訪問した事業者 {self.visited}者"
            f"（うち選んでいない {len(self.not_chosen)}者）　"
            f"選んだがまだ訪問していない {len(self.not_visited)}者"
        )


def choice_and_visits(
    organisation: Organisation, year: FiscalYear, selections: Iterable[Selection]
) -> ChoiceAndVisits:
    """The firms chosen against the visits made in the year. Two queries.

    ``selections`` come with plan and business.
    """
    chosen = {row.plan.business_id: row for row in selections}
    rows = visits_of(organisation, year.whole).order_by().values("business")
    visits = dict(rows.annotate(times=Count("pk")).values_list("business", "times"))
    others = Business.objects.filter(pk__in=visits.keys() - chosen.keys())
    not_chosen = tuple(
        VisitedFirm(one, visits[one.pk]) for one in others.order_by("name_kana", "name", "pk")
    )
    not_visited = tuple(row for key, row in chosen.items() if key not in visits)
    return ChoiceAndVisits(len(chosen), len(visits), not_chosen, not_visited)
