"""Decisions about cases（事例）: written, checked by another person, reviewed each year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from banso.accounts.models import Staff
from banso.accounts.rules import PERMISSIONS
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.models import (
    CaseCheck,
    CaseRetirement,
    CaseReview,
    SupportCase,
    SupportRecord,
    Topic,
)
from banso.records.queries.anonymising import knowledge_for, still_named
from banso.records.queries.finding import CASES
from banso.records.rules.days import months_later

REVIEW_AFTER_MONTHS = 12
LONGEST_REASON = 200


@transaction.atomic
def write_case(
    case: SupportCase, *, records: Sequence[SupportRecord], topics: Iterable[Topic], by: Staff
) -> SupportCase:
    """Keep a new case as a draft（下書き）, linked to the records it was drawn from.

    Refuses records of several businesses, none at all, and any told in confidence（内密）.
    """
    businesses = {record.business for record in records}
    if len(businesses) != 1:
        words = "もとになる記録を、1つの事業者から選んでください。"
        raise RuleViolation("records", words, field="records")
    if any(record.is_confidential for record in records):
        words = "内密の記録は、事例のもとにできません。"
        raise RuleViolation("confidential", words, field="records")
    case.organisation = by.organisation
    case.business = businesses.pop()
    case.industry_code = case.business.industry_code
    case.written_by = case.text_by = by
    case.written_at = clock.now()
    case.skip_history_when_saving = True
    case.save()
    case.records.set(records)
    case.topics.set(topics)
    del case.skip_history_when_saving
    case.save()
    CASES.renew([case.pk])
    return case


@transaction.atomic
def edit_case(
    case: SupportCase, *, topics: Iterable[Topic], seen_version: int, by: Staff
) -> SupportCase:
    """Save a mended case; a changed text has to be checked anew.

    Refuses with ``EditConflict`` when a colleague saved it first.
    """
    current = SupportCase.objects.select_for_update().get(pk=case.pk)
    if current.version != seen_version:
        raise EditConflict
    if current.texts != case.texts:
        case.text_version = current.text_version + 1
        case.text_by = by
    else:
        case.text_version, case.text_by = current.text_version, current.text_by
    case.version = seen_version + 1
    case.topics.set(topics)
    case.save()
    CASES.renew([case.pk])
    return case


@transaction.atomic
def check_case(case: SupportCase, *, seen_text: int, by: Staff) -> CaseCheck:
    """Confirm（確認）that the case names nobody, so that it is shown; good for a year.

    Refuses the person who wrote the text while the office has another who may confirm, a text
    changed since it was read, one drawn from a record that is confidential by now, one that still
    names somebody for certain, and a withdrawn case.
    """
    current = SupportCase.objects.select_for_update().get(pk=case.pk)
    if current.text_version != seen_text:
        raise RuleViolation(
            "changed-meanwhile",
            "読んでいる間に文が直されました。もう一度読んでから確認してください。",
        )
    if hasattr(current, "retirement"):
        raise RuleViolation("retired", "取り下げた事例は確認できません。先に戻してください。")
    _refuse_own_text(current, by)
    if current.records.filter(confidence__isnull=False).exists():
        words = (
            "もとの記録が内密になっています。事例にしてよいか記録した職員に確かめ、内密を解くか、"
            "事例のもとからその記録を外してから確認してください。"
        )
        raise RuleViolation("confided", words)
    named = still_named(current, knowledge_for(current.organisation, current.business))
    if named:
        words = "、".join(f"「{one.before}」（{one.rule.label}）" for one in named[:5])
        raise RuleViolation("named", f"まだ{words}が残っています。直してから確認してください。")
    today = clock.today()
    check, _ = CaseCheck.objects.get_or_create(
        case=current,
        text_version=current.text_version,
        defaults={
            "at": clock.now(),
            "checked_by": by,
            "review_due_on": months_later(today, REVIEW_AFTER_MONTHS),
        },
    )
    return check


def may_check_own_text(by: Staff) -> bool:
    """Whether nobody else in the office may confirm: then the writer confirms alone."""
    may_check = PERMISSIONS["check-cases"].roles
    others = Staff.objects.of(by.organisation).active().filter(role__in=may_check)
    return not others.exclude(pk=by.pk).exists()


def _refuse_own_text(case: SupportCase, by: Staff) -> None:
    if case.text_by == by and not may_check_own_text(by):
        raise RuleViolation(
            "own-text",
            "自分が書いた（直した）文は、ほかの職員に読んで確認してもらってください。",
        )


@transaction.atomic
def uncheck_case(case: SupportCase) -> None:
    """Take back the confirmation of the text as it reads now: the case is a draft again."""
    for check in CaseCheck.objects.filter(case=case, text_version=case.text_version):
        for review in check.reviews.all():
            review.delete()
        check.delete()


@transaction.atomic
def keep_case_in_use(case: SupportCase, *, by: Staff) -> CaseReview:
    """Find the case good for another year（今年も使える）. Refuses an unconfirmed one.

    Pressed by two people on one day, it is reviewed once.
    """
    check = (
        CaseCheck.objects.select_for_update()
        .filter(case=case, text_version=case.text_version)
        .first()
    )
    if check is None:
        raise RuleViolation("unchecked", "確認していない事例は見直せません。先に確認してください。")
    today = clock.today()
    review, _ = CaseReview.objects.get_or_create(
        case_check=check,
        on=today,
        defaults={"reviewed_by": by, "next_due_on": months_later(today, REVIEW_AFTER_MONTHS)},
    )
    return review


@transaction.atomic
def undo_review(case: SupportCase) -> None:
    """Take back the latest review（見直しを戻す）."""
    latest = CaseReview.objects.filter(
        case_check__case=case, case_check__text_version=case.text_version
    ).first()
    if latest is not None:
        latest.delete()


@transaction.atomic
def retire_case(case: SupportCase, *, reason: str, by: Staff) -> CaseRetirement:
    """Show the case no longer（取り下げる）; it can be brought back."""
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        words = f"理由は{LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    CASES.drop([case.pk])
    try:
        with transaction.atomic():
            return CaseRetirement.objects.create(
                case=case, at=clock.now(), reason=reason, retired_by=by
            )
    except IntegrityError:  # a colleague pressed a moment before
        return CaseRetirement.objects.get(case=case)


@transaction.atomic
def bring_back_case(case: SupportCase) -> None:
    """Let a withdrawn case be shown again, confirmed as it was."""
    for retirement in CaseRetirement.objects.filter(case=case):
        retirement.delete()
    CASES.renew([case.pk])
