"""The room's registration with Django."""

from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    """Diagnosis（経営分析）."""

    name = "banso.diagnosis"
    label = "diagnosis"
    verbose_name = "経営分析"
