"""Roles, and the one table of who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone is in an organisation（役割）."""

    ADMINISTRATOR = "administrator"
    SECRETARY_GENERAL = "secretary-general"
    STATUTORY_ADVISER = "statutory-adviser"
    ADVISER = "adviser"
    SUPPORT_STAFF = "support-staff"
    COUNCIL_MEMBER = "council-member"
    EXPERT = "expert"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        """The role's Japanese name."""
        return ROLE_LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label, in the order a form shows them."""
        return [(role.value, role.label) for role in cls]

    @classmethod
    def office(cls) -> frozenset[Role]:
        """The office's own people, who see its businesses and carry out support."""
        return frozenset(
            {
                cls.ADMINISTRATOR,
                cls.SECRETARY_GENERAL,
                cls.STATUTORY_ADVISER,
                cls.ADVISER,
                cls.SUPPORT_STAFF,
            }
        )


ROLE_LABELS = {
    Role.ADMINISTRATOR: "管理者",
    Role.SECRETARY_GENERAL: "事務局長",
    Role.STATUTORY_ADVISER: "法定経営指導員",
    Role.ADVISER: "経営指導員",
    Role.SUPPORT_STAFF: "経営支援員",
    Role.COUNCIL_MEMBER: "協議会委員",
    Role.EXPERT: "外部専門家",
    Role.OBSERVER: "閲覧者（市・連合会）",
}

_EVERYONE = frozenset(Role)
_OFFICE = Role.office()
_LEADS = frozenset({Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.STATUTORY_ADVISER})
_ADMINISTRATION = frozenset({Role.ADMINISTRATOR, Role.SECRETARY_GENERAL})
_NUMBERS = _OFFICE | {Role.COUNCIL_MEMBER, Role.OBSERVER}


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that can be done, and the roles that may do it."""

    key: str
    label: str
    roles: frozenset[Role]
    note: str = ""


# The one table of who may do what. The page 「権限の一覧」 shows exactly this.
PERMISSIONS: dict[str, Permission] = {
    permission.key: permission
    for permission in (
        Permission("see-home", "今日の画面を見る", _EVERYONE),
        Permission(
            "see-businesses",
            "事業者を見る",
            _OFFICE | {Role.EXPERT},
            "外部専門家は派遣された事業者だけ",
        ),
        Permission(
            "search",
            "すべてからさがす",
            _OFFICE | {Role.EXPERT},
            "見つかるのは、その人が見られるものだけ",
        ),
        Permission("edit-businesses", "事業者を登録・修正する", _OFFICE),
        Permission("see-disclosures", "提供の記録を見る", _OFFICE),
        Permission(
            "export-business-for-owner",
            "保有する情報の一式を本人に開示する",
            _LEADS | {Role.ADVISER},
            "経営指導員は、担当する事業者だけ",
        ),
        Permission(
            "erase-businesses",
            "求めに応じて事業者の情報を消去する",
            _LEADS,
            "求めを記録した人とは別の人が消去する",
        ),
        Permission("disclose", "提供を記録する", _OFFICE, "同意か、ほかの根拠が要る"),
        Permission("import-businesses", "台帳をまとめて取り込む・書き出す", _OFFICE),
        Permission("merge-businesses", "重複した事業者をまとめる", _OFFICE),
        Permission(
            "see-records",
            "支援記録を見る",
            _OFFICE | {Role.EXPERT},
            "外部専門家は派遣された事業者だけ",
        ),
        Permission(
            "read-confidences",
            "内密の記録をすべて開く・だれが見たかを見る",
            _LEADS,
            "ほかの職員は、自分が記録・対応・担当したものと、名指しされたものだけ",
        ),
        Permission("record-support", "支援を記録する", _OFFICE),
        Permission("edit-record-templates", "記録のひな形を変える", _OFFICE),
        Permission("dispatch-experts", "専門家派遣を手配する", _OFFICE),
        Permission(
            "report-dispatch",
            "専門家派遣の報告を書く",
            _OFFICE | {Role.EXPERT},
            "外部専門家は自分の派遣だけ",
        ),
        Permission(
            "see-figures",
            "決算・月次数値を見る",
            _OFFICE | {Role.EXPERT},
            "外部専門家は派遣された事業者だけ",
        ),
        Permission("enter-figures", "決算・月次数値を入れる", _OFFICE),
        Permission(
            "see-diagnoses",
            "経営分析を見る",
            _OFFICE | {Role.EXPERT},
            "外部専門家は派遣された事業者だけ",
        ),
        Permission("write-diagnoses", "経営分析をする・完了にする", _OFFICE),
        Permission(
            "see-region", "地域の課題を見る・資料にする", _OFFICE, "資料に事業者の名前は出ない"
        ),
        Permission("choose-priorities", "次年度の重点分野を決める", _LEADS | {Role.ADVISER}),
        Permission("load-standards", "業種別基準値の新しい表を読み込む", _LEADS),
        Permission(
            "see-plans",
            "事業計画を見る",
            _OFFICE | {Role.EXPERT},
            "外部専門家は派遣された事業者だけ",
        ),
        Permission("write-plans", "事業計画を作る・策定・改訂する", _OFFICE),
        Permission(
            "see-follow-up",
            "フォローアップを見る",
            _OFFICE,
            "訪問の予定・チェックシート・ズレ",
        ),
        Permission("write-follow-up", "フォローアップを書く・頻度や対象を決める", _OFFICE),
        Permission("see-cases", "事例集を見る", _OFFICE),
        Permission("write-cases", "事例を書く・見直す", _OFFICE),
        Permission(
            "check-cases",
            "事例を確認する",
            _LEADS | {Role.ADVISER},
            "文を書いた人のほかに確認できる職員がいれば、その人が確認する",
        ),
        Permission("transfer-records", "基幹システムへの転記を扱う", _OFFICE),
        Permission("see-programme", "計画と実績の数字を見る", _NUMBERS),
        Permission(
            "see-evidence",
            "数字のもとになった記録を開く",
            _OFFICE,
            "委員・閲覧者には数字だけが見え、事業者は見えない",
        ),
        Permission("enter-results", "実績を手入力する", _OFFICE),
        Permission("agree-definitions", "指標の定義を取り決める", _LEADS),
        Permission("load-programme", "計画ファイルを読み込む", _LEADS),
        Permission("see-history", "変更の履歴を見る", _OFFICE),
        Permission("manage-staff", "職員を招待・停止する", _ADMINISTRATION),
        Permission(
            "manage-tokens",
            "APIトークンを発行・失効する",
            _ADMINISTRATION,
            "ほかのプログラムから使うときの鍵",
        ),
        Permission("see-permissions", "権限の一覧を見る", _OFFICE),
    )
}


def may(role: Role | str, permission: str) -> bool:
    """Whether the role may do this. An unknown permission is a programming error (KeyError)."""
    return Role(role) in PERMISSIONS[permission].roles


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing a program may do with a token, and the permission its staff member needs too."""

    key: str
    label: str
    permission: str


SCOPES: dict[str, Scope] = {
    scope.key: scope
    for scope in (
        Scope("businesses:read", "事業者を読む", "see-businesses"),
        Scope("businesses:write", "事業者を登録・修正する", "edit-businesses"),
        Scope("records:read", "支援記録と約束を読む", "see-records"),
        Scope("records:write", "支援を記録し、約束を完了にする", "record-support"),
        Scope("programme:read", "計画の目標と実績を読む", "see-programme"),
        Scope("results:read", "手入力の実績を読む", "see-evidence"),
        Scope("results:write", "実績を手入力する", "enter-results"),
    )
}
