"""An analysis with its figures: of the accounts as they are, or as they were when finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from banso.core.refusals import RuleViolation
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.rules.analysis import Analysis, Circumstances, Rules, analyse
from banso.diagnosis.rules.cash_flow.plan import planned_table
from banso.diagnosis.rules.cash_flow.sheet import CashSheet, plan_of
from banso.diagnosis.rules.findings.gathered import Answer
from banso.diagnosis.rules.findings.rulebook import Question, shipped_rulebook
from banso.diagnosis.rules.local_benchmark.standards import Standards, read_standards
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement


@dataclass(frozen=True, slots=True)
class Examined:
    """An analysis, the accounts it rests on（oldest first）, and what the rules say of them."""

    diagnosis: Diagnosis
    statements: tuple[Statement, ...]
    analysis: Analysis


def examined(diagnosis: Diagnosis) -> Examined:
    """Everything the rules say of the diagnosis. Three queries at most."""
    statements = statements_of(diagnosis)
    return Examined(
        diagnosis, statements, analyse(statements, circumstances_of(diagnosis), rules_of(diagnosis))
    )


def statements_of(diagnosis: Diagnosis) -> tuple[Statement, ...]:
    """The accounts it rests on: as they are now, or once finished as they were then."""
    if diagnosis.is_completed:
        return tuple(thawed(row) for row in diagnosis.completion.frozen)
    rows = diagnosis.statements.order_by("ends_on", "pk")
    return tuple(row.as_statement() for row in rows)


def statements_now(diagnosis: Diagnosis) -> tuple[Statement, ...] | None:
    """The same accounts as they are today, once the analysis is finished; ``None`` before."""
    if not diagnosis.is_completed:
        return None
    return tuple(row.as_statement() for row in diagnosis.statements.all())


def circumstances_of(diagnosis: Diagnosis) -> Circumstances:
    """What the rules need beside the accounts."""
    return Circumstances(
        industry_code=diagnosis.industry_code or None,
        small=diagnosis.is_small,
        variable=diagnosis.shares,
        answers=answers_of(diagnosis.answers),
        months_short=_months_short(diagnosis),
    )


def _months_short(diagnosis: Diagnosis) -> int | None:
    """In how many of the months planned the money runs short; ``None`` while that is not known."""
    if not diagnosis.cash:
        return None
    table = planned_table(plan_of(CashSheet.from_json(diagnosis.cash)))
    short = len(table.short_months)
    return short if short or table.closing is not None else None


def answers_of(kept: Mapping[str, str]) -> Mapping[str, Answer]:
    """The owner's answers as the rules read them; those to questions of old are left out."""
    questions = shipped_rulebook().questions
    return {key: _answer(questions[key], said) for key, said in kept.items() if key in questions}


def _answer(question: Question, said: str) -> Answer:
    return Decimal(said) if question.is_number else said


def rules_of(diagnosis: Diagnosis) -> Rules:
    """The tables it was made with: the shipped ones, or the standards staff had loaded."""
    shipped = Rules.shipped()
    if diagnosis.standards is None:
        return shipped
    return Rules(_loaded(diagnosis.standards.pk, diagnosis.standards.content), shipped.rulebook)


@lru_cache(maxsize=8)
def _loaded(_key: int, content: str) -> Standards:
    standards, problems = read_standards(content)
    if problems:
        raise RuleViolation("unreadable-standards", f"業種別基準値が読めません。{problems[0]}")
    return standards


def frozen(statement: Statement) -> dict[str, Any]:
    """A statement as JSON keeps it."""
    return {
        "starts_on": statement.starts_on.isoformat(),
        "ends_on": statement.ends_on.isoformat(),
        "form": statement.form.value,
        "amounts": dict(statement.amounts),
        "employees": None if statement.employees is None else str(statement.employees),
        "is_outline": statement.is_outline,
        "is_forecast": statement.is_forecast,
        "is_closed": statement.is_closed,
    }


def thawed(row: Mapping[str, Any]) -> Statement:
    """The statement that was kept as JSON."""
    return Statement(
        **{
            **row,
            "starts_on": date.fromisoformat(row["starts_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]),
            "form": Form(row["form"]),
            "employees": None if row["employees"] is None else Decimal(row["employees"]),
        }
    )
