"""Receiving files: on the disk and within bounds; what is not received is said, not lost."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.sample_files import pdf, sent

from banso.core.refusals import RuleViolation
from banso.core.uploads import receiving
from banso.core.uploads.checking import check_upload
from banso.core.uploads.middleware import MOST_SENT
from banso.core.uploads.receiving import Unreceived

KILO = 1024


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where files lie while they are received; with small bounds."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_OF_A_FILE", 100 * KILO)
    monkeypatch.setattr(receiving, "MOST_AT_ONCE", 250 * KILO)
    monkeypatch.setattr(receiving, "MOST_FILES", 3)


def request_with(*files: tuple[str, bytes]) -> HttpRequest:
    """A posted form with a word typed before and after the files."""
    uploads = [sent(name, content) for name, content in files]
    return RequestFactory().post("/", {"first": "前", "files": uploads, "last": "後"})


def received(request: HttpRequest) -> list[UploadedFile[bytes]]:
    assert (request.POST["first"], request.POST["last"]) == ("前", "後")
    return request.FILES.getlist("files")


def test_a_file_lies_on_the_disk_while_it_is_received(folder: Path) -> None:
    [upload] = received(request_with(("見積.pdf", pdf())))
    assert isinstance(upload, TemporaryUploadedFile)
    assert Path(upload.temporary_file_path()).parent == folder
    assert oct(Path(upload.temporary_file_path()).stat().st_mode)[-3:] == "600"
    assert (upload.name, upload.read()) == ("見積.pdf", pdf())
    upload.close()
    assert list(folder.iterdir()) == []


def test_a_file_too_large_costs_only_itself(small_bounds: None, folder: Path) -> None:
    large, small = received(request_with(("大.pdf", bytes(150 * KILO)), ("小.pdf", pdf())))
    assert isinstance(large, Unreceived)
    assert (large.name, large.size) == ("大.pdf", 150 * KILO)
    assert small.read() == pdf()
    assert len(list(folder.iterdir())) == 1, "of the large one nothing stays"
    small.close()
    with pytest.raises(RuleViolation, match="添付できません。ファイルが大きすぎます。"):
        check_upload(large, field="files")


def test_too_many_files_and_too_much_together_are_said_file_by_file(small_bounds: None) -> None:
    piece = bytes(90 * KILO)
    uploads = received(request_with(*[(f"{number}.pdf", piece) for number in range(5)]))
    assert [isinstance(upload, Unreceived) for upload in uploads] == [
        False, False, True, True, True,
    ]  # fmt: skip
    for upload in uploads:
        upload.close()
    with pytest.raises(RuleViolation, match="一度に送れるのは"):
        uploads[-1].read()


@pytest.mark.parametrize("step", ["write", "seek"])
def test_a_full_disk_costs_the_file_and_is_said(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    full = Mock(side_effect=OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(TemporaryUploadedFile, step, full, raising=False)
    [upload] = received(request_with(("見積.pdf", pdf())))
    assert isinstance(upload, Unreceived)
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload, field="files")
    assert refused.value.code == "disk-full"
    assert "ディスクがいっぱい" in refused.value.message


def test_a_folder_that_cannot_be_written_is_said_too(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "gone"
    [upload] = received(request_with(("見積.pdf", pdf())))
    with pytest.raises(RuleViolation) as refused:
        check_upload(upload, field="files")
    assert refused.value.code == "disk-fault"


def test_a_strangers_file_is_not_even_written(folder: Path) -> None:
    request = request_with(("見積.pdf", pdf()))
    request.user = Mock(is_authenticated=False)
    assert received(request) == []
    assert list(folder.iterdir()) == []


class Flood(io.RawIOBase):
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError


def test_two_hundred_megabytes_are_refused_in_words_before_any_is_read(as_sato: Client) -> None:
    answer = as_sato.generic("POST", "/records/new/", b"", **{
        "CONTENT_LENGTH": str(200 * KILO * KILO),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "wsgi.input": Flood(),
    })  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "一度に送れるのは、合わせて120MBまでです（いま約200MB）" in page
    assert "「戻る」で入力画面に戻ると、入力した内容は残っています" in page


def test_what_is_just_within_the_bounds_is_let_in(as_sato: Client) -> None:
    def asked(length: int) -> int:
        return int(as_sato.get("/", CONTENT_LENGTH=str(length)).status_code)

    assert (asked(MOST_SENT), asked(MOST_SENT + 1)) == (200, 413)


def test_far_too_many_fields_are_refused_on_a_page_in_words(as_sato: Client) -> None:
    answer = as_sato.post("/records/new/", {f"x{number}": "1" for number in range(1100)})
    assert answer.status_code == 400
    assert "送られた内容を読み取れませんでした" in answer.content.decode()
