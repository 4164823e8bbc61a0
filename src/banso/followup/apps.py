"""The room's registration with Django."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Follow-up（フォローアップ）."""

    name = "banso.followup"
    label = "followup"
    verbose_name = "フォローアップ"
