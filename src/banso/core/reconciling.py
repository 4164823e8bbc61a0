"""Two people's edits of one row put together: what was opened, what a colleague saved, mine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.choices import flatten_choices

from banso.core.japanese import normalise_input

_BLANK = "（空欄）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people changed differently: label, the other's text, one's own."""

    label: str
    theirs: str
    yours: str


@dataclass(slots=True)
class Reconciliation:
    """Two edits field by field: what both changed, and what was taken over from the colleague.

    ``marks`` tell what each field said when the form was opened; for a field without a mark
    nobody knows who changed it, and both texts are shown.
    """

    marks: Mapping[str, str]
    differences: list[Difference] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def takes(self, name: str, label: str, *, theirs: str, mine: str) -> bool:
        """Whether only the colleague changed the field, so that the form takes their value."""
        opened = self.marks.get(name)
        if theirs == mine or opened == _mark(theirs):
            return False
        if opened == _mark(mine):
            self.taken.append(label)
            return True
        self.differences.append(Difference(label, theirs or _BLANK, mine or _BLANK))
        return False

    def join(self, form: forms.BaseForm, theirs: Mapping[str, object]) -> None:
        """Compare the bound form's fields with the row as it stands; retype those to be taken."""
        for name, words in words_of(form, theirs).items():
            mine = _words(form.fields[name], _typed(form, name))
            if self.takes(name, str(form[name].label), theirs=words, mine=mine):
                retype(form, name, theirs[name])


def marks_of(words: Mapping[str, str]) -> str:
    """What a form carries hidden to tell later which of its fields were changed."""
    return json.dumps({name: _mark(text) for name, text in words.items()})


def marks_in(typed: Mapping[str, object]) -> dict[str, str]:
    """The marks that the form was sent with; none when it carries none that can be read."""
    try:
        found = json.loads(str(typed.get("opened", "")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def opened_as(form: forms.BaseForm, words: Mapping[str, str]) -> str:
    """The marks to send with the form: those it came with, else of the row's ``words`` now."""
    return str(form.data.get("opened") or "") or marks_of(words)


def words_of(form: forms.BaseForm, stored: Mapping[str, object]) -> dict[str, str]:
    """The row's visible fields as the words a person reads, by field name."""
    return {
        name: _words(item, stored[name])
        for name, item in form.fields.items()
        if name in stored and not form[name].is_hidden
    }


def retype(form: forms.BaseForm, name: str, value: object) -> None:
    """Put a stored value in the bound form as if it had been typed."""
    typed = cast("QueryDict", form.data).copy()
    if isinstance(value, list | tuple):
        typed.setlist(form.add_prefix(name), [_key(item) for item in value])
    else:
        shown = form.fields[name].prepare_value(value)
        typed[form.add_prefix(name)] = "" if shown is None else str(shown)
    form.data = typed


def _mark(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]


def _key(item: object) -> str:
    return str(getattr(item, "pk", item))


def _typed(form: forms.BaseForm, name: str) -> object:
    """What was typed, read where the form could read it: 「11/25」 is the day it means."""
    typed = form[name].data
    if hasattr(form.fields[name], "choices"):
        return typed
    return getattr(form, "cleaned_data", {}).get(name, typed)


def _words(item: forms.Field, value: object) -> str:
    """A field's value as the words a person reads, whether stored or typed."""
    if value in (None, "", [], ()):
        return ""
    choices = getattr(item, "choices", None)
    values = value if isinstance(value, list | tuple) else [value]
    if choices is None:
        return normalise_input("、".join(str(item.prepare_value(each)) for each in values))
    pairs: list[tuple[object, object]] = list(flatten_choices(choices))
    labels = {str(key): str(name) for key, name in pairs}
    return "、".join(sorted(labels.get(_key(each), _key(each)) for each in values))
