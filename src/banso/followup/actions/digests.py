"""Reminders by e-mail（お知らせメール）: switched on by each person, sent once a day at most."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Max

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.followup.models import DigestRhythm, DigestSent, DigestWish
from banso.followup.queries.digests import digest_for, why_no_mail
from banso.followup.rules.digest import Digest, is_due

INTERRUPTED = "送っている途中で止まりました。届いたかどうかわかりません。"
_LONGEST_FAILURE = 200


@transaction.atomic
def wish_digest(staff: Staff, *, rhythm: str, with_names: bool) -> DigestWish | None:
    """Switch the mail on（お知らせメール）, or with an empty ``rhythm`` off.

    The same again changes nothing. Refuses an unknown rhythm.
    """
    kept = DigestWish.objects.select_for_update().filter(staff=staff).first()
    if not rhythm:
        if kept is not None:
            kept.delete()
        return None
    if rhythm not in DigestRhythm.values:
        words = "いつ送るかを選んでください。"
        raise RuleViolation("unknown-rhythm", words, field="rhythm")
    if kept is not None and (kept.rhythm, kept.with_names) == (rhythm, with_names):
        return kept
    kept = kept or DigestWish(staff=staff, since=clock.today())
    kept.rhythm, kept.with_names = rhythm, with_names
    kept.save()
    return kept


def send_digests(organisation: Organisation, day: date) -> int:
    """Send the mails that are due on the day; how many went. Run again, nobody gets a second one.

    A demonstration, and an installation without a mail server, sends none. What failed is kept and
    shown to the person; it is not tried again the same day.
    """
    if why_no_mail(organisation):
        return 0
    rows = DigestWish.objects.filter(
        staff__organisation=organisation, staff__in=Staff.objects.active()
    )
    wishes = rows.select_related("staff__person", "staff__organisation").annotate(
        last=Max("staff__digests_sent__on")
    )
    went = 0
    for wish in wishes.order_by("pk"):
        due = is_due(wish.rhythm, day, wish.last)
        if due and may(wish.staff.role, "see-follow-up"):
            digest = digest_for(wish.staff, day, with_names=wish.with_names)
            went += 0 if digest.is_empty else _send(wish.staff, digest)
    return went


def _send(staff: Staff, digest: Digest) -> bool:
    """Send one mail. The row comes first: a worker that is killed does not send it twice."""
    row = DigestSent(staff=staff, on=digest.day, at=clock.now(), failure=INTERRUPTED)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False  # another worker has it
    try:
        EmailMessage(digest.subject, digest.body, to=[staff.person.email]).send()
    except (SMTPException, OSError) as error:
        row.failure = f"{type(error).__name__}: {error}"[:_LONGEST_FAILURE]
    else:
        row.failure = ""
    row.save(update_fields=["failure"])
    return not row.failure
