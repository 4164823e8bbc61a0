"""The form of a contact（支援記録）and the rows of promises in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.forms import DayField, LineField, ProseField
from banso.core.minutes import MinutesField
from banso.core.reconciling import Reconciliation, marks_in, marks_of, retype, words_of
from banso.records.actions import RecordParts
from banso.records.forms.choices import (
    BusinessField,
    ColleaguesField,
    TopicsField,
    open_promises_ticked,
)
from banso.records.models import ContactKind, Promise, SupportRecord

LONGEST_PROSE = 4000
MOST_PROMISES = 20
FACTS = (
    "business",
    "on",
    "kind",
    "minutes",
    "heard",
    "advice",
    "attendees",
    "next_contact_on",
    "next_contact_reason",
)
CONTENT = ("topics", "heard", "advice")
_TOO_LONG = f"{LONGEST_PROSE:,}字までにしてください（いま%(show_value)d字）。分けて記録できます。"


def _prose(label: str, rows: int, hint: str) -> ProseField:
    return ProseField(
        label=label,
        required=False,
        max_length=LONGEST_PROSE,
        widget=forms.Textarea(attrs={"rows": rows, "data-limit": LONGEST_PROSE}),
        help_text=hint,
        error_messages={"max_length": _TOO_LONG},
    )


class PromiseForm(forms.Form):
    """One row: who promises what by when. An empty row is no promise."""

    promise = forms.UUIDField(required=False, widget=forms.HiddenInput)
    side = forms.ChoiceField(
        label="約束した側",
        choices=Promise.Side.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    what = LineField(label="内容", required=False, max_length=200)
    due_on = DayField(label="期日", required=False)

    def clean(self) -> dict[str, Any]:
        """A day alone promises nothing."""
        typed = self.cleaned_data
        if typed.get("due_on") and not typed.get("what") and "what" not in self.errors:
            self.add_error("what", "約束の内容を入力してください。期日だけでは残せません。")
        return typed

    def without_judging(self) -> None:
        """Show what was typed and no refusals."""
        self._errors = ErrorDict()


PromiseRows = forms.formset_factory(
    PromiseForm, extra=0, max_num=MOST_PROMISES, absolute_max=MOST_PROMISES + 5
)
EMPTY_ROWS: Sequence[dict[str, str]] = ({"side": Promise.Side.OURS}, {"side": Promise.Side.THEIRS})


class ContactForm(forms.Form):
    """What a person types about one contact; sensible defaults leave little to type."""

    on = DayField(label="日付", error_messages={"required": "日付を入力してください。"})
    kind = forms.ChoiceField(
        label="方法",
        choices=ContactKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "方法を選んでください。"},
    )
    minutes = MinutesField()
    heard = _prose("聞いたこと", 4, "")
    advice = _prose("助言したこと", 3, "")
    next_contact_on = DayField(label="次回の予定日", required=False)
    next_contact_reason = LineField(label="次回の用件", required=False, max_length=120)
    attendees = LineField(label="事業者側の出席者", required=False, max_length=120)
    in_confidence = forms.BooleanField(
        label="内密にする",
        required=False,
        help_text="話の内容（聞いたこと・助言・約束）を、自分と対応した職員、担当指導員、法定経営指導員・"
        "事務局長・管理者だけが開けます。日付・方法・時間・テーマは、ほかの職員にも見えます。",
    )
    entry_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    empty_rows: Sequence[dict[str, str]] = EMPTY_ROWS

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        staff: Staff,
        record: SupportRecord | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(typed, initial=_stored(record) if record else initial)
        self.staff = staff
        self.record = record
        search = typed.get("business_search", "") if typed else ""
        if record:  # decided on the record's own page from then on
            del self.fields["in_confidence"]
        self.fields["business"] = BusinessField(staff=staff, search=search)
        self.fields["topics"] = TopicsField(staff=staff, record=record)
        self.fields["supporters"] = ColleaguesField(staff=staff, record=record)
        rows = [*_stored_promises(record)] if record and typed is None else []
        self.promises = PromiseRows(typed, initial=[*rows, *self.empty_rows], prefix="promises")
        self.order_fields(["business", "on", "kind", "minutes", "topics", "heard", "advice"])

    def clean(self) -> dict[str, Any]:
        """Refuse what no single field can see: an empty record, promises, the next contact."""
        typed = self.cleaned_data
        on: date | None = typed.get("on")
        if on and on > clock.today():
            today = in_era_day(clock.today())
            words = f"まだ来ていない日付です。今日（{today}）までの日を入れてください。"
            self.add_error("on", ValidationError(words, code="future"))
        if on and typed.get("next_contact_on") and typed["next_contact_on"] < on:
            words = f"次回の予定日が、記録の日付（{in_era_day(on)}）より前です。"
            self.add_error("next_contact_on", ValidationError(words, code="before"))
        refused = list(self._promise_refusals(on))
        if not (refused or self._says_something(typed)):
            words = "支援テーマ・聞いたこと・助言・約束のうち、どれか1つは入れてください。"
            self.add_error("heard", ValidationError(words, code="empty"))
        for words in refused:
            self.add_error(None, ValidationError(words, code="promise"))
        return typed

    def _says_something(self, typed: dict[str, Any]) -> bool:
        """Whether a topic, a text, a new promise or one kept tells what the contact was about."""
        promised = any(row.cleaned_data.get("what") for row in self.promises.forms)
        told = any(typed.get(name) or name in self.errors for name in CONTENT)
        return told or promised or bool(self.ticked)

    def _promise_refusals(self, on: date | None) -> Iterator[str]:
        """What is wrong with the rows of promises, said above the form as well."""
        self.promises.is_valid()
        for number, row in enumerate(self.promises.forms, start=1):
            due_on = row.cleaned_data.get("due_on")
            if on and due_on and due_on < on:
                row.add_error("due_on", f"期日が、記録の日付（{in_era_day(on)}）より前です。")
            for refusals in row.errors.values():
                yield from (f"約束の{number}行目：{words}" for words in refusals)
        yield from map(str, self.promises.non_form_errors())

    def without_judging(self) -> ContactForm:
        """Show what was typed and no refusals: it was not sent to be saved yet."""
        self._errors = ErrorDict()
        for row in self.promises.forms:
            row.without_judging()
        return self

    def renew_entry_key(self) -> None:
        """Let what is typed be sent as another record than the one this page saved."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["entry_key"] = str(uuid.uuid4())
        self.data = typed

    def fill(self, record: SupportRecord) -> SupportRecord:
        """Put what was typed on the record."""
        for name in FACTS:
            setattr(record, name, self.cleaned_data[name])
        return record

    def new_record(self) -> SupportRecord:
        """The record as typed, not yet saved."""
        return self.fill(SupportRecord(entry_key=self.cleaned_data["entry_key"] or uuid.uuid4()))

    def parts(self) -> RecordParts:
        """Colleagues, topics and promises as typed."""
        typed = self.cleaned_data
        rows = (self._promise(row.cleaned_data) for row in self.promises.forms)
        promises = [promise for promise in rows if promise]
        return RecordParts(
            list(typed["supporters"]),
            list(typed["topics"]),
            promises,
            in_confidence=typed.get("in_confidence", False),
            kept=self.kept_promises(),
        )

    @property
    def ticked(self) -> set[str]:
        """The public ids of the promises ticked as kept."""
        return set(self.data.getlist("kept")) if isinstance(self.data, QueryDict) else set()

    def kept_promises(self) -> list[Promise]:
        """The firm's open promises that were ticked as kept.

        One of another firm, or closed by a colleague meanwhile, needs no keeping and is left out.
        """
        rows = open_promises_ticked(self.staff, self.ticked)
        return list(rows.filter(record__business=self.cleaned_data["business"]))

    def _promise(self, typed: dict[str, Any]) -> Promise | None:
        """The promise of one row: a known one changed, or a new one; ``None`` for an empty row."""
        if not typed.get("what"):
            return None
        known = {promise.public_id: promise for promise in _promises_of(self.record)}
        promise = known.get(typed["promise"]) or Promise()
        promise.side = typed["side"] or Promise.Side.OURS
        promise.what, promise.due_on = typed["what"], typed["due_on"]
        return promise

    def is_told_by(self, record: SupportRecord) -> bool:
        """Whether the saved record says just what was typed."""
        typed = self.parts()
        return (
            not typed.kept
            and all(getattr(record, name) == self.cleaned_data[name] for name in FACTS)
            and set(record.topics.all()) == set(typed.topics)
            and _promise_words(_promises_of(record)) == _promise_words(typed.promises)
        )

    def marks(self, record: SupportRecord) -> str:
        """What the record says now, for the form to carry until it is sent."""
        promises = _promise_words(_promises_of(record))
        words = {**words_of(self, _stored(record)), "business": record.business.name}
        return marks_of({**words, "promises": promises})

    def reconcile(self, theirs: SupportRecord) -> Reconciliation:
        """Take over what only a colleague changed, and tell what both did."""
        found = Reconciliation(marks_in(self.data))
        name, mine = theirs.business.name, self.cleaned_data["business"].name
        if found.takes("business", "事業者", theirs=name, mine=mine):
            retype(self, "business", theirs.business.public_id)
        found.join(self, _stored(theirs))
        ours = _promise_words(self.parts().promises)
        stored = _promise_words(_promises_of(theirs))
        if found.takes("promises", "約束", theirs=stored, mine=ours):
            rows = [*_stored_promises(theirs), *EMPTY_ROWS]
            self.promises = PromiseRows(initial=rows, prefix="promises")
        return found


class OfflineForm(ContactForm):
    """The form as a device keeps it: more rows of promises, since it cannot ask for another."""

    empty_rows = (*EMPTY_ROWS, *EMPTY_ROWS)


def _promises_of(record: SupportRecord | None) -> list[Promise]:
    return list(record.promises.all()) if record and record.pk else []


def _promise_words(promises: Iterable[Promise]) -> str:
    lines = (
        f"{promise.get_side_display()}：{promise.what}"
        + (f"（{in_era_day(promise.due_on)}まで）" if promise.due_on else "")
        for promise in promises
    )
    return "\n".join(lines)


def _stored(record: SupportRecord) -> dict[str, Any]:
    """The record as the form shows it."""
    return {
        **{name: getattr(record, name) for name in FACTS if name != "business"},
        "topics": [topic.key for topic in record.topics.all()],
        "supporters": [staff.public_id for staff in record.supporters.all()],
    }


def _stored_promises(record: SupportRecord) -> Iterator[dict[str, Any]]:
    for promise in _promises_of(record):
        yield {
            "promise": promise.public_id,
            "side": promise.side,
            "what": promise.what,
            "due_on": promise.due_on,
        }
