"""The check sheet on paper: to be filled in with a pen, or as it was recorded."""

from __future__ import annotations

from typing import Any

from banso.core import clock
from banso.core.documents.codes import qr_svg
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era, in_era_day
from banso.followup.models import CheckSheetClosing, Judgement
from banso.followup.queries.sheet_page import SheetPage
from banso.followup.queries.visits import BY_SHEET
from banso.followup.rules.told import SIDES

TEMPLATE = "followup/documents/sheet.typ"
TITLE = "事業計画チェックシート"
NOBODY = "担当なし"
_SHORT_NUMBER = 8  # signs of the public id: enough to tell two papers of one office apart
_FEWEST_PROMISES = 4
_LONGEST_DIRECTION = 160


def sheet_pdf_of(page: SheetPage, url: str) -> bytes:
    """The sheet as PDF/A, with a code that opens ``url``; blank boxes where nothing was told."""
    sheet, closing = page.sheet, getattr(page.sheet, "closing", None)
    business = sheet.plan.business
    values: dict[str, Any] = {
        "organisation": business.organisation.name,
        "printed_on": in_era(clock.today()),
        "period": f"{business.name}　第{sheet.number}回",
        "filters": f"シート番号 {number_of(page)}",
        "heading": f"{TITLE}　第{sheet.number}回",
        "business": business.name,
        "plan": f"{sheet.plan.title}（{sheet.plan.period_words}）",
        "direction": _shortened(page.direction),
        "facts": _facts(page),
        "drifts": _drifts(page),
        "late": "、".join(page.items.late_figures),
        "is_filled": closing is not None,
        "qr": qr_svg(url, quiet_zone=2),
        **_asked(page),
        **_ended(page, closing),
    }
    return typeset(TEMPLATE, values, title=TITLE)


def number_of(page: SheetPage) -> str:
    """「3-1A2B3C4D」: the visit, and the first signs of the sheet's own number."""
    return f"{page.sheet.number}-{page.sheet.public_id.hex[:_SHORT_NUMBER].upper()}"


def file_name(page: SheetPage) -> str:
    """「チェックシート_第3回」; whose it is stands on the paper."""
    return f"{TITLE}_第{page.sheet.number}回"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DIRECTION else f"{line[:_LONGEST_DIRECTION]}…"


def _drifts(page: SheetPage) -> list[str]:
    """Those of today; on a visit that was made, those of its day in the words of that day."""
    rows = page.drifts_then if page.sheet.is_closed else page.drifts
    then = {one.key: one.because for one in page.items.questions}
    return [
        f"{then.get(f'drift-{one.pk}', one.words)}（{in_era_day(one.opened_on)}に気づいた）"
        for one in rows
    ]


def _facts(page: SheetPage) -> list[tuple[str, str]]:
    sheet, last = page.sheet, page.last
    adviser = sheet.plan.business.adviser
    around = [in_era(sheet.planned_on), f"担当 {adviser.person.name if adviser else NOBODY}"]
    if last is not None:
        around.append(f"前回 {in_era_day(last.on)} {last.get_judgement_display()}")
    facts = [("なぜ訪問するか", page.items.why), ("訪問の予定日", "　".join(around))]
    return [(name, words) for name, words in facts if words]


def _asked(page: SheetPage) -> dict[str, Any]:
    """What is asked, in the order of the screen, each with what was told."""
    told = page.told
    promises = [list(one) for one in told.promises]
    blank = [["", "", ""]] * (0 if page.sheet.is_closed else _FEWEST_PROMISES - len(promises))
    return {
        "kept": [[one.is_kept, one.side, one.item.what, one.item.due_on] for one in told.kept],
        "measures": [
            [one.is_done, one.item.what, one.item.ends_on or "未定", one.item.standing, one.words]
            for one in told.measures
        ],
        "kpis": [
            [one.item.name, one.item.expected, one.item.last, one.now, one.item.unit]
            for one in told.kpis
        ],
        "questions": [[one.item.ask, one.item.because, one.answer] for one in told.questions],
        "heard": told.heard,
        "advice": told.advice,
        "promises": [*promises, *blank],
        "fewest": max(len(promises), _FEWEST_PROMISES - 1) if blank else len(promises),
        "sides": [*SIDES.values()],
    }


def _ended(page: SheetPage, closing: CheckSheetClosing | None) -> dict[str, Any]:
    """How the plan goes, when the visit was, when the next is."""
    proposed = f"この日まで：{in_era(page.next.on)}" if page.next else ""
    judged = closing.judgement if closing else ""
    record = closing.record if closing else None
    minutes = record.minutes if record else None
    return {
        "contacts": [[kind.label, bool(record and record.kind == kind)] for kind in BY_SHEET],
        "minutes": f"{minutes:,}分" if minutes else "",
        "judgements": [[label, judged == value] for value, label in Judgement.choices],
        "is_gated": bool(page.drifts) and closing is None,
        "on": in_era(closing.on) if closing else "",
        "next_on": in_era(closing.next_on) if closing and closing.next_on else "",
        "proposed": "" if closing else proposed,
        "closed_by": closing.closed_by.person.name if closing else "",
        "is_withdrawn": bool(closing and hasattr(closing.record, "withdrawal")),
    }
