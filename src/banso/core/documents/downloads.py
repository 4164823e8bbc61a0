"""Files handed to the browser: each under a Japanese name with today's date."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from banso.core import clock
from banso.core.era import in_era_day

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset={charset}",
    "txt": "text/plain; charset={charset}",
    "json": "application/json",
    "zip": "application/zip",
}


def download(content: bytes, name: str, suffix: str, *, charset: str = "utf-8") -> HttpResponse:
    """The file as a download, called 「目標と実績_令和8年11月20日.pdf」; never kept by a cache.

    ``charset`` is that of a CSV or a plain text.
    """
    filename = f"{name}_{in_era_day(clock.today())}.{suffix}"
    header = content_disposition_header(as_attachment=True, filename=filename)
    return HttpResponse(
        content,
        _TYPES[suffix].format(charset=charset),
        headers={
            "Content-Disposition": header or "",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
