"""The room's registration with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Core（土台）."""

    name = "banso.core"
    label = "core"
    verbose_name = "土台"
