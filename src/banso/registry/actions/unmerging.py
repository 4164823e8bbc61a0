"""Taking a merge back（まとめの取消）: the entry that went, as it was, with what was its own."""

from __future__ import annotations

import re
from datetime import date

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.registry.actions.businesses import refuse_erased
from banso.registry.actions.moving import save_moved, stored
from banso.registry.models import Business, Merge, MergeWithdrawal
from banso.registry.queries.finding import renew_businesses

_WRITTEN_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@transaction.atomic
def undo_merge(merge: Merge, *, by: Staff) -> MergeWithdrawal:
    """Make the two entries two again（まとめの取消）.

    What was changed since the merge stays as it is and is told in words; what was entered since
    stays with the business that was kept. Refuses a merge taken back before, one whose business
    was itself merged into another, and a corporate number that another business has now.
    """
    merge = Merge.objects.select_for_update().select_related("kept").get(pk=merge.pk)
    if MergeWithdrawal.objects.filter(merge=merge).exists():
        raise RuleViolation("already-undone", "このまとめはすでに取り消されています。")
    refuse_erased(merge.kept)
    if merge.kept.public_id != merge.into:
        raise RuleViolation(
            "merged-on",
            f"まとめた先が、そのあと「{merge.kept}」にまとめられています。"
            "先に、あとのまとめを取り消してください。",
        )
    left = _take_back(merge)
    withdrawal = MergeWithdrawal.objects.create(
        merge=merge, at=clock.now(), confirmed_by=by, left=left
    )
    for row in Business.objects.filter(pk__in=(merge.kept_id, merge.absorbed_id)):
        row.search_text = row.words_to_find_it_by()
        save_moved(row)  # its history takes up the tags, which came back after it
    renew_businesses([merge.kept_id, merge.absorbed_id])
    return withdrawal


def _take_back(merge: Merge) -> list[str]:
    """Undo what the merge did, backwards; returns in words what stays as it is now."""
    own = [merge.kept._meta.label_lower, merge.kept_id]
    of_card = [entry for entry in merge.moved if entry[:2] == own]
    of_rows = [entry for entry in merge.moved if entry[:2] != own]
    left = _change_back(of_card)
    *rows, business = merge.put_by
    _bring_back_business(business)
    left += _change_back(of_rows[::-1])
    left += [said for row in reversed(rows) if (said := _bring_back(row))]
    return left


def _change_back(entries: list[list[object]]) -> list[str]:
    """Give the rows their values from before, one saving a row; what was changed since stays."""
    left = []
    by_row: dict[tuple[object, object], list[list[object]]] = {}
    for entry in entries:
        by_row.setdefault((entry[0], entry[1]), []).append(entry)
    for (label, key), changes in by_row.items():
        row = apps.get_model(str(label))._base_manager.filter(pk=key).first()
        if row is None:
            left.append(f"{_kind(str(label))}は、まとめた後に削除されたため戻していません。")
            continue
        kept = [entry for entry in changes if not _change_one_back(row, entry)]
        left += [
            f"{_kind(str(label))}「{_in_words(row)}」の{_field_label(row, str(entry[2]))}は、"
            "まとめた後に変えられたため、そのままにしました。"
            for entry in kept
        ]
        if len(kept) < len(changes):
            if isinstance(row, Business):
                row.skip_history_when_saving = True  # saved once more when its tags are back
            save_moved(row)
    return left


def _change_one_back(row: models.Model, entry: list[object]) -> bool:
    """Set one field as it was before; not if it is no longer what the merge made it."""
    _, _, name, before, after = entry
    if stored(row, str(name)) != after:
        return False
    field = _field(row, str(name))
    setattr(row, field.attname, field.to_python(before))
    return True


def _bring_back_business(written: dict[str, object]) -> None:
    """Enter the business again under its old keys."""
    try:
        with transaction.atomic():
            _saved(written)
    except IntegrityError as clash:
        raise RuleViolation(
            "number-taken",
            "元の事業者の法人番号が、いまは別の事業者に入っています。先にその番号を直してください。",
        ) from clash


def _bring_back(written: dict[str, object]) -> str:
    """Enter a row again that was put by; says in words why it cannot be."""
    label = str(written["model"])
    try:
        with transaction.atomic():
            _saved(written)
    except (IntegrityError, ObjectDoesNotExist):
        return f"{_kind(label)}は、いまの内容と重なるため戻していません。"
    return ""


def _saved(written: dict[str, object]) -> None:
    """Save a written-down row under its own key; what it points at must still be there."""
    (found,) = serializers.deserialize("python", [written])
    row = found.object
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and getattr(row, field.attname) is not None:
            field.related_model._base_manager.get(pk=getattr(row, field.attname))
    row.save(force_insert=True)


def _kind(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name)


def _field(row: models.Model, name: str) -> models.Field:  # type: ignore[type-arg]
    """The field that an attribute belongs to: ``business`` for ``business_id``."""
    return next(field for field in row._meta.concrete_fields if name in {field.name, field.attname})


def _field_label(row: models.Model, name: str) -> str:
    return f"「{_field(row, name).verbose_name}」"


def _in_words(row: models.Model) -> str:
    return _WRITTEN_DAY.sub(lambda day: in_era_day(date.fromisoformat(day[0])), str(row))
