"""Decisions about experts sent（専門家派遣）; each one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.actions.support import RecordParts, record_support
from banso.records.models import (
    ContactKind,
    DispatchReport,
    ExpertDispatch,
    SupportRecord,
    Topic,
)
from banso.records.queries.finding import DISPATCHES
from banso.registry.actions import Basis, disclose, end_access, grant_access, refuse_erased
from banso.registry.models import (
    AccessGrant,
    Business,
    Disclosure,
    DisclosureKind,
    RecipientKind,
)

LONGEST_PURPOSE = 200
SHOWN_TO_EXPERTS = "派遣のあいだ、台帳と支援記録（内密の内容を除く）を画面で見られるようにした"
READING_AFTER_REPORT = timedelta(days=30)  # how long an expert may still read the firm's page


@transaction.atomic
def arrange_dispatch(
    dispatch: ExpertDispatch, *, by: Staff, basis: Basis | None = None
) -> ExpertDispatch:
    """Arrange for an outside expert to be sent（専門家派遣）; the expert then sees the business.

    That is handing something out: refuses where neither a consent is in force nor ``basis`` names
    another ground.
    """
    _check_asked(dispatch)
    refuse_erased(dispatch.business)
    dispatch.organisation = by.organisation
    dispatch.arranged_by = by
    dispatch.save()
    if dispatch.expert is not None:
        _open_to(dispatch.expert, dispatch, basis=basis, by=by)
    DISPATCHES.put([dispatch])
    return dispatch


def _open_to(expert: Staff, dispatch: ExpertDispatch, *, basis: Basis | None, by: Staff) -> None:
    """Let the expert see the business, under a consent or another ground, and log it."""
    opened = Disclosure(
        business=dispatch.business,
        kind=DisclosureKind.ACCESS,
        what=SHOWN_TO_EXPERTS,
        recipient_kind=RecipientKind.EXPERT,
        recipient=dispatch.expert_name,
        purpose=f"専門家派遣：{dispatch.theme}"[:LONGEST_PURPOSE],
        on=clock.today(),
    )
    disclose(opened, basis=basis, by=by)
    grant_access(dispatch.business, expert, by=by)


@transaction.atomic
def edit_dispatch(
    dispatch: ExpertDispatch, *, seen_version: int, by: Staff, basis: Basis | None = None
) -> ExpertDispatch:
    """Save an edited dispatch; refuses with ``EditConflict`` when a colleague saved it first.

    Another expert than before is handed the business anew, as ``arrange_dispatch`` does.
    """
    _check_asked(dispatch)
    refuse_erased(dispatch.business)
    before = ExpertDispatch.objects.select_related("expert").get(pk=dispatch.pk).expert
    dispatch.save_edit(seen_version=seen_version)
    if dispatch.expert is not None and before != dispatch.expert:
        _open_to(dispatch.expert, dispatch, basis=basis, by=by)
    if before is not None and before != dispatch.expert:
        _close_to(before, dispatch.business)
    DISPATCHES.put([dispatch])
    return dispatch


def _check_asked(dispatch: ExpertDispatch) -> None:
    if dispatch.asked_on > clock.today():
        raise RuleViolation("future", "依頼日に未来の日付は入れられません。", field="asked_on")


def _close_to(expert: Staff, business: Business) -> None:
    """Take back the leave to see a business from an expert no dispatch sends there any more."""
    if not ExpertDispatch.objects.filter(expert=expert, business=business).exists():
        for grant in AccessGrant.objects.filter(staff=expert, business=business):
            grant.delete()


@transaction.atomic
def report_dispatch(
    report: DispatchReport, *, dispatch: ExpertDispatch, topics: Sequence[Topic], by: Staff
) -> DispatchReport:
    """Record what the expert found（派遣報告）, as a report and as the contact it was."""
    if hasattr(dispatch, "report"):
        raise RuleViolation("already-reported", "この派遣の報告はすでに登録されています。")
    report.dispatch = dispatch
    report.reported_by = by
    report.record = record_support(
        SupportRecord(
            business=dispatch.business,
            on=report.on,
            kind=ContactKind.DISPATCH,
            minutes=report.minutes,
            attendees="",
            heard="",
            advice=report.findings,
        ),
        RecordParts(supporters=[dispatch.arranged_by], topics=topics),
        by=by,
    )
    report.save()
    if dispatch.expert is not None:
        _end_access_to(dispatch.expert, dispatch.business)
    return report


def _end_access_to(expert: Staff, business: Business) -> None:
    """Let the expert read for a while after the last report, and no longer."""
    sent = ExpertDispatch.objects.filter(expert=expert, business=business)
    if not sent.unreported().exists():
        end_access(business, expert, on=clock.today() + READING_AFTER_REPORT)
