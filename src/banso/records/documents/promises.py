"""The list of promises（約束の一覧）on paper, to carry, with boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from banso.core import clock
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era, in_era_short
from banso.records.queries import DuePromise

TITLE = "約束の一覧（社外秘）"


def promises_pdf_of(
    promises: Sequence[DuePromise], organisation: str, words: Sequence[str]
) -> bytes:
    """The promises as a landscape A4 list, in the order given, each with a box to tick."""
    values = {
        "organisation": organisation,
        "printed_on": in_era(clock.today()),
        "period": f"{len(promises):,}件",
        "filters": "　".join(words),
        "rows": [_row(promise) for promise in promises],
    }
    return typeset("records/documents/promises.typ", values, title=TITLE)


def _row(promise: DuePromise) -> dict[str, object]:
    return {
        "closed": "完了" if promise.kept_on else "取りやめ" if promise.dropped_on else "",
        "due": in_era_short(promise.due_on) if promise.due_on else "期日なし",
        "late": f"{promise.days_late:,}日超過" if promise.is_late else "",
        "side": promise.side_label,
        "what": promise.what,
        "business": promise.business_name,
        "phone": promise.phone,
        "keeper": promise.keeper_name,
        "made": f"{in_era_short(promise.made_on)}",
    }
