"""What waits on the device（書きかけ・未送信）: a page that the device itself fills in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may


@require_GET
@staff_may("record-support")
def drafts(request: StaffRequest) -> HttpResponse:
    """The frame for the list; the server knows nothing of what a device keeps."""
    return render(
        request, "records/drafts.html", {"messages": ()}
    )  # kept on a device: nothing of the moment
