"""The room's registration with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registry（事業者台帳）."""

    name = "banso.registry"
    label = "registry"
    verbose_name = "事業者台帳"
