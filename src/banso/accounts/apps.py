"""The room's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts（職員と権限）."""

    name = "banso.accounts"
    label = "accounts"
    verbose_name = "職員と権限"
