"""The room's registration with Django."""

from datetime import datetime
from typing import Protocol

from django.apps import AppConfig
from simple_history.signals import pre_create_historical_record

from banso.core import clock


class Dated(Protocol):
    """A history entry, as far as its date goes."""

    history_date: datetime


def date_by_our_clock(instance: object, history_instance: Dated, **_: object) -> None:
    """Date a history entry by our clock, so that a demonstration's past is dated in the past."""
    if not hasattr(instance, "_history_date"):
        history_instance.history_date = clock.now()


class AccountsConfig(AppConfig):
    """Accounts（職員と権限）."""

    name = "banso.accounts"
    label = "accounts"
    verbose_name = "職員と権限"

    def ready(self) -> None:
        """Let history follow our clock."""
        pre_create_historical_record.connect(date_by_our_clock)
