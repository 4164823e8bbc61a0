"""How long a contact took, as people write it."""

from __future__ import annotations

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

DAY_MINUTES = 24 * 60
_WRITTEN = re.compile(r"(?:(?P<hours>\d{1,2})(?:時間|:))?(?:(?P<minutes>\d{1,5})(?:分)?)?")
_UNREADABLE = "時間は、60 や 1時間30分 のように入力してください。"
_OUT_OF_DAY = f"時間は1分から{DAY_MINUTES}分（24時間）の間で入力してください。"


class MinutesField(forms.CharField):
    """Whole minutes: 90, 90分, 1時間30分, 1:30; blank is unknown, not zero."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self) -> None:
        super().__init__(label="時間", required=False)

    def to_python(self, value: object) -> int | None:  # type: ignore[override] # minutes, not text
        """Read the minutes; none, more than a day's, and other text are refused."""
        if value in self.empty_values:
            return None
        tidy = "".join(unicodedata.normalize("NFKC", str(value)).split()).replace(",", "")
        found = _WRITTEN.fullmatch(tidy)
        if not tidy or found is None:
            raise ValidationError(_UNREADABLE, code="unreadable")
        minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
        if not 1 <= minutes <= DAY_MINUTES:
            raise ValidationError(_OUT_OF_DAY, code="out-of-range")
        return minutes
