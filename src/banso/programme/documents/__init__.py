"""The target table on paper（目標と実績の表）: PDF and Excel of one year and of all years."""

from banso.programme.documents.five_years import five_years_excel_of, five_years_pdf_of
from banso.programme.documents.one_year import targets_excel_of, targets_pdf_of

__all__ = ["five_years_excel_of", "five_years_pdf_of", "targets_excel_of", "targets_pdf_of"]
