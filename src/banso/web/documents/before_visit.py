"""The sheet before a visit（訪問前1枚）as PDF: one A4 page for each business."""

from __future__ import annotations

from collections.abc import Sequence

from banso.core import clock
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era, in_era_day, in_era_short
from banso.records.queries import DuePromise
from banso.records.rules.sentences import shortened
from banso.registry.queries.describing import Fact
from banso.web.queries.before_visit import BeforeVisit, LastContact
from banso.web.queries.three_numbers import KeyNumber

TITLE = "訪問前1枚（社外秘）"
# What one page holds, whatever was written; the rest is said as a number and stands on the screen.
MOST_PROMISES = 4  # of either side
MOST_KEPT = 2
MOST_QUESTIONS = 6
LONGEST_LINE = 50
LONGEST_REMARK = 40


def before_visits_pdf_of(sheets: Sequence[BeforeVisit], organisation: str) -> bytes:
    """One page for each sheet, in their order, with an empty ruled space for the pen."""
    values = {
        "organisation": organisation,
        "printed_on": in_era(clock.today()),
        "sheets": [_sheet(sheet) for sheet in sheets],
    }
    return typeset("web/documents/before_visit.typ", values, title=TITLE)


def _sheet(sheet: BeforeVisit) -> dict[str, object]:
    planned = sheet.planned
    purpose = f"　{planned.purpose}" if planned and planned.purpose else ""
    return {
        "name": shortened(sheet.business.name, most=32),
        "kana": shortened(sheet.business.name_kana, most=50),
        "planned": f"予定 {in_era(planned.due_on)}{shortened(purpose, most=40)}" if planned else "",
        "facts": [[fact.label, _fact(fact)] for fact in sheet.facts],
        "caution": sheet.caution,
        "ours": _promises(sheet.ours),
        "theirs": _promises(sheet.theirs),
        "kept": [_kept(each) for each in sheet.kept[:MOST_KEPT]],
        "kept_more": max(0, len(sheet.kept) - MOST_KEPT),
        "numbers": [_number(each) for each in sheet.numbers],
        "questions": [
            {"text": shortened(each.text, most=LONGEST_LINE), "why": shortened(each.why, most=28)}
            for each in sheet.questions[:MOST_QUESTIONS]
        ],
        "questions_more": max(0, len(sheet.questions) - MOST_QUESTIONS),
        "plan_status": [shortened(line, most=80) for line in sheet.plan_status[:3]],
        "contacts": [_contact(each) for each in sheet.contacts],
    }


def _fact(fact: Fact) -> str:
    return shortened(f"{fact.value}　{fact.remark}".strip(), most=LONGEST_REMARK)


def _promises(promises: Sequence[DuePromise]) -> dict[str, object]:
    return {
        "rows": [_promise(each) for each in promises[:MOST_PROMISES]],
        "more": max(0, len(promises) - MOST_PROMISES),
    }


def _promise(promise: DuePromise) -> dict[str, str]:
    due = f"{in_era_short(promise.due_on)}まで" if promise.due_on else "期日なし"
    late = f"{promise.days_late:,}日超過" if promise.is_late else ""
    return {"what": shortened(promise.what, most=LONGEST_LINE), "due": due, "late": late}


def _kept(promise: DuePromise) -> str:
    day = in_era_short(promise.kept_on) if promise.kept_on else ""
    return f"{day} {promise.side_label}：{shortened(promise.what, most=44)}"


def _number(number: KeyNumber) -> dict[str, object]:
    return {
        "label": shortened(number.label, most=30),
        "value": shortened(number.value, most=12),
        "is_unknown": number.is_unknown,
        "remark": shortened(number.ask or number.remark, most=LONGEST_REMARK),
        "source": f"{number.source}　{in_era_day(number.on)}" if number.on else number.source,
    }


def _contact(contact: LastContact) -> list[str]:
    return [in_era_short(contact.on), contact.label, contact.said, shortened(contact.who, most=12)]
