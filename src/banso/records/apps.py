"""The room's registration with Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records（支援記録）."""

    name = "banso.records"
    label = "records"
    verbose_name = "支援記録"
