"""What is asked to be erased, what would go and stay, and what was erased（消去）."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from banso.accounts.models import Staff
from banso.accounts.rules import Role, may
from banso.core.refusals import RuleViolation
from banso.registry.models import Business, Erasure, ErasureRequest
from banso.registry.queries import industry_of, size_of, verdicts
from banso.web.queries.hanging import Hanging, hanging_on
from banso.web.queries.retention import Obligation, Proposal, obligations_of, proposals_for

# Text that is no particular of the business, or that an obligation to keep needs.
STAYS: dict[str, frozenset[str]] = {
    "registry.Business": frozenset({"industry_code"}),
    "diagnosis.Diagnosis": frozenset({"industry_code"}),
    "diagnosis.Workbook": frozenset({"token_hash"}),  # the workbook goes, with all its history
    "figures.FigureLink": frozenset({"token_hash"}),  # the link itself goes, with every figure
    "registry.Disclosure": frozenset({"recipient"}),
    "registry.Erasure": frozenset({"extent"}),
    "records.ExpertDispatch": frozenset({"expert_name", "funding"}),
    # told apart by these until they go, with all their history
    "plans.PlanSection": frozenset({"key"}),
    "plans.PlanKpi": frozenset({"name"}),
    "followup.OwnerReport": frozenset({"key"}),
    "followup.DriftCase": frozenset({"key"}),  # which KPI or measure, by number
    "followup.RhythmChange": frozenset({"key"}),  # a rhythm of the programme
    "followup.GateReview": frozenset({"third_party_role"}),
    "programme.Result": frozenset({"line"}),
}
# Kinds without any text that go whole all the same.
_NUMBERS = frozenset({"figures.MonthlyFigure", "followup.KpiReading"})
_FREE = (models.CharField, models.TextField, models.FileField, models.JSONField)


@dataclass(frozen=True, slots=True)
class Erasures:
    """The page of erasures: requests that wait, closed businesses to propose, what was done.

    ``refusal`` says why there are no proposals: the file of retention rules cannot be read.
    """

    waiting: tuple[ErasureRequest, ...]
    proposals: tuple[Proposal, ...]
    done: tuple[Erasure, ...]
    refusal: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing would do: how much goes, what stays in words, and what must be kept.

    ``refusal`` says why it may not be carried out now; empty when it may.
    """

    request: ErasureRequest
    goes: str
    stays: tuple[tuple[str, str], ...]
    obligations: tuple[Obligation, ...]
    refusal: str


def texts_erased(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields of a kind that hold free text, files or JSON, less those that stay."""
    stays = STAYS.get(model._meta.label, frozenset())
    return [
        item
        for item in model._meta.concrete_fields
        if isinstance(item, _FREE) and not item.choices and item.name not in stays
    ]


def extent_of(hanging: Hanging) -> str:
    """What hangs on a business, counted in words: 「支援記録 12件、約束 5件」."""
    counted = (
        (model, model._default_manager.filter(pk__in=ids).count())
        for model, ids in hanging.items()
        if model not in {Business, ErasureRequest} and _goes(model)
    )
    return "、".join(f"{model._meta.verbose_name} {rows}件" for model, rows in counted if rows)


def _goes(model: type[models.Model]) -> bool:
    """Whether rows of this kind, or what is written in them, go."""
    return bool(texts_erased(model)) or model._meta.label in _NUMBERS


def asked_to_erase(business: Business, staff: Staff) -> ErasureRequest | None:
    """The request to erase it that waits, if there is one（消去の求め）. One query."""
    rows = ErasureRequest.objects.visible_to(staff).waiting()
    return rows.filter(business=business).first()


def why_not_erase(request: ErasureRequest, by: Staff) -> RuleViolation | None:
    """Why the request may not be carried out by this person now; ``None`` when it may.

    Where the office has a second person who may, who recorded the request does not carry it out.
    """
    if hasattr(request.business, "erasure"):
        return RuleViolation("erased", "この事業者の情報は、すでに消去されています。")
    if hasattr(request, "withdrawal"):
        return RuleViolation("dropped", "この求めは取り下げられています。")
    if request.recorded_by_id == by.pk and _others_who_may(by):
        return RuleViolation(
            "needs-another",
            "求めを記録した人とは別の人（管理者・事務局長・法定経営指導員）が消去します。",
        )
    return None


def _others_who_may(by: Staff) -> bool:
    roles = [role for role in Role if may(role, "erase-businesses")]
    others = Staff.objects.visible_to(by).active().filter(role__in=roles).exclude(pk=by.pk)
    return others.exists()


def preview_of(request: ErasureRequest, staff: Staff) -> Preview:
    """What carrying the request out would do."""
    refusal = why_not_erase(request, staff)
    business = request.business
    return Preview(
        request=request,
        goes=extent_of(hanging_on(business)),
        stays=tuple(_stays(business)),
        obligations=tuple(obligations_of(business)),
        refusal=refusal.message if refusal else "",
    )


def _stays(business: Business) -> list[tuple[str, str]]:
    found = industry_of(business)
    return [
        ("業種", found.label if found else "未入力"),
        ("地区", str(business.district or "未入力")),
        ("企業規模", verdicts(size_of(business)).small),
        ("支援記録", "日付・方法・時間・支援テーマ・対応した職員（数は変わりません）"),
        ("経営分析", "始めた日・完了した日・業種（数は変わりません）"),
        ("事業計画", "種類・期間・策定した日・改訂した日（数は変わりません）"),
        (
            "フォローアップ",
            "訪問日・判断・頻度・ズレの種類（数は変わりません。チェックシートの言葉は消えます）",
        ),
        (
            "売上増加・利益率の実績",
            "年度ごとの増加・減少・横ばい・不明と期末の日だけ（金額は消えます。数は変わりません）",
        ),
        ("手入力の実績", "日付・数値（数は変わりません。言葉で入れた実績の言葉は消えます）"),
        ("専門家派遣", "日付・費用・費用の出どころ・専門家名"),
        ("提供の記録", "提供日・提供先・種類・根拠の区分"),
        ("事例集", "ほかの職員が名前のないことを確認した事例の文（下書きは消えます）"),
    ]


def erasures_for(staff: Staff) -> Erasures:
    """The requests, proposals and erasures of the asker's organisation."""
    waiting = ErasureRequest.objects.visible_to(staff).waiting()
    done = Erasure.objects.filter(organisation_id=staff.organisation_id)
    try:
        proposals, refusal = proposals_for(staff), ""
    except RuleViolation as trouble:
        proposals, refusal = [], trouble.message
    return Erasures(
        waiting=tuple(waiting.select_related("business", "recorded_by__person")),
        proposals=tuple(proposals),
        done=tuple(done.select_related("business", "request", "carried_out_by__person")),
        refusal=refusal,
    )
