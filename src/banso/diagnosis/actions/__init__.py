"""Decisions of the room."""

from banso.diagnosis.actions.cash import plan_cash
from banso.diagnosis.actions.completing import complete_diagnosis, reopen_diagnosis
from banso.diagnosis.actions.diagnoses import (
    answer_questions,
    choose_statements,
    discard_diagnosis,
    open_diagnosis,
    split_costs_anew,
    take_trade_anew,
)
from banso.diagnosis.actions.findings import (
    FindingWords,
    decide_finding,
    order_findings,
    propose_findings,
    reword_finding,
    undo_verdict,
    write_finding,
)
from banso.diagnosis.actions.forgetting import forget_analyses
from banso.diagnosis.actions.priorities import choose_priorities, undo_priorities
from banso.diagnosis.actions.sheets import drop_entry, keep_entry
from banso.diagnosis.actions.standards import UnreadableStandards, load_standards
from banso.diagnosis.actions.steps import (
    agree_steps,
    drop_step,
    keep_step,
    step_from_remedy,
    tell_result,
)

__all__ = [
    "FindingWords",
    "UnreadableStandards",
    "agree_steps",
    "answer_questions",
    "choose_priorities",
    "choose_statements",
    "complete_diagnosis",
    "decide_finding",
    "discard_diagnosis",
    "drop_entry",
    "drop_step",
    "forget_analyses",
    "keep_entry",
    "keep_step",
    "load_standards",
    "open_diagnosis",
    "order_findings",
    "plan_cash",
    "propose_findings",
    "reopen_diagnosis",
    "reword_finding",
    "split_costs_anew",
    "step_from_remedy",
    "take_trade_anew",
    "tell_result",
    "undo_priorities",
    "undo_verdict",
    "write_finding",
]
