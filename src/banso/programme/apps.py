"""The room's registration with Django."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programme（経営発達支援計画）."""

    name = "banso.programme"
    label = "programme"
    verbose_name = "経営発達支援計画"
