"""Decisions about a workbook（ワークブック）: a step kept, a request made or taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import (
    AnalysisRequest,
    RequestAnswer,
    Workbook,
    WorkbookQuerySet,
)
from banso.diagnosis.rules.seminar.pages import FIGURES, NINETY_DAYS, SWOT
from banso.diagnosis.rules.seminar.sheet import setting

STORED = {FIGURES: "figures", SWOT: "swot", NINETY_DAYS: "ninety_days"}
LONGEST = {
    "wish": ("相談したいこと", 600),
    "best_time": ("連絡のつきやすい時間", 100),
    "phone": ("電話", 40),
}
CLOSED = "締めの日を過ぎたので、もう書けません。直したいときは、商工会に声をかけてください。"


class WrittenMeanwhile(RuleViolation):
    """Someone else saved the same step since the page was opened; nothing of this was saved."""

    def __init__(self) -> None:
        words = (
            "入力している間に、別の端末か商工会の職員が、同じところを書き直しました。"
            "この画面の内容でよければ、もう一度「保存」を押してください。"
        )
        super().__init__("written-meanwhile", words)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a participant says when asking for an individual analysis."""

    wish: str
    best_time: str
    phone: str


def mark_of(workbook: Workbook, step: str) -> str:
    """What the step said, as a mark to tell later whether it was written meanwhile."""
    stored = getattr(workbook, STORED[step])
    said = json.dumps(stored, ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def keep_step_of_workbook(
    workbook: Workbook,
    step: str,
    content: Mapping[str, object],
    *,
    opened: str,
    by: Staff | None = None,
) -> Workbook:
    """Keep one step as it was written; the same sent twice is kept once.

    ``opened`` is the mark of what the page was opened with. Refuses a participant after the
    closing day, and with ``WrittenMeanwhile`` what would undo another's words unseen.
    """
    locked = _locked(workbook, by)
    name = STORED[step]
    if getattr(locked, name) == dict(content):
        return locked
    if mark_of(locked, step) != opened:
        raise WrittenMeanwhile
    setattr(locked, name, dict(content))
    locked.written_at = clock.now()
    return locked.save_edit(seen_version=locked.version)


def _locked(workbook: Workbook, by: Staff | None) -> Workbook:
    """The workbook, locked; staff may still type in a booklet after the closing day."""
    rows = Workbook.objects.select_for_update(of=("self",)).select_related("session")
    locked = rows.get(pk=workbook.pk)
    if by is None and not locked.session.is_open(clock.today()):
        raise RuleViolation("closed", CLOSED)
    return locked


@transaction.atomic
def ask_for_analysis(
    workbook: Workbook, wishes: Wishes, *, by: Staff | None = None
) -> AnalysisRequest:
    """Ask for an individual analysis（個別分析の申込み）; asked again, the wishes are the new ones.

    Refuses without a telephone number, after the closing day, and once the office has answered.
    """
    locked = _locked(workbook, by)
    typed = {name: getattr(wishes, name).strip() for name in LONGEST}
    if not typed["phone"]:
        words = "折り返し連絡する電話番号を入力してください。"
        raise RuleViolation("no-phone", words, field="phone")
    for name, (label, most) in LONGEST.items():
        if len(typed[name]) > most:
            words = f"{label}は{most}字までにしてください（いま{len(typed[name]):,}字）。"
            raise RuleViolation("too-long", words, field=name)
    request = AnalysisRequest.objects.filter(workbook=locked).first()
    if request is None:
        return AnalysisRequest.objects.create(workbook=locked, asked_at=clock.now(), **typed)
    _refuse_answered(request)
    if all(getattr(request, name) == typed[name] for name in typed):
        return request
    for name, words in typed.items():
        setattr(request, name, words)
    return request.save_edit(seen_version=request.version)


@transaction.atomic
def take_request_back(workbook: Workbook, *, by: Staff | None = None) -> None:
    """Take a request back（取下げ）; asking again later is free. Refuses once it was answered."""
    locked = _locked(workbook, by)
    for request in AnalysisRequest.objects.filter(workbook=locked):
        _refuse_answered(request)
        request.delete()


def _refuse_answered(request: AnalysisRequest) -> None:
    if RequestAnswer.objects.filter(request=request).exists():
        words = "商工会がすでにお返事をしています。変わったことがあれば、電話でお知らせください。"
        raise RuleViolation("answered", words)


def forget_workbooks(rows: WorkbookQuerySet) -> int:
    """Delete workbooks with all that hangs on them and their history; how many there were."""
    keys = list(rows.values_list("pk", flat=True))
    past_requests = past_of(AnalysisRequest).filter(workbook_id__in=keys)
    requests = set(past_requests.values_list("id", flat=True))
    RequestAnswer.objects.filter(request__workbook__in=keys).delete()
    past_of(RequestAnswer).filter(request_id__in=requests).delete()
    AnalysisRequest.objects.filter(workbook__in=keys).delete()
    past_requests.delete()
    Workbook.objects.filter(pk__in=keys).delete()
    past_of(Workbook).filter(id__in=keys).delete()
    return len(keys)


@transaction.atomic
def forget_old_workbooks() -> int:
    """Delete workbooks that belong to no business a year after their seminar; how many."""
    day = clock.today() - timedelta(days=setting("forgotten_days"))
    return forget_workbooks(Workbook.objects.unmatched().held_before(day))
