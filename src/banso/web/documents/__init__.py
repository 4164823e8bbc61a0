"""Pages that take in several rooms, on paper."""

from banso.web.documents.before_visit import before_visits_pdf_of

__all__ = ["before_visits_pdf_of"]
