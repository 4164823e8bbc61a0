"""Rows of support: records, promises, experts sent, what was told in confidence."""

from banso.records.models.confidences import (
    Confidence,
    LogOnlyGrows,
    Look,
    LookQuerySet,
)
from banso.records.models.dispatches import (
    DispatchReport,
    ExpertDispatch,
    ExpertDispatchQuerySet,
)
from banso.records.models.promises import (
    Dropping,
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
from banso.records.models.templates import (
    RecordTemplate,
    RecordTemplateQuerySet,
    TemplateRetirement,
)

__all__ = [
    "Confidence",
    "ContactKind",
    "DispatchReport",
    "Dropping",
    "ExpertDispatch",
    "ExpertDispatchQuerySet",
    "Fulfilment",
    "LogOnlyGrows",
    "Look",
    "LookQuerySet",
    "Promise",
    "PromiseQuerySet",
    "RecordTemplate",
    "RecordTemplateQuerySet",
    "SupportRecord",
    "SupportRecordQuerySet",
    "TemplateRetirement",
    "Topic",
    "Withdrawal",
]
