"""Fields of the room: money as one reads it."""

from __future__ import annotations

from banso.core.forms import WholeNumberField


class MoneyField(WholeNumberField):
    """Whole yen, shown with separators as one reads them."""

    def prepare_value(self, value: object) -> object:
        """「45,516,000」; what was typed stays as typed."""
        return f"{value:,}" if isinstance(value, int) else value
