"""The days a log is narrowed to: from a day, to a day, either left open."""

from __future__ import annotations

from datetime import date

from django import forms

from banso.core.era import in_era_day
from banso.core.forms import DayField


class SpanForm(forms.Form):
    """A filter's first and last day; what is left open or cannot be read does not narrow."""

    since = DayField(label="いつから", required=False)
    until = DayField(label="いつまで", required=False)

    def narrowed(self) -> tuple[date | None, date | None]:
        """The first and the last day asked for, both included."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return asked.get("since"), asked.get("until")

    def span_said(self) -> str:
        """The days as a person says them: 「令和8年4月1日から」."""
        first, last = self.narrowed()
        said = (
            f"{in_era_day(first)}から" if first else "",
            f"{in_era_day(last)}まで" if last else "",
        )
        return "".join(said) or "すべて"
