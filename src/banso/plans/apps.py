"""The room's registration with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans（事業計画）."""

    name = "banso.plans"
    label = "plans"
    verbose_name = "事業計画"
