"""A period carried over by one file（CSV）: looked at first, then marked at once, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.downloads import download
from banso.core.refusals import RuleViolation
from banso.records.actions import mark_batch, undo_batch
from banso.records.forms.transfers import TransferFilter
from banso.records.models import (
    SupportRecord,
    SupportRecordQuerySet,
    TransferBatch,
)
from banso.records.queries import (
    Template,
    TransferCard,
    card_of,
    for_transfer,
    records_to_transfer,
    template_of,
)
from banso.records.rules.transfer import ENCODINGS, File, as_file

MOST_TOLD = 50
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True, slots=True)
class _Remark:
    """Something to be said of one record of the file."""

    card: TransferCard
    words: str


@dataclass(frozen=True, slots=True)
class _Export:
    """A file with the records in it, and all that has to be said before it is used."""

    cards: Sequence[TransferCard]
    file: File

    @property
    def remarks(self) -> list[_Remark]:
        """Cut texts, missing codes, and signs the encoding lacks, record by record."""
        told = [_Remark(card, words) for card in self.cards for words in card.remarks]
        lacking = (
            _Remark(self.cards[one.row], f"{one.heading}：{one.named}は書けないため〓にしました。")
            for one in self.file.unwritable
        )
        return [*told, *lacking]


def _export(rows: SupportRecordQuerySet, template: Template, encoding: str) -> _Export:
    records = for_transfer(rows)[:MOST_IN_A_FILE]
    cards = [card_of(record, template.columns) for record in records]
    headings = [column.heading for column in template.columns]
    return _Export(cards, as_file(headings, [card.cells for card in cards], encoding))


@require_http_methods(["GET", "POST"])
@staff_may("transfer-records")
def export(request: StaffRequest) -> HttpResponse:
    """Show what the file of a period would hold; on a press mark all in it as carried over."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = TransferFilter(sent, staff=request.staff)
    choice = asked.choice()
    rows = records_to_transfer(request.staff, choice)
    refusal = ""
    if request.method == "POST" and not asked.errors:
        try:
            batch = mark_batch(
                rows[:MOST_IN_A_FILE],
                period=choice.period,
                encoding=asked.encoding_asked,
                by=request.staff,
            )
        except RuleViolation as found:
            refusal = found.message
        else:
            messages.success(request, "転記済にしました。CSVを受け取ってください。")
            return redirect("records:transfer-batch", batch.public_id)
    return _export_page(request, asked, rows, refusal)


def _export_page(
    request: StaffRequest, asked: TransferFilter, rows: SupportRecordQuerySet, refusal: str
) -> HttpResponse:
    template = template_of(request.staff.organisation)
    made = _export(rows, template, asked.encoding_asked)
    encoding = f"文字コード：{ENCODINGS[asked.encoding_asked]}"
    context = {
        "form": asked,
        "words": [*asked.in_words(asked.choice()), encoding],
        "template": template,
        "refusal": refusal,
        "query": urlencode(_asked_in(asked)),
        "waiting": sum(card.is_waiting for card in made.cards),
        "without_consent": sum(card.consented_on is None for card in made.cards),
        "given": urlencode({**_asked_in(asked), "consent": "given"}),
        "without": urlencode({**_asked_in(asked), "consent": "without"}),
        "left_off": max(0, rows.count() - MOST_IN_A_FILE),
        "most": MOST_IN_A_FILE,
        **_told(made),
    }
    status = 422 if refusal or asked.errors else 200
    return render(request, "records/transfer_export.html", context, status=status)


def _asked_in(asked: TransferFilter) -> dict[str, str]:
    """The filters as an address carries them."""
    return {name: asked[name].value() or "" for name in asked.fields}


def _told(made: _Export) -> dict[str, object]:
    remarks = made.remarks
    return {
        "cards": made.cards,
        "defused": made.file.defused,
        "remarks": remarks[:MOST_TOLD],
        "more_remarks": max(0, len(remarks) - MOST_TOLD),
        "remark_count": len(remarks),
    }


@require_GET
@staff_may("transfer-records")
def file(request: StaffRequest) -> HttpResponse:
    """The file of the records asked for; nothing is marked by it."""
    asked = TransferFilter(request.GET, staff=request.staff)
    rows = records_to_transfer(request.staff, asked.choice())
    return _download(request, rows, asked.encoding_asked)


def _batch(request: StaffRequest, batch_id: UUID) -> TransferBatch:
    own = TransferBatch.objects.filter(organisation_id=request.staff.organisation_id)
    return get_object_or_404(own.select_related("made_by__person"), public_id=batch_id)


def _records_of(request: StaffRequest, batch: TransferBatch) -> SupportRecordQuerySet:
    rows = SupportRecord.objects.visible_to(request.staff)
    return rows.filter(transfers__batch=batch).order_by("on", "pk")


@require_GET
@staff_may("transfer-records")
def batch(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """Show what one file carried over, with the file and the way back."""
    found = _batch(request, batch_id)
    template = template_of(request.staff.organisation)
    made = _export(_records_of(request, found), template, found.encoding)
    context = {
        "batch": found,
        "encoding": ENCODINGS.get(found.encoding, found.encoding),
        "changed": sum(card.is_waiting for card in made.cards),
        **_told(made),
    }
    return render(request, "records/transfer_batch.html", context)


@require_GET
@staff_may("transfer-records")
def batch_file(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """The file again, of the records as they read now."""
    found = _batch(request, batch_id)
    return _download(request, _records_of(request, found), found.encoding)


@require_POST
@staff_may("transfer-records")
def batch_undo(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """Let all of the file's records wait again."""
    undone = undo_batch(_batch(request, batch_id))
    messages.success(request, f"{undone:,}件の転記済を元に戻しました。")
    return redirect("records:transfers")


def _download(request: StaffRequest, rows: SupportRecordQuerySet, encoding: str) -> HttpResponse:
    made = _export(rows, template_of(request.staff.organisation), encoding)
    charset = "shift_jis" if encoding == "cp932" else "utf-8"
    return download(made.file.content, "転記", "csv", charset=charset)
