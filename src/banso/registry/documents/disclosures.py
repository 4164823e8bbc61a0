"""The log of what was handed out, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.documents import Column, new_workbook
from banso.core.documents.workbooks import Cell
from banso.core.era import in_era
from banso.registry.models import Disclosure

_COLUMNS = (
    Column("提供日", 12, "day"),
    Column("事業者", 26),
    Column("提供先の区分", 14),
    Column("提供先", 26),
    Column("種類", 14),
    Column("渡したもの", 40),
    Column("目的", 30),
    Column("根拠", 18),
    Column("根拠の説明・同意", 30),
    Column("渡した職員", 14),
)


def disclosures_excel_of(
    organisation: Organisation, rows: Iterable[Disclosure], words: Sequence[str]
) -> bytes:
    """The disclosures in the order given; the filters stand above in words."""
    lines = (organisation.name, in_era(clock.today()), "　".join(words))
    book = new_workbook("提供の記録", lines)
    book.add_sheet("提供の記録", _COLUMNS, map(_row, rows))
    return book.content()


def _row(disclosure: Disclosure) -> list[Cell]:
    consent = disclosure.consent
    return [
        disclosure.on,
        disclosure.business.name,
        disclosure.get_recipient_kind_display(),
        disclosure.recipient,
        disclosure.get_kind_display(),
        disclosure.what,
        disclosure.purpose,
        disclosure.get_ground_display(),
        f"同意 {in_era(consent.given_on)}" if consent else disclosure.ground_reason,
        disclosure.disclosed_by.person.name,
    ]
