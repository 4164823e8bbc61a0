"""Decisions of the room."""

from banso.diagnosis.actions.answering import (
    Taken,
    Taking,
    decline_request,
    take_up_request,
)
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
from banso.diagnosis.actions.seminars import (
    begin_paper,
    edit_seminar,
    hold_seminar,
    is_link_current,
    join_seminar,
    join_token,
    reissue_link,
    renew_join_link,
)
from banso.diagnosis.actions.sheets import drop_entry, keep_entry
from banso.diagnosis.actions.standards import UnreadableStandards, load_standards
from banso.diagnosis.actions.steps import (
    agree_steps,
    drop_step,
    keep_step,
    step_from_remedy,
    tell_result,
)
from banso.diagnosis.actions.workbooks import (
    Wishes,
    WrittenMeanwhile,
    ask_for_analysis,
    forget_old_workbooks,
    keep_step_of_workbook,
    mark_of,
    take_request_back,
)

__all__ = [
    "FindingWords",
    "Taken",
    "Taking",
    "UnreadableStandards",
    "Wishes",
    "WrittenMeanwhile",
    "agree_steps",
    "answer_questions",
    "ask_for_analysis",
    "begin_paper",
    "choose_priorities",
    "choose_statements",
    "complete_diagnosis",
    "decide_finding",
    "decline_request",
    "discard_diagnosis",
    "drop_entry",
    "drop_step",
    "edit_seminar",
    "forget_analyses",
    "forget_old_workbooks",
    "hold_seminar",
    "is_link_current",
    "join_seminar",
    "join_token",
    "keep_entry",
    "keep_step",
    "keep_step_of_workbook",
    "load_standards",
    "mark_of",
    "open_diagnosis",
    "order_findings",
    "plan_cash",
    "propose_findings",
    "reissue_link",
    "renew_join_link",
    "reopen_diagnosis",
    "reword_finding",
    "split_costs_anew",
    "step_from_remedy",
    "take_request_back",
    "take_trade_anew",
    "take_up_request",
    "tell_result",
    "undo_priorities",
    "undo_verdict",
    "write_finding",
]
