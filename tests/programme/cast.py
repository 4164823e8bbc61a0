"""How the tests of this room enter results: short words for common facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.sample_files import pdf

from banso.accounts.models import Staff
from banso.core.uploads.checking import check_upload
from banso.programme.actions import enter_result
from banso.programme.models import Result
from banso.programme.queries import Plan
from banso.registry.models import Business

PDF = pdf()


def a_result(
    plan: Plan,
    line: str,
    value: str | None,
    by: Staff,
    *,
    on: date = date(2026, 11, 2),
    business: Business | None = None,
    text: str = "",
    upload: SimpleUploadedFile | None = None,
) -> Result:
    """A result entered by hand; neither value nor text is 不明."""
    number = None if value is None else Decimal(value)
    result = Result(
        programme=plan.programme, line=line, on=on, business=business, value=number, text=text
    )
    evidence = check_upload(upload, field="attachment") if upload else None
    return enter_result(result, evidence=evidence, by=by)


def a_pdf(name: str = "集計表.pdf") -> SimpleUploadedFile:
    """A small PDF to attach."""
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")
