"""The room's forms."""

from banso.diagnosis.forms.diagnoses import CompletionForm, DiagnosisFilter, StatementsForm

__all__ = ["CompletionForm", "DiagnosisFilter", "StatementsForm"]
