"""How allauth is told that people come by invitation, not by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from banso.accounts.models import Person


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody signs up: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False


def display_name(person: Person) -> str:
    """The name shown for a person."""
    return person.name
