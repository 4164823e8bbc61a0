"""Decisions about monthly figures（月次数値）, and the links by which owners send them in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from banso.accounts.actions import hash_token
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.figures.models import Evidence, FigureLink, FigureLinkRevocation, MonthlyFigure
from banso.figures.rules.monthly import Answer, monthly_items
from banso.registry.actions import refuse_erased
from banso.registry.models import Business

LINK_DAYS = 400
MonthlyCell = tuple[date, str]  # the month's first day, the item


@dataclass(frozen=True, slots=True)
class IssuedFigureLink:
    """A link and its token, which is shown once and kept nowhere."""

    link: FigureLink
    token: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell as a person wants it; ``opened`` is what it said when the page was opened."""

    answer: Answer | None
    opened: str = ""


@transaction.atomic
def enter_monthly_figures(
    business: Business,
    changes: Mapping[MonthlyCell, Change],
    *,
    evidence: Evidence = Evidence.DECLARED,
    by: Staff | None = None,
    link: FigureLink | None = None,
) -> int:
    """Keep the cells that were changed, all of them or none; how many were.

    A blank answer takes the figure away. Refuses months to come and items nobody knows; and with
    ``EditConflict`` when a cell no longer says what it said when the page was opened.
    """
    locked = Business.objects.select_for_update().get(pk=business.pk)
    refuse_erased(locked)
    months = [month for month, _ in changes]
    rows = MonthlyFigure.objects.of_business(locked).filter(month__in=months)
    kept = {(row.month, row.item): row for row in rows}
    changed = {cell: one for cell, one in changes.items() if one.answer != _answer(kept.get(cell))}
    for (month, item), one in changed.items():
        _refuse(month, item)
        before = _answer(kept.get((month, item)))
        if (before.text if before else "") != one.opened:
            raise EditConflict
    for cell, one in changed.items():
        figure = kept.get(cell) or MonthlyFigure(business=locked, month=cell[0], item=cell[1])
        _keep(figure, one.answer, evidence=evidence, by=by, link=link)
    return len(changed)


def _refuse(month: date, item: str) -> None:
    if item not in monthly_items():
        raise RuleViolation("unknown-item", f"知らない項目です（{item}）。")
    if month > clock.today():
        raise RuleViolation("not-yet", "まだ来ていない月の数字は入れられません。")


def _answer(row: MonthlyFigure | None) -> Answer | None:
    return Answer(row.value, row.is_unknown) if row else None


def _keep(
    figure: MonthlyFigure,
    answer: Answer | None,
    *,
    evidence: Evidence,
    by: Staff | None,
    link: FigureLink | None,
) -> None:
    if answer is None:
        figure.delete()
        return
    figure.value, figure.is_unknown = answer.value, answer.is_unknown
    figure.evidence, figure.entered_by, figure.link = evidence, by, link
    figure.at = clock.now()
    figure.save()


@transaction.atomic
def issue_link(business: Business, *, by: Staff) -> IssuedFigureLink:
    """Make the owner's personal link for a little over a year; links made before are revoked."""
    refuse_erased(business)
    for earlier in FigureLink.objects.in_force(clock.today()).filter(business=business):
        revoke_link(earlier, by=by)
    token = secrets.token_urlsafe(32)
    link = FigureLink.objects.create(
        business=business,
        token_hash=hash_token(token),
        made_by=by,
        made_at=clock.now(),
        expires_on=clock.today() + timedelta(days=LINK_DAYS),
    )
    return IssuedFigureLink(link, token)


@transaction.atomic
def revoke_link(link: FigureLink, *, by: Staff) -> None:
    """Let a link open nothing any more; asking again changes nothing."""
    FigureLinkRevocation.objects.get_or_create(
        link=link, defaults={"at": clock.now(), "confirmed_by": by}
    )


def note_use(link: FigureLink) -> None:
    """Note when the link was used last; this is no edit of the link."""
    FigureLink.objects.filter(pk=link.pk).update(last_used_at=clock.now())
