"""The room's registration with Django."""

from django import forms
from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Core（土台）."""

    name = "banso.core"
    label = "core"
    verbose_name = "土台"

    def ready(self) -> None:
        """Say once, for every form, what to do with a field left empty."""
        forms.Field.default_error_messages["required"] = "入力してください。"
        for chosen in (forms.ChoiceField, forms.FileField):
            chosen.default_error_messages["required"] = "選んでください。"
