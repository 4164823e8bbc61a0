"""The service worker: a static file, served from the root so that it may answer for every page."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from banso.accounts.access import staff_may

_WORKER = "banso/js/worker.js"


@require_GET
@never_cache
@staff_may("record-support")
def worker(request: HttpRequest) -> HttpResponse:
    """The worker's script, which holds nothing of anybody."""
    del request
    script = Path(str(finders.find(_WORKER))).read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
