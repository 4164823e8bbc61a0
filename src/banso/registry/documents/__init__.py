"""Files the register makes: the ledger written out, rows an import refused, what was handed out."""

from banso.registry.documents.ledger import ledger_csv, ledger_excel
from banso.registry.documents.returned import returned_excel

__all__ = ["ledger_csv", "ledger_excel", "returned_excel"]
