"""A few photos and papers on the records（添付）: drawn here, plainly made up, ever the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from banso.core import clock
from banso.core.documents.typesetting import FONTS, typeset
from banso.core.documents.workbooks import Cell, Column, new_workbook
from banso.core.era import in_era
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.models import Attachment, SupportRecord
from banso.records.models.attachments import FOLDER
from banso.web.demo.keeping import Signed, keep, new_id
from banso.web.demo.particulars import STAR

if TYPE_CHECKING:
    from PIL import ImageDraw

_SIZE = (1200, 900)
_FACTS = ("name", "kind", "size", "sha256", "width", "height", "pages")


def attach_samples(rng: Random, until: date) -> None:
    """Attach the samples to the star's latest records, one or two to each, and save them."""
    standing = SupportRecord.objects.standing().filter(business__name=STAR)
    records = standing.select_related("recorded_by__person").order_by("-on", "-pk")[:4]
    shared = zip((0, 0, 1, 1, 2, 3), _samples(until), strict=True)
    rows = [
        _attached(rng, records[place], checked) for place, checked in shared if place < len(records)
    ]
    keep(Attachment, [Signed(row, row.attached_by.person, row.attached_at) for row in rows])


def _attached(rng: Random, record: SupportRecord, checked: CheckedFile) -> Attachment:
    public_id = new_id(rng)
    preview = f"{FOLDER}/demo/{public_id}-small.jpg" if checked.preview else ""
    return Attachment(
        **{name: getattr(checked, name) for name in _FACTS},
        public_id=public_id,
        organisation_id=record.organisation_id,
        record=record,
        file=_written(f"{FOLDER}/demo/{public_id}{checked.kind.suffix}", checked.content),
        preview=_written(preview, checked.preview),
        attached_by=record.recorded_by,
        attached_at=record.recorded_at,
    )


def _written(path: str, content: bytes) -> str:
    """The path with the content there, in place of what an earlier demonstration left."""
    if path:
        default_storage.delete(path)
        default_storage.save(path, ContentFile(content))
    return path


def forget_attachments() -> None:
    """Delete an earlier demonstration's files once the new one stands without naming them."""
    for row in Attachment.objects.all():
        for path in row.paths:
            transaction.on_commit(partial(_delete_unnamed, path))


def _delete_unnamed(path: str) -> None:
    rows = Attachment.objects
    if not (rows.filter(file=path).exists() or rows.filter(preview=path).exists()):
        default_storage.delete(path)


@cache
def _samples(until: date) -> tuple[CheckedFile, ...]:
    with clock.fixed(until):
        return (
            _photo("店先ののれん.jpg", "のれん", "#33658a"),
            _estimate(until),
            _photo("乾燥棚.jpg", "乾燥棚", "#5b7553"),
            _sales(until),
            _photo("新しい包装の見本.jpg", "包装の見本", "#a0522d"),
            _answers(),
        )


def _photo(name: str, words: str, colour: str) -> CheckedFile:
    """A drawing in the place of a photo: a wall, a board, and what it is of."""
    from PIL import Image, ImageDraw, ImageFont

    from banso.core.uploads.pictures import redraw

    image = Image.new("RGB", _SIZE, colour)
    pen = ImageDraw.Draw(image)
    _draw_front(pen)
    font = ImageFont.truetype(FONTS / "BIZUDGothic-Bold.ttf", 88)
    pen.text((600, 410), words, fill=colour, font=font, anchor="mm")
    small = ImageFont.truetype(FONTS / "BIZUDGothic-Regular.ttf", 40)
    pen.text((600, 845), "実演用の絵です", fill="white", font=small, anchor="mm")
    drawn = io.BytesIO()
    image.save(drawn, "PNG")
    content, preview, (width, height) = redraw(drawn.getvalue())
    return CheckedFile(name, FileKind.PICTURE, content, preview, width, height)


def _draw_front(pen: ImageDraw.ImageDraw) -> None:
    """The front of a small workshop: an awning in stripes, a board, a door."""
    for place, left in enumerate(range(100, 1100, 100)):
        pen.rectangle((left, 120, left + 100, 240), fill="#f4f1ea" if place % 2 else "#c8553d")
    pen.rectangle((140, 300, 1060, 520), fill="#f4f1ea", outline="#2b2b2b", width=6)
    pen.rectangle((470, 560, 730, 800), fill="#2b2b2b")


def _estimate(until: date) -> CheckedFile:
    from banso.core.uploads.papers import first_page, opened

    rows = [["計量包装機（中古）", "1", "980,000"], ["据付・調整", "1", "120,000"]]
    values = {"organisation": "架空機械株式会社", "to": STAR, "day": in_era(until), "rows": rows}
    content = typeset("web/demo/estimate.typ", values, title="御見積書")
    document = opened(content)
    return CheckedFile(
        "見積書_計量包装機.pdf", FileKind.PDF, content, first_page(document), pages=len(document)
    )


def _sales(until: date) -> CheckedFile:
    book = new_workbook("月別売上", [STAR, in_era(until)])
    rows: list[list[Cell]] = [
        [f"{month}月", 1_800_000 + 90_000 * (month % 5)] for month in range(4, 11)
    ]
    book.add_sheet("月別売上", [Column("月", 10), Column("売上（円）", 16, "number")], rows)
    return CheckedFile("月別売上.xlsx", FileKind.EXCEL, book.content())


def _answers() -> CheckedFile:
    lines = "\r\n".join(("問い,はい,いいえ", *_counted()))
    return CheckedFile("試食アンケート.csv", FileKind.CSV, lines.encode("utf-8-sig"))


def _counted() -> Iterator[str]:
    yield from ("また買いたい,31,4", "量はちょうどよい,22,13", "包装は開けやすい,18,17")
