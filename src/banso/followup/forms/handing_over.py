"""Writing a handover: to whom, from when, and of each firm whether and with which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.forms import DayField, ProseField
from banso.followup.models import HandedBusiness, Handover
from banso.followup.queries.handover import Charge, HandoverLine

LONGEST_NOTE = 2000


class HandoverForm(forms.Form):
    """To whom the firms go, from which day, and what is said of all of them."""

    receiver = forms.ChoiceField(
        label="受ける人",
        help_text="事業者の担当になれる人（利用中の法定経営指導員・経営指導員）だけが出ます。"
        "管理者・事務局長・経営支援員は、どの画面でも担当になれません。",
        error_messages={
            "required": "受ける人を選んでください。",
            "invalid_choice": "受けられるのは、利用中の経営指導員だけです。選び直してください。",
        },
    )
    starts_on = DayField(
        label="いつから担当が移るか",
        help_text="今日から1年以内。例：R9.4.1。今日にすると、すぐに移ります。",
        error_messages={"required": "いつからかを入力してください。"},
    )
    note = ProseField(label="全体について", required=False, max_length=LONGEST_NOTE)

    def __init__(self, typed: QueryDict | None, *, staff: Staff, charge: Charge) -> None:
        super().__init__(typed, initial={"starts_on": clock.today() + timedelta(days=1)})
        usable = Staff.objects.visible_to(staff).active().advisers().select_related("person")
        giver = charge.adviser.pk if charge.adviser else None
        self.receivers = {str(row.public_id): row for row in usable if row.pk != giver}
        choices = [
            ("", "選んでください"),
            *((key, str(row)) for key, row in self.receivers.items()),
        ]
        self.fields["receiver"].choices = choices  # type: ignore[attr-defined] # a choice field

    def handover(self, charge: Charge, by: Staff) -> Handover:
        """What was typed, not kept yet."""
        typed = self.cleaned_data
        return Handover(
            organisation=by.organisation,
            giver=charge.adviser,
            receiver=self.receivers[typed["receiver"]],
            starts_on=typed["starts_on"],
            note=typed["note"],
            written_by=by,
        )


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One firm on the form: what is known, whether it is ticked, the note, what is refused."""

    line: HandoverLine
    key: str
    is_ticked: bool
    note: str
    refused: str = ""

    def handed(self) -> HandedBusiness:
        """The firm as the handover keeps it."""
        return HandedBusiness(
            business=self.line.follow.business, known=self.line.known, note=self.note.strip()
        )


def handed_rows(
    lines: Sequence[HandoverLine], typed: QueryDict | None, refused: Mapping[str, str]
) -> list[HandedRow]:
    """The firms with what was typed of each; at first none is ticked, each caution is the note."""
    rows = []
    for line in lines:
        business = line.follow.business
        key = str(business.public_id)
        note = business.caution if typed is None else typed.get(f"note-{key}", "")
        is_ticked = typed is not None and key in typed.getlist("firm")
        said = refused.get(f"firm-{key}", "")
        if len(note) > LONGEST_NOTE:
            said = said or f"気をつけることは{LONGEST_NOTE:,}字までにしてください。"
        rows.append(HandedRow(line, key, is_ticked, note, said))
    return rows
