"""The room's registration with Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Figures（決算・月次数値）."""

    name = "banso.figures"
    label = "figures"
    verbose_name = "決算・月次数値"
