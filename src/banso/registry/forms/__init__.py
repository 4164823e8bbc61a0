"""Forms of the register: the business's card, and the small forms beside it."""

from banso.registry.forms.card import (
    BusinessForm,
)
from banso.registry.forms.disclosure import (
    DisclosureFilter,
    DisclosureForm,
)
from banso.registry.forms.imports import (
    ColumnsForm,
    DecisionsForm,
    LedgerFileForm,
)
from banso.registry.forms.merging import (
    DistinctionForm,
    MergeForm,
)
from banso.registry.forms.size import (
    SizeForm,
)
from banso.registry.forms.small import (
    ClosureForm,
    ConsentForm,
    ContactForm,
    WithdrawalForm,
)

__all__ = [
    "BusinessForm",
    "ClosureForm",
    "ColumnsForm",
    "ConsentForm",
    "ContactForm",
    "DecisionsForm",
    "DisclosureFilter",
    "DisclosureForm",
    "DistinctionForm",
    "LedgerFileForm",
    "MergeForm",
    "SizeForm",
    "WithdrawalForm",
]
