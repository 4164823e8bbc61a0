"""Cases（事例）as PDF: A4, a page each; no member of staff is named, since it may be handed on."""

from __future__ import annotations

from collections.abc import Sequence

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.documents import typeset
from banso.core.era import in_era_day
from banso.records.queries import CaseLine

TEMPLATE = "records/documents/cases.typ"
NOTHING_WRITTEN = "（書かれていません）"


def case_pdf_of(lines: Sequence[CaseLine], organisation: Organisation, *, filters: str) -> bytes:
    """The cases as PDF; several begin with a table of contents."""
    single = len(lines) == 1
    values = {
        "organisation": organisation.name,
        "printed_on": in_era_day(clock.today()),
        "period": "" if single else f"{len(lines)}件",
        "filters": filters,
        "cases": [_told(line) for line in lines],
    }
    return typeset(TEMPLATE, values, title=f"事例　{lines[0].case.title}" if single else "事例集")


def _told(line: CaseLine) -> dict[str, object]:
    case = line.case
    facts = (
        ("種類", case.get_kind_display()),
        ("業種", line.trade),
        ("支援テーマ", "、".join(line.topics)),
        ("確認", in_era_day(line.check.at.date()) if line.check else ""),
        ("見直し期限", in_era_day(line.review_due_on) if line.review_due_on else ""),
    )
    parts = (
        ("何があったか", case.happened),
        ("何をしたか", case.done),
        ("どうなったか", case.outcome),
        ("なぜか・学んだこと", case.lesson),
    )
    return {
        "title": case.title,
        "kind": case.get_kind_display(),
        "trade": line.trade,
        "facts": [pair for pair in facts if pair[1]],
        "parts": [(label, text or NOTHING_WRITTEN) for label, text in parts],
    }
