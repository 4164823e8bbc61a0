"""Files beside a form（写真・書類）: whatever becomes of the form, a good file is not lost.

Each file that comes is checked and staged at once. The form carries the ids of staged files hidden,
so that they stay with it when it is refused, brought back after signing in, or grown by a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import LARGEST, check_upload, in_megabytes
from banso.core.uploads.kinds import ACCEPTED
from banso.core.uploads.naming import tidy_name
from banso.records.actions import MOST_ATTACHMENTS, drop_staged, stage_file
from banso.records.actions.attachments import FIELD
from banso.records.models import Attachment, StagedFile

LABEL = "写真・書類"
TOO_LATE = "預かっていたファイルの期限（1日）が過ぎました。もう一度選んでください。"
Uploads = MultiValueDict[str, UploadedFile[bytes]]


@dataclass(slots=True)
class ChosenFiles:
    """The files of one form: those staged for it, and why others were refused."""

    staged: list[StagedFile] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    accept: str = ACCEPTED
    largest: int = LARGEST
    largest_in_words: str = in_megabytes(LARGEST)
    most: int = MOST_ATTACHMENTS

    def refuse_in(self, form: forms.BaseForm) -> None:
        """Say in the form, at the field of the files, what was refused."""
        form.fields[FIELD] = forms.Field(required=False, label=LABEL)
        for words in self.refusals:
            form.add_error(FIELD, ValidationError(words, code="file"))


def choose_files(typed: QueryDict, uploads: Uploads, *, staff: Staff) -> ChosenFiles:
    """Stage what came, beside what was staged before and not given up since."""
    given_up = set(_ids(typed.getlist("unstage")))
    wanted = [key for key in _ids(typed.getlist("staged")) if key not in given_up]
    mine = StagedFile.objects.visible_to(staff)
    drop_staged(mine.filter(public_id__in=given_up))
    chosen = ChosenFiles(list(mine.filter(public_id__in=wanted)))
    chosen.refusals += _missing(wanted, chosen.staged, staff)
    for upload in uploads.getlist(FIELD):
        if len(chosen.staged) < MOST_ATTACHMENTS:
            _stage(upload, chosen, staff)
        else:
            words = f"{MOST_ATTACHMENTS}個を超えるので受け取っていません。"
            chosen.refusals.append(f"「{tidy_name(upload.name)}」は、{words}")
    return chosen


def _ids(words: Iterable[str]) -> Iterator[UUID]:
    for word in list(words)[: MOST_ATTACHMENTS * 2]:
        try:
            yield UUID(word)
        except ValueError:
            continue


def _missing(wanted: list[UUID], found: list[StagedFile], staff: Staff) -> list[str]:
    """Files the form says are staged, but that are not: attached already, or gone after a day."""
    gone = set(wanted) - {one.public_id for one in found}
    if not gone:
        return []
    attached = Attachment.objects.visible_to(staff).filter(public_id__in=gone).count()
    return [TOO_LATE] if attached < len(gone) else []


def _stage(upload: UploadedFile[bytes], chosen: ChosenFiles, staff: Staff) -> None:
    try:
        checked = check_upload(upload, field=FIELD)
        if checked.sha256 not in {one.sha256 for one in chosen.staged}:
            chosen.staged.append(stage_file(checked, by=staff))
    except RuleViolation as refusal:
        chosen.refusals.append(refusal.message)
