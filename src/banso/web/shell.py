"""What the frame around every page knows: the organisation, the person, the menu."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.era import in_era


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the left menu, with the lines under it."""

    label: str
    url: str
    current: bool
    children: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A menu line as declared: who may see it, and the paths it covers."""

    label: str
    name: str
    permission: str
    children: tuple[_Line, ...] = ()


# The left menu is the plan. A room takes its line when it is built.
_MENU = (
    _Line("今日", "web:home", "see-home"),
    _Line(
        "事業者",
        "registry:list",
        "see-businesses",
        (
            _Line("事業者一覧", "registry:list", "see-businesses"),
            _Line("重複の疑い", "registry:duplicates", "merge-businesses"),
        ),
    ),
    _Line(
        "記録",
        "records:list",
        "see-records",
        (
            _Line("支援記録", "records:list", "see-records"),
            _Line("約束", "records:promises", "see-records"),
            _Line("専門家派遣", "records:dispatches", "see-records"),
            _Line("事例集", "records:cases", "see-cases"),
            _Line("転記", "records:transfers", "transfer-records"),
        ),
    ),
    _Line(
        "分析と計画",
        "diagnosis:list",
        "see-diagnoses",
        (
            _Line("経営分析", "diagnosis:list", "see-diagnoses"),
            _Line("事業計画", "plans:list", "see-plans"),
            _Line("経営分析セミナー", "diagnosis:seminars", "write-diagnoses"),
        ),
    ),
    _Line(
        "フォローアップ",
        "followup:home",
        "see-follow-up",
        (
            _Line("これからの訪問", "followup:home", "see-follow-up"),
            _Line("今月の暦", "followup:month", "see-follow-up"),
            _Line("1日に回る", "followup:rounds", "see-follow-up"),
            _Line("カレンダーで見る", "followup:calendar", "see-follow-up"),
            _Line("年間の見通し", "followup:year", "see-follow-up"),
            _Line("今年度の対象", "followup:choice", "see-follow-up"),
            _Line("引き継ぎ", "followup:handovers", "see-follow-up"),
        ),
    ),
    _Line(
        "計画と評価",
        "programme:targets",
        "see-programme",
        (
            _Line("目標と実績", "programme:targets", "see-programme"),
            _Line("柱ごとの目標", "programme:goals", "see-programme"),
            _Line("地区の統計", "programme:area", "see-programme"),
            _Line("計画の内容", "programme:outline", "see-programme"),
        ),
    ),
    _Line(
        "設定",
        "accounts:staff",
        "see-permissions",
        (
            _Line("職員", "accounts:staff", "see-permissions"),
            _Line("記録のひな形", "records:templates", "edit-record-templates"),
            _Line("権限の一覧", "accounts:permissions", "see-permissions"),
            _Line("変更の履歴", "accounts:history", "see-history"),
            _Line("提供の記録", "registry:disclosures", "see-disclosures"),
            _Line("内密の閲覧", "records:looks", "read-confidences"),
            _Line("消去の求め", "web:erasures", "erase-businesses"),
            _Line("APIトークン", "accounts:tokens", "manage-tokens"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page for one staff member."""

    organisation_name: str
    staff_name: str
    role: str
    menu: tuple[MenuEntry, ...]
    organisations: tuple[Organisation, ...]
    search_url: str
    new_record_url: str
    today: str
    is_demo: bool
    account_url: str = field(default="")
    writer: str = field(default="")  # whose drafts a device may show; "" for who records nothing
    drafts_url: str = field(default="")


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Template context: the frame, for signed-in staff only."""
    staff: Staff | None = getattr(request, "staff", None)
    if staff is None:
        return {}
    return {"shell": _shell_of(staff, request.path)}


def _shell_of(staff: Staff, path: str) -> Shell:
    lines = [line for line in _MENU if may(staff.role, line.permission)]
    here = _here(lines, path)
    return Shell(
        organisation_name=staff.organisation.name,
        staff_name=staff.person.name,
        role=Role(staff.role).label,
        menu=tuple(_entry(line, here, staff) for line in lines),
        organisations=tuple(Organisation.objects.served_by(staff.person)),
        search_url=reverse("web:search") if may(staff.role, "search") else "",
        new_record_url=reverse("records:new") if may(staff.role, "record-support") else "",
        today=in_era(clock.today()),
        is_demo=staff.organisation.is_demonstration,
        account_url=reverse("accounts:own"),
        writer=str(staff.public_id) if may(staff.role, "record-support") else "",
        drafts_url=reverse("records:drafts"),
    )


def _here(lines: list[_Line], path: str) -> str:
    """The menu address that covers the path most closely."""
    every = [*lines, *(child for line in lines for child in line.children)]
    addresses = {reverse(line.name) for line in every}
    covering = (url for url in addresses if path == url or (url != "/" and path.startswith(url)))
    return max(covering, key=len, default="")


def _entry(line: _Line, here: str, staff: Staff) -> MenuEntry:
    url = reverse(line.name)
    opened = (child for child in line.children if may(staff.role, child.permission))
    children = tuple(_entry(child, here, staff) for child in opened)
    return MenuEntry(line.label, url, url == here or any(c.current for c in children), children)
