"""The room's registration with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web（画面の入口）."""

    name = "banso.web"
    label = "web"
    verbose_name = "画面の入口"
