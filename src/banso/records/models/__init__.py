"""Rows of support: records, promises, experts, confidences, cases, records carried over."""

from banso.records.models.attachments import (
    Attachment,
    AttachmentQuerySet,
    AttachmentRemoval,
    StagedFile,
)
from banso.records.models.cases import (
    CaseCheck,
    CaseKind,
    CaseRetirement,
    CaseReview,
    SupportCase,
    SupportCaseQuerySet,
)
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
from banso.records.models.transfers import (
    Transfer,
    TransferBatch,
    TransferTemplate,
    to_be_transferred,
    with_transfer,
)

__all__ = [
    "Attachment",
    "AttachmentQuerySet",
    "AttachmentRemoval",
    "CaseCheck",
    "CaseKind",
    "CaseRetirement",
    "CaseReview",
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
    "StagedFile",
    "SupportCase",
    "SupportCaseQuerySet",
    "SupportRecord",
    "SupportRecordQuerySet",
    "TemplateRetirement",
    "Topic",
    "Transfer",
    "TransferBatch",
    "TransferTemplate",
    "Withdrawal",
    "to_be_transferred",
    "with_transfer",
]
