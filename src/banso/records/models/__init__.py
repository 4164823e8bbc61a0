"""Rows of support: records, promises, experts sent."""

from banso.records.models.dispatches import (
    DispatchReport,
    ExpertDispatch,
    ExpertDispatchQuerySet,
)
from banso.records.models.promises import (
    Fulfilment,
    Promise,
    PromiseQuerySet,
)
from banso.records.models.support import (
    ContactKind,
    SupportRecord,
    SupportRecordQuerySet,
    Topic,
    Withdrawal,
)

__all__ = [
    "ContactKind",
    "DispatchReport",
    "ExpertDispatch",
    "ExpertDispatchQuerySet",
    "Fulfilment",
    "Promise",
    "PromiseQuerySet",
    "SupportRecord",
    "SupportRecordQuerySet",
    "Topic",
    "Withdrawal",
]
