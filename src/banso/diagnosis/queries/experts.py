"""Outside experts（専門家派遣）sent while an analysis was the newest, and what they saw."""

from __future__ import annotations

from dataclasses import dataclass

from banso.accounts.models import Staff
from banso.diagnosis.models import Diagnosis
from banso.records.models import ExpertDispatch


@dataclass(frozen=True, slots=True)
class ExpertView:
    """One dispatch. ``findings`` is empty until the report, and when it was told in confidence.

    ``is_withheld``: there is a report, and its text is read on its own page only（内密）.
    """

    dispatch: ExpertDispatch
    findings: str = ""
    is_withheld: bool = False


def expert_views(diagnosis: Diagnosis, staff: Staff) -> tuple[ExpertView, ...]:
    """Those asked for from the day it began until the next analysis did, the earliest first.

    Two queries, as far as ``staff`` may see them.
    """
    later = Diagnosis.objects.filter(
        business=diagnosis.business_id, started_on__gt=diagnosis.started_on
    )
    next_began = later.order_by("started_on").values_list("started_on", flat=True).first()
    rows = ExpertDispatch.objects.visible_to(staff).filter(
        business=diagnosis.business_id, asked_on__gte=diagnosis.started_on
    )
    if next_began is not None:
        rows = rows.filter(asked_on__lt=next_began)
    rows = rows.select_related("report__record__confidence", "expert__person")
    return tuple(_view(row) for row in rows.order_by("asked_on", "pk"))


def _view(dispatch: ExpertDispatch) -> ExpertView:
    if not hasattr(dispatch, "report"):
        return ExpertView(dispatch)
    if dispatch.report.record.is_confidential:
        return ExpertView(dispatch, is_withheld=True)
    return ExpertView(dispatch, dispatch.report.findings)
