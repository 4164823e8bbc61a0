"""What stands around the questions of a check sheet: the plan, the last visit, the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from banso.followup.models import CheckSheet, CheckSheetClosing, DriftCase
from banso.followup.queries.following import Follow, follow_of
from banso.followup.queries.sheet import last_closing
from banso.followup.rules.answers import Answers
from banso.followup.rules.next_visit import Due, next_visit
from banso.followup.rules.sheet import SheetItems
from banso.followup.rules.told import Told, told_on
from banso.plans.models import BusinessPlan

_DIRECTION = "direction"  # the heading under which the owner says where the business is to go


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet as its page shows it; ``next`` is the visit after this one, if the plan runs on.

    ``drifts`` wait today. Of a visit that was made, ``drifts_then`` are those that waited on its
    day, and ``last`` is the visit before it.
    """

    sheet: CheckSheet
    items: SheetItems
    answers: Answers
    direction: str
    follow: Follow | None
    drifts: tuple[DriftCase, ...]
    drifts_then: tuple[DriftCase, ...]
    last: CheckSheetClosing | None
    next: Due | None

    @property
    def told(self) -> Told:
        """What was asked and answered, side by side."""
        return told_on(self.items, self.answers)


def sheet_page(sheet: CheckSheet, plan: BusinessPlan, day: date) -> SheetPage:
    """The sheet of a plan as it stands on ``day``. About sixteen queries."""
    follow, closing = follow_of(plan, day), getattr(sheet, "closing", None)
    return SheetPage(
        sheet,
        SheetItems.from_json(sheet.items),
        Answers.from_json(sheet.answers),
        direction_of(plan),
        follow,
        tuple(DriftCase.objects.open().filter(plan=plan)),
        tuple(_drifts_on(plan, closing.on)) if closing else (),
        _visit_before(closing) if closing else last_closing(plan),
        visit_after(follow, day) if follow else None,
    )


def _drifts_on(plan: BusinessPlan, day: date) -> QuerySet[DriftCase]:
    """Drift that waited for a third party on a day, as it was when the day began."""
    still = Q(gone_on__isnull=True) | Q(gone_on__gte=day)
    unreviewed = Q(review__isnull=True) | Q(review__on__gte=day)
    return DriftCase.objects.filter(still, unreviewed, plan=plan, opened_on__lte=day)


def _visit_before(closing: CheckSheetClosing) -> CheckSheetClosing | None:
    """The visit by check sheet that stood before this one. One query."""
    rows = CheckSheetClosing.objects.standing().filter(sheet__plan=closing.sheet.plan_id)
    earlier = rows.filter(on__lte=closing.on, at__lt=closing.at)
    return earlier.select_related("record").order_by("-on", "-pk").first()


def direction_of(plan: BusinessPlan) -> str:
    """Where the owner wants the business to go, in their words; else the first on the wall."""
    texts = {row.key: row.text for row in plan.sections.all() if row.text}
    on_wall = (one.key for one in plan.kind_of.sections if one.on_wall)
    found = (texts[key] for key in (_DIRECTION, *on_wall) if key in texts)
    return next(found, "")


def visit_after(follow: Follow, day: date) -> Due | None:
    """The next visit if one is made on ``day``: the call of the owner is answered by it."""
    return next_visit(follow.decision, follow.standing.visited(day))
