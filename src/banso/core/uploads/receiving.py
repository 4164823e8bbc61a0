"""Receiving files from a browser: on the disk, within bounds, and never lost without a word.

A file too large, too many files, or a full disk cost only the file: the rest of what was typed
arrives, and the form that asks for the file gets it as ``Unreceived``, which says why.
"""

from __future__ import annotations

import errno
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from banso.core.refusals import RuleViolation

MOST_OF_A_FILE = 50 * 1024 * 1024  # bytes written for one file; each form has its own, lower bound
MOST_AT_ONCE = 120 * 1024 * 1024  # bytes of one request, all files together
MOST_FILES = 60  # of one request


class Unreceived(UploadedFile[bytes]):
    """A file of which only the name and the size came; whoever reads it is told why."""

    def __init__(self, name: str | None, size: int, refusal: RuleViolation) -> None:
        self.refusal = refusal
        super().__init__(None, name, size=size)

    @property
    def file(self) -> NoReturn:
        """Refuse: there is no file."""
        raise self.refusal

    @file.setter
    def file(self, nothing: object) -> None:
        """Django sets what it was given; it was given nothing."""

    def close(self) -> None:
        """Nothing was opened."""


def no_room(fault: OSError) -> RuleViolation:
    """What is said when a file cannot be written."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        words = "この機械のディスクがいっぱいで、保存できません。管理者に伝えてください。"
        return RuleViolation("disk-full", words)
    words = "この機械に書き込めないため、保存できません。管理者に伝えてください。"
    return RuleViolation("disk-fault", words)


class ReceiveToDisk(TemporaryFileUploadHandler):
    """Writes each file to the folder for what is being received; a stranger's is not written."""

    files, received = 0, 0
    refusal: RuleViolation | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Begin a file."""
        asking = getattr(self.request, "user", None)
        if asking is not None and not asking.is_authenticated:
            raise SkipFile
        self.files += 1
        self.refusal = None
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self.refusal = no_room(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, unless something already speaks against the file."""
        self.received += len(raw_data)
        self.refusal = self.refusal or self._bounds(start + len(raw_data))
        if self.refusal is None:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError as fault:
                self.refusal = no_room(fault)

    def _bounds(self, size: int) -> RuleViolation | None:
        if size > MOST_OF_A_FILE:
            return RuleViolation("too-large", "ファイルが大きすぎます。")
        if self.files > MOST_FILES or self.received > MOST_AT_ONCE:
            words = (
                f"一度に送れるのは{MOST_FILES}個、"
                f"合わせて{MOST_AT_ONCE // 1024 // 1024}MBまでです。分けて送ってください。"
            )
            return RuleViolation("too-many", words)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file, or what stands for it."""
        if self.refusal is None:
            try:
                return super().file_complete(file_size)
            except OSError as fault:  # the last piece was still to be written
                self.refusal = no_room(fault)
        if hasattr(self, "file"):
            self.file.close()
        return Unreceived(self.file_name, file_size, self.refusal)
