"""Uploaded files: each row's file is there, and each file belongs to a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import FileField, Model

from banso.web.backup.making import uploads_folder
from banso.web.doctor.findings import Finding, bad, good, remark

_SHOWN = 5
_RESTORE = "控えの中から戻してください（docs/operations/backup.md）。"


def uploads() -> Iterator[Finding]:
    """Compare the files that rows name with those that are there."""
    folder = uploads_folder()
    named = set(_named())
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if missing := sorted(named - there):
        yield bad(f"添付のファイルが{len(missing)}個ありません：{_first(missing)}", _RESTORE)
    if unnamed := sorted(there - named):
        yield remark(
            f"どの記録のものでもないファイルが{len(unnamed)}個あります：{_first(unnamed)}",
            "夜の片づけで消えなければ、ほかの場所に移してください。",
        )
    if not missing and not unnamed:
        yield good(f"添付のファイル{len(named):,}個は、すべてそろっています。")


def _named() -> Iterator[str]:
    for model in apps.get_models():
        for field in _file_fields(model):
            names = model._default_manager.exclude(**{field: ""}).values_list(field, flat=True)
            yield from (Path(name).as_posix() for name in names.iterator() if name)


def _file_fields(model: type[Model]) -> list[str]:
    """The file columns of a model; histories repeat the names as text and are not asked."""
    return [field.name for field in model._meta.fields if isinstance(field, FileField)]


def _first(names: list[str]) -> str:
    rest = len(names) - _SHOWN
    shown = "、".join(names[:_SHOWN])
    return f"{shown} ほか{rest}個" if rest > 0 else shown
