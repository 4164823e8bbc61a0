"""Handing a kept file out: to the asker alone, never run or opened as a page of ours."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

_CACHING = "private, no-cache"  # kept by the browser, and asked for again each time
# A file may not do anything, whatever is in it, even where a browser shows it.
_POLICY = "default-src 'none'; sandbox"
_POLICY_SHOWN = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # the browser centres it
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": _CACHING,
    "Content-Encoding": "identity",  # pictures and Office files are packed already
}


def hand_out(
    request: HttpRequest,
    file: FieldFile,
    *,
    name: str,
    content_type: str,
    digest: str,
    inline: bool = False,
) -> HttpResponseBase:
    """The file as a download (``inline``: shown; for our own JPEGs only), or 「変わっていない」.

    The asker's leave must have been checked. A file whose bytes are gone is not found.
    """
    etag = quote_etag(digest)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": _CACHING})
    policy = _POLICY_SHOWN if inline else _POLICY
    return FileResponse(
        _opened(file),
        as_attachment=not inline,
        filename=name,
        content_type=content_type,
        headers={**_HEADERS, "ETag": etag, "Content-Security-Policy": policy},
    )


def _opened(file: FieldFile) -> File[bytes]:
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
