"""What a mail of reminders of one person would say, and what was sent before."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.followup.models import DigestSent, DigestWish
from banso.followup.queries.following import due_visits
from banso.followup.queries.handover import unread_by
from banso.followup.rules.digest import Digest, Visit, until

_SHOWN = 10


def digest_for(staff: Staff, day: date | None = None, *, with_names: bool = False) -> Digest:
    """The mail of one person: visits of their own firms, late and of seven days. 11 queries."""
    day = day or clock.today()
    late: list[Visit] = []
    coming: list[Visit] = []
    for row in due_visits(staff, day, adviser=staff, until=until(day)):
        if row.due is not None:
            visit = Visit(row.due.on, row.business.name, row.days_late(day))
            (late if visit.days_late else coming).append(visit)
    return Digest(day, tuple(late), tuple(coming), unread_by(staff), with_names=with_names)


def wish_of(staff: Staff) -> DigestWish | None:
    """What the person chose; ``None`` when no mail is wanted. One query."""
    return DigestWish.objects.filter(staff=staff).first()


def sent_to(staff: Staff) -> list[DigestSent]:
    """The last mails of the person, the newest first. One query."""
    return list(DigestSent.objects.filter(staff=staff)[:_SHOWN])


def why_no_mail(organisation: Organisation) -> str:
    """Why the installation sends no mail for the office; empty when it does."""
    if organisation.is_demonstration:
        return "実演用の商工会では、メールを送りません。"
    if not settings.MAIL_IS_SET:
        return (
            "この伴走には、送信サーバーが設定されていません。設置した人に頼むと送れるようになります。"
            "ここで選んだことは残ります。"
        )
    return ""
