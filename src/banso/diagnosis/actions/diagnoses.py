"""Decisions about an analysis itself（経営分析）: begun, its accounts chosen, costs split anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import Diagnosis, StandardsTable
from banso.diagnosis.queries.finding import ANALYSES
from banso.diagnosis.rules.cost_natures import checked_shares
from banso.diagnosis.rules.findings.rulebook import Question, shipped_rulebook
from banso.figures.models import FinancialStatement
from banso.registry.actions import refuse_erased
from banso.registry.models import Business
from banso.registry.queries import size_of

PERIODS = 3  # looked at side by side, unless others are chosen
MOST_PERIODS = 10
FINISHED = "完了した分析は変えられません。直すときは、先に完了を取り消してください。"


@transaction.atomic
def open_diagnosis(business: Business, *, by: Staff) -> Diagnosis:
    """Begin an analysis of the last three periods that happened（分析を始める）.

    Trade and size are taken from the register, the standards from the newest table. Refuses a
    business without accounts, and one whose analysis is still under way.
    """
    locked = Business.objects.select_for_update().get(pk=business.pk)
    refuse_erased(locked)
    if Diagnosis.objects.filter(business=locked).under_way().exists():
        raise RuleViolation("under-way", "この事業者の分析は、すでに始まっています。")
    rows = FinancialStatement.objects.of_business(locked).realised().latest_periods(PERIODS)
    if not rows:
        raise RuleViolation("no-accounts", "決算がありません。先に決算を入れてください。")
    diagnosis = Diagnosis(
        business=locked,
        started_on=clock.today(),
        opened_by=by,
        industry_code=locked.industry_code,
        is_small=size_of(locked).small,
        standards=StandardsTable.objects.filter(organisation=locked.organisation).first(),
    )
    _save_with_statements(diagnosis, rows)
    ANALYSES.renew([diagnosis.pk])
    return diagnosis


def _save_with_statements(diagnosis: Diagnosis, rows: Sequence[FinancialStatement]) -> None:
    """Row and accounts under one history entry."""
    diagnosis.skip_history_when_saving = True
    if diagnosis.pk is None:
        diagnosis.save()
    diagnosis.statements.set(rows)
    del diagnosis.skip_history_when_saving
    diagnosis.save()


def editable(diagnosis: Diagnosis) -> Diagnosis:
    """The analysis, locked; refuses one that is finished."""
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=diagnosis.pk)
    if Diagnosis.objects.completed().filter(pk=locked.pk).exists():
        raise RuleViolation("finished", FINISHED)
    return locked


@transaction.atomic
def choose_statements(diagnosis: Diagnosis, rows: Sequence[FinancialStatement]) -> Diagnosis:
    """Rest the analysis on these periods. Refuses none, too many, and another business's."""
    locked = editable(diagnosis)
    if not rows:
        raise RuleViolation("none", "決算を1期以上選んでください。", field="statements")
    if len(rows) > MOST_PERIODS:
        words = f"決算は{MOST_PERIODS}期までにしてください（いま{len(rows)}期）。"
        raise RuleViolation("too-many", words, field="statements")
    if any(row.business_id != locked.business_id for row in rows):
        raise RuleViolation("not-theirs", "ほかの事業者の決算です。", field="statements")
    _save_with_statements(locked, rows)
    return locked


@transaction.atomic
def take_trade_anew(diagnosis: Diagnosis) -> Diagnosis:
    """Take trade and size from the register as they stand there now（台帳に合わせ直す）."""
    locked = editable(diagnosis)
    business = locked.business
    locked.industry_code, locked.is_small = business.industry_code, size_of(business).small
    return locked.save_edit(seen_version=locked.version)


@transaction.atomic
def split_costs_anew(
    diagnosis: Diagnosis, shares: Mapping[str, int], *, seen_version: int
) -> Diagnosis:
    """Keep for this business which part of a cost varies with sales, in percent by account.

    Refuses lines that are no cost, parts outside 0 to 100, and an edit over another's.
    """
    locked = editable(diagnosis)
    locked.shares = dict(checked_shares(shares))
    return locked.save_edit(seen_version=seen_version)


@transaction.atomic
def answer_questions(
    diagnosis: Diagnosis, answers: Mapping[str, str], *, seen_version: int
) -> Diagnosis:
    """Keep what the owner answered; an empty answer is まだ聞いていない.

    Refuses unknown questions, answers that are none of the choices, and what is no number.
    """
    locked = editable(diagnosis)
    questions = shipped_rulebook().questions
    kept = {key: said.strip() for key, said in answers.items() if said.strip()}
    for key, said in kept.items():
        if key not in questions:
            raise RuleViolation("unknown-question", "知らない質問です。", field=key)
        _refuse_answer(questions[key], said)
    locked.answers = kept
    return locked.save_edit(seen_version=seen_version)


def _refuse_answer(question: Question, said: str) -> None:
    if question.choices and said not in question.choices:
        raise RuleViolation("no-choice", "選択肢から選んでください。", field=question.key)
    if question.is_number and not _is_number(said):
        words = f"0以上の数で入力してください（{question.unit}）。"
        raise RuleViolation("no-number", words, field=question.key)


def _is_number(said: str) -> bool:
    try:
        number = Decimal(said)
    except InvalidOperation:
        return False
    return number.is_finite() and 0 <= number < 10**9


@transaction.atomic
def discard_diagnosis(diagnosis: Diagnosis) -> None:
    """Throw away an analysis begun by mistake. Refuses a finished one, and one with promises."""
    locked = editable(diagnosis)
    if locked.steps.agreed().exists():
        words = "約束にした90日アクションがあるので捨てられません。"
        raise RuleViolation("agreed", words)
    ANALYSES.drop([locked.pk])
    locked.delete()
