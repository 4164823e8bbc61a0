"""A business's own copy（開示）: a PDF to read, a workbook, and JSON with every field."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from banso.core import clock
from banso.core.documents import Column, new_workbook, typeset
from banso.core.documents.workbooks import Cell
from banso.core.era import in_era, in_era_day
from banso.records.models import SupportRecord
from banso.web.queries.own_copy import WITHHELD, OwnCopy, counted

TEMPLATE = "web/documents/own_copy.typ"
_WIDE = 30


def own_copy_zip_of(copy: OwnCopy) -> bytes:
    """The three files, packed."""
    name = f"保有情報_{copy.business.name}_{in_era_day(clock.today())}"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.pdf", own_copy_pdf_of(copy))
        archive.writestr(f"{name}.xlsx", own_copy_excel_of(copy))
        archive.writestr(f"{name}.json", own_copy_json_of(copy))
    return packed.getvalue()


def own_copy_json_of(copy: OwnCopy) -> bytes:
    """Every field of every row, by its Japanese word."""
    told = {
        "作成日": clock.today().isoformat(),
        "事業者": copy.business.name,
        "内容": copy.tables,
        "変更の履歴": [
            {"種類": each.kind, "変更の数": each.changes, "最初": each.first, "最後": each.last}
            for each in copy.histories
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()


def own_copy_excel_of(copy: OwnCopy) -> bytes:
    """A sheet for each kind of row."""
    lines = (copy.business.organisation.name, in_era(clock.today()), copy.business.name)
    book = new_workbook("保有している情報", lines)
    for kind, rows in copy.tables.items():
        headings = list(dict.fromkeys(name for row in rows for name in row))
        columns = [Column(heading, _WIDE) for heading in headings]
        book.add_sheet(kind, columns, ([_cell(row.get(name)) for name in headings] for row in rows))
    return book.content()


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return None
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def own_copy_pdf_of(copy: OwnCopy) -> bytes:
    """The copy to read: particulars, records, promises, experts, what was handed to whom."""
    values = {
        "organisation": copy.business.organisation.name,
        "printed_on": in_era(clock.today()),
        "period": copy.business.name,
        "filters": "",
        "holds": counted(copy),
        "groups": [
            {"title": group.title, "facts": [[f.label, f.value or "—"] for f in group.facts]}
            for group in copy.particulars.groups
        ],
        "words": _office_words(copy),
        "contacts": [[c.name, c.position, c.phone, c.email] for c in copy.particulars.contacts],
        "consents": [
            [c.get_scope_display(), in_era(c.given_on), c.given_by, _day(c.withdrawn_on)]
            for c in copy.particulars.consents
        ],
        "records": list(map(_record, copy.records)),
        "dispatches": [
            [in_era(d.asked_on), d.theme, d.expert_name, _findings(d)] for d in copy.dispatches
        ],
        "disclosures": [
            [in_era(d.on), d.get_recipient_kind_display(), d.recipient, d.what, d.purpose]
            for d in copy.disclosures
        ],
        "histories": [
            [each.kind, f"{each.changes}回", each.first, each.last] for each in copy.histories
        ],
    }
    return typeset(TEMPLATE, values, title="保有している情報（本人への開示）")


def _day(day: date | None) -> str:
    return in_era(day) if day else ""


def _office_words(copy: OwnCopy) -> list[list[str]]:
    """The office's own words on the card, or that they are withheld."""
    said = (("注意", copy.particulars.caution), ("備考", copy.particulars.note))
    return [[label, WITHHELD if copy.withheld else words or "—"] for label, words in said]


def _findings(dispatch: object) -> str:
    report = getattr(dispatch, "report", None)
    return str(report.findings) if report else "報告なし"


def _record(record: SupportRecord) -> dict[str, object]:
    return {
        "when": f"{in_era(record.on)}　{record.get_kind_display()}",
        "facts": [[label, value] for label, value in _said(record) if value],
    }


def _said(record: SupportRecord) -> Iterator[tuple[str, str]]:
    yield "職員", "、".join(staff.person.name for staff in record.supporters.all())
    yield "支援テーマ", "、".join(topic.name for topic in record.topics.all())
    yield "出席者", record.attendees
    yield "聞いたこと", record.heard
    yield "助言", record.advice
    for promise in record.promises.all():
        due = f"（{in_era_day(promise.due_on)}まで）" if promise.due_on else ""
        kept = "　完了" if hasattr(promise, "fulfilment") else ""
        yield f"{promise.get_side_display()}の約束", f"{promise.what}{due}{kept}"
    yield "次の予定", record.next_contact_reason
    yield "取消", record.withdrawal.reason if hasattr(record, "withdrawal") else ""
    yield "扱い", "内密" if record.is_confidential else ""
