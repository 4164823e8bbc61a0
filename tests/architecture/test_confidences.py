"""What was told in confidence is read on its record's own page, by few, and nowhere else."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.http import HttpResponseBase
from tests.architecture.pages import Kind
from tests.architecture.test_every_page import Asked, asked_in
from tests.architecture.world import World, new_world
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.history import acting
from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.actions import (
    RecordParts,
    attach_files,
    confide,
    fulfil_promise,
    record_support,
    remove_attachment,
    report_dispatch,
    stage_file,
    withdraw_record,
)
from banso.records.models import (
    ContactKind,
    DispatchReport,
    ExpertDispatch,
    Look,
    Promise,
    SupportRecord,
)
from banso.registry.models import AccessGrant

TOLD = "内緒印"
# Where those who may read a confidential record read it.
OWN_PAGES = {
    "records:attach",
    "records:attachment",
    "records:attachment-download",
    "records:attachment-preview",
    "records:detail",
    "records:edit",
}
LEADS = (Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.STATUTORY_ADVISER)


@pytest.fixture
def world(db: None) -> World:
    """An office whose one record is confidential, beside a withdrawn one and an expert's report."""
    world = new_world()
    business = world.business
    recorder = staff_of(world.office, "記録者", "recorder@example.jp", Role.ADVISER)
    with acting(recorder.person):
        world.record = a_confidence(world, recorder, [promise("一"), promise("落"), promise("守")])
        kept, dropped = (world.record.promises.get(what=f"{TOLD}の約束{n}") for n in ("守", "落"))
        fulfil_promise(kept, on=TODAY, by=recorder)
        dropped.delete()
        staged = [stage_file(a_file(number), by=recorder) for number in ("外した", "残した")]
        removed, world.attachment = attach_files(world.record, staged, by=recorder)
        remove_attachment(removed, by=recorder)
        world.promise = world.record.promises.get(what=f"{TOLD}の約束一")
        gone = a_confidence(world, recorder, [promise("二")])
        withdraw_record(gone, reason=f"{TOLD}の取消の理由", by=recorder)
        report = report_dispatch(
            DispatchReport(on=TODAY, minutes=60, findings=f"{TOLD}の見立て"),
            dispatch=world.dispatch,
            topics=[],
            by=recorder,
        )
        confide(report.record, by=recorder)
    business.adviser = world.colleague
    business.save()
    return world


def promise(number: str) -> Promise:
    return Promise(
        side=Promise.Side.OURS, what=f"{TOLD}の約束{number}", due_on=TODAY - timedelta(days=1)
    )


def a_file(number: str) -> CheckedFile:
    content = f"{TOLD}{number}".encode()
    return CheckedFile(f"{TOLD}の{number}写真.jpg", FileKind.PICTURE, content, content)


def a_confidence(world: World, by: Staff, promises: list[Promise]) -> SupportRecord:
    """A record of which every text carries the mark, as early as today."""
    return record_support(
        SupportRecord(
            business=world.business,
            on=TODAY,
            kind=ContactKind.VISIT,
            minutes=60,
            attendees=f"{TOLD}の出席者",
            heard=f"{TOLD}の話",
            advice=f"{TOLD}の助言",
            next_contact_on=TODAY,
            next_contact_reason=f"{TOLD}の用件",
        ),
        RecordParts(
            [by],
            list(by.organisation.topics.filter(key="plan-followup")),
            promises,
            in_confidence=True,
        ),
        by=by,
    )


def text_of(answer: HttpResponseBase) -> str:
    """All that an answer says, documents and what is packed in them included."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers!r} {_read(content)}"


def _read(content: bytes) -> str:
    if content.startswith(b"%PDF") and b"%%EOF" in content[-1024:]:
        pages = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return " ".join(_read(packed.read(name)) for name in packed.namelist())
    return content.decode(errors="replace")


def pages_telling(world: World, reader: Staff) -> set[str]:
    """The pages on which the reader sees the mark."""
    browser = signed_in(reader)
    return {asked.address.name for asked in every_way(world) if TOLD in text_of(asked.get(browser))}


def every_way(world: World) -> list[Asked]:
    """Every page in every way, without those that only answer a POST."""
    return [asked for asked in asked_in(world) if asked.recipe.kind is not Kind.ACTION]


@pytest.mark.parametrize("role", [role for role in Role if role not in LEADS])
def test_no_page_tells_anyone_outside_the_circle_what_was_said(world: World, role: Role) -> None:
    outsider = staff_of(world.office, "よその人", "outsider@example.jp", role)
    if role is Role.EXPERT:
        AccessGrant.objects.create(
            business=world.business, staff=outsider, granted_on=TODAY, granted_by=world.manager
        )
        ExpertDispatch.objects.update(expert=outsider)
    assert pages_telling(world, outsider) == set()
    assert not Look.objects.filter(staff=outsider).exists()


@pytest.mark.parametrize("role", LEADS)
def test_leads_read_it_on_its_own_pages_only(world: World, role: Role) -> None:
    lead = staff_of(world.office, "上の人", "lead@example.jp", role)
    assert pages_telling(world, lead) == OWN_PAGES
    assert {look.record for look in Look.objects.filter(staff=lead)} == {world.record}


def test_the_recorder_and_the_adviser_in_charge_read_it_on_its_own_pages_only(
    world: World,
) -> None:
    for reader in (world.record.recorded_by, world.colleague):
        assert pages_telling(world, reader) == OWN_PAGES


def test_the_walk_would_see_what_is_not_confidential(world: World) -> None:
    world.record.confidence.delete()
    outsider = staff_of(world.office, "よその人", "outsider@example.jp", Role.SUPPORT_STAFF)
    told = pages_telling(world, outsider)
    assert OWN_PAGES | {"records:list", "web:business", "accounts:history"} <= told
