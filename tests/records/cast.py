"""How the tests of this room put rows in the register: short words for common facts."""

from __future__ import annotations

import re
from datetime import date

from banso.accounts.models import Staff
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.actions import (
    RecordParts,
    arrange_dispatch,
    attach_files,
    record_support,
    stage_file,
)
from banso.records.models import (
    Attachment,
    ContactKind,
    ExpertDispatch,
    Promise,
    SupportRecord,
    Topic,
)
from banso.registry.actions import Basis, register_business
from banso.registry.models import Business, LegalForm

OURS, THEIRS = Promise.Side.OURS, Promise.Side.THEIRS


def a_visit(
    business: Business,
    by: Staff,
    on: date = date(2026, 11, 19),
    *,
    topics: tuple[str, ...] = (),
    promises: tuple[Promise, ...] = (),
    **facts: object,
) -> SupportRecord:
    """A recorded visit of an hour."""
    facts = {"kind": ContactKind.VISIT, "minutes": 60, **facts}
    named = list(Topic.objects.filter(organisation=by.organisation, key__in=topics))
    record = SupportRecord(business=business, on=on, **facts)
    return record_support(record, RecordParts([by], named, promises), by=by)


def told(html: str) -> str:
    """A page with every run of spaces and line breaks between its tags as one space."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\s+>", ">", html))


def a_promise(what: str, due_on: date | None, side: str = OURS) -> Promise:
    """A promise not yet saved."""
    return Promise(side=side, what=what, due_on=due_on)


def a_firm(name: str, like: Business) -> Business:
    """Another sole proprietor with the same adviser."""
    return register_business(
        Business(
            name=name,
            name_kana=name,
            legal_form=LegalForm.SOLE_PROPRIETOR,
            adviser=like.adviser,
            district=like.district,
        ),
        organisation=like.organisation,
    )


def a_dispatch(business: Business, by: Staff, **facts: object) -> ExpertDispatch:
    """An expert asked for on 1 November to come on the tenth."""
    told: dict[str, object] = {
        "theme": "原価の見直し",
        "asked_on": date(2026, 11, 1),
        "planned_on": date(2026, 11, 10),
        "expert_name": "高橋 健（中小企業診断士）",
        **facts,
    }
    asked = Basis(ground="owner-request", reason="代表者から電話で頼まれた")
    return arrange_dispatch(ExpertDispatch(business=business, **told), by=by, basis=asked)


def an_attachment(
    record: SupportRecord, by: Staff, name: str = "店先.jpg", content: bytes = b"picture"
) -> Attachment:
    """A photo or paper on a record, as if its content had been checked."""
    kind = FileKind.PICTURE if name.endswith(".jpg") else FileKind.PDF
    preview = b"small" if kind is FileKind.PICTURE else b""
    checked = CheckedFile(name, kind, content, preview, 640, 480)
    return attach_files(record, [stage_file(checked, by=by)], by=by)[0]
