"""Decisions about analysis seminars（経営分析セミナー）: a session made, its link, who joins.

The tokens of links are made of the installation's own key and what only the asker knows, so that
the same link can be shown again while the database keeps nothing but its hash.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from banso.accounts.actions import hash_token
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import SeminarSession, Workbook
from banso.diagnosis.rules.seminar.sheet import setting

LONGEST_TITLE = 80
MOST_WORKBOOKS = 200  # of one session; a seminar has twenty places
_LONGEST = {
    "business_name": ("事業所名", 120),
    "owner_name": ("氏名", 60),
    "phone": ("電話", 40),
}


def join_token(session: SeminarSession) -> str:
    """The token of the link by which people join, as it was when the link was made."""
    return _token("seminar-join", f"{session.public_id}:{session.link_number}")


def _token(purpose: str, words: str) -> str:
    return salted_hmac(f"banso.diagnosis.{purpose}", words, algorithm="sha256").hexdigest()


@transaction.atomic
def hold_seminar(session: SeminarSession, *, by: Staff) -> SeminarSession:
    """Make a session（回）with its link; sent twice it is made once.

    Without a closing day it closes fourteen days after it is held.
    """
    made = SeminarSession.objects.filter(
        organisation=by.organisation, public_id=session.public_id
    ).first()
    if made is not None:
        return made
    session.organisation, session.made_by = by.organisation, by
    session.token_hash = hash_token(join_token(session))
    _check(session)
    session.save()
    return session


@transaction.atomic
def edit_seminar(session: SeminarSession, *, seen_version: int) -> SeminarSession:
    """Save an edited session; another closing day opens or closes its links at once."""
    _check(session)
    return session.save_edit(seen_version=seen_version)


def _check(session: SeminarSession) -> None:
    session.title = session.title.strip()
    if not session.title:
        raise RuleViolation("no-title", "名称を入力してください。", field="title")
    for name, label, most in (("title", "名称", LONGEST_TITLE), ("place", "会場", LONGEST_TITLE)):
        typed = len(getattr(session, name))
        if typed > most:
            words = f"{label}は{most}字までにしてください（いま{typed:,}字）。"
            raise RuleViolation("too-long", words, field=name)
    if session.closes_on is None:
        session.closes_on = session.held_on + timedelta(days=setting("closes_after_days"))
    if session.closes_on < session.held_on:
        words = "締めは開催日以後の日付にしてください。"
        raise RuleViolation("closes-before", words, field="closes_on")


@transaction.atomic
def renew_join_link(session: SeminarSession) -> SeminarSession:
    """Make another link to join by; the one before, on screens and on paper, opens nothing."""
    locked = SeminarSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    locked.link_number += 1
    locked.token_hash = hash_token(join_token(locked))
    return locked.save_edit(seen_version=locked.version)


def is_link_current(session: SeminarSession) -> bool:
    """Whether the link that can be shown is the one kept; another secret key makes another."""
    return session.token_hash == hash_token(join_token(session))


@transaction.atomic
def join_seminar(workbook: Workbook, *, entry_key: UUID) -> tuple[Workbook, str]:
    """Give a participant a workbook and the token of its own link.

    The same entry of the same person sent twice leads to the same workbook. Refuses after the
    closing day, and when the session is full.
    """
    session = SeminarSession.objects.select_for_update(of=("self",)).get(pk=workbook.session_id)
    if not session.is_open(clock.today()):
        raise RuleViolation("closed", "このセミナーの受付は終わりました。")
    _refuse_words(workbook)
    who = f"{session.public_id}:{entry_key}:{workbook.business_name}:{workbook.owner_name}"
    token = _token("workbook", who)
    workbook.token_hash = hash_token(token)
    joined = Workbook.objects.filter(token_hash=workbook.token_hash).first()
    return joined or _begun(workbook), token


@transaction.atomic
def begin_paper(workbook: Workbook, *, by: Staff) -> Workbook:
    """Begin to type in a booklet filled in with a pen（紙）; sent twice it is begun once."""
    begun = Workbook.objects.visible_to(by).filter(public_id=workbook.public_id).first()
    if begun is not None:
        return begun
    workbook.typed_by = by
    _refuse_words(workbook)
    return _begun(workbook)


@transaction.atomic
def reissue_link(workbook: Workbook) -> str:
    """Make another link for a participant who lost theirs, and show its token once.

    The one before opens nothing any more. Refuses a workbook from paper, which has none.
    """
    locked = Workbook.objects.select_for_update(of=("self",)).get(pk=workbook.pk)
    if locked.is_paper:
        raise RuleViolation("paper", "紙から入力したワークブックに、本人のリンクはありません。")
    token = _token("workbook", f"{locked.public_id}:{uuid.uuid4()}")
    locked.token_hash = hash_token(token)
    locked.save_edit(seen_version=locked.version)
    return token


def _begun(workbook: Workbook) -> Workbook:
    if Workbook.objects.filter(session=workbook.session_id).count() >= MOST_WORKBOOKS:
        words = f"この回のワークブックは{MOST_WORKBOOKS}冊までです。商工会に声をかけてください。"
        raise RuleViolation("full", words)
    now = clock.now()
    workbook.started_at = workbook.written_at = now
    workbook.consented_at = workbook.consented_at or now
    try:
        with transaction.atomic():
            workbook.save()
    except IntegrityError:  # the second press arrived while the first was being saved
        again = Workbook.objects.filter(token_hash=workbook.token_hash).exclude(token_hash="")
        found = again.first() or Workbook.objects.filter(public_id=workbook.public_id).first()
        if found is None:
            raise
        return found
    return workbook


def _refuse_words(workbook: Workbook) -> None:
    """Refuse names that are missing, and what is longer than its column."""
    for name, (label, most) in _LONGEST.items():
        text = getattr(workbook, name).strip()
        setattr(workbook, name, text)
        if not text and name != "phone":
            raise RuleViolation("empty", f"{label}を入力してください。", field=name)
        if len(text) > most:
            words = f"{label}は{most}字までにしてください（いま{len(text):,}字）。"
            raise RuleViolation("too-long", words, field=name)
