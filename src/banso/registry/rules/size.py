"""How large a business is in law: 小規模事業者 and 中小企業者.

Sources: 商工会及び商工会議所による小規模事業者の支援に関する法律 第2条 and its 施行令 第1条;
中小企業基本法 第2条. Explained in docs/rules/small-business.md. Unknown is never "no".
"""

from collections.abc import Collection
from dataclasses import dataclass, fields

from banso.core.refusals import RuleViolation
from banso.registry.rules.industries import (
    Industry,
    LegalClass,
    exception_for,
    industry,
    is_group_only,
)

_OKU = 100_000_000
_MAN = 10_000

_COUNTED = {"full_time": "常用", "part_time": "短時間", "family": "同居親族", "on_leave": "休業中"}
_COUNTED_FOR_JIZOKUKA = {"full_time": "常用"}
_CLASS_LABELS = {
    LegalClass.OTHER: "製造業その他",
    LegalClass.WHOLESALE: "卸売業",
    LegalClass.RETAIL: "小売業",
    LegalClass.SERVICE: "サービス業",
    LegalClass.LODGING: "宿泊業",
    LegalClass.AMUSEMENT: "娯楽業",
}
_SMALL_STANDARDS = {
    LegalClass.OTHER: ("製造業その他", 20),
    LegalClass.WHOLESALE: ("商業・サービス業", 5),
    LegalClass.RETAIL: ("商業・サービス業", 5),
    LegalClass.SERVICE: ("商業・サービス業", 5),
    LegalClass.LODGING: ("宿泊業・娯楽業", 20),
    LegalClass.AMUSEMENT: ("宿泊業・娯楽業", 20),
}
_MEDIUM_STANDARDS = {
    LegalClass.OTHER: ("製造業その他", 3 * _OKU, 300),
    LegalClass.WHOLESALE: ("卸売業", 1 * _OKU, 100),
    LegalClass.RETAIL: ("小売業", 5_000 * _MAN, 50),
    LegalClass.SERVICE: ("サービス業", 5_000 * _MAN, 100),
    LegalClass.LODGING: ("サービス業", 5_000 * _MAN, 100),
    LegalClass.AMUSEMENT: ("サービス業", 5_000 * _MAN, 100),
}


@dataclass(frozen=True, slots=True)
class Headcount:
    """Everyone who works in a business, each person in exactly one group; ``None`` is unknown.

    ``full_time`` and ``part_time`` are those at work; those on leave stand only in ``on_leave``.
    ``family`` are relatives living with the proprietor; ``up_to_two_months`` contracts of two
    months or less, ``seasonal`` of four months or less, ``probation`` the first 14 days.
    Refuses negative numbers.
    """

    officers: int | None = None
    proprietor: int | None = None
    family: int | None = None
    full_time: int | None = None
    part_time: int | None = None
    day_labourers: int | None = None
    up_to_two_months: int | None = None
    seasonal: int | None = None
    probation: int | None = None
    on_leave: int | None = None

    def __post_init__(self) -> None:
        for group in fields(self):
            number = self.number(group.name)
            if number is not None and number < 0:
                raise RuleViolation(
                    "negative-headcount", "人数は0以上で入力してください。", field=group.name
                )

    def number(self, group: str) -> int | None:
        """How many are in a group, by its name."""
        number: int | None = getattr(self, group)
        return number

    @property
    def regular_employees(self) -> int | None:
        """常時使用する従業員: ``None`` unless every group it is made of is known."""
        return self._sum(_COUNTED)

    @property
    def known_employees(self) -> int:
        """Those of 常時使用する従業員 who are known: there are at least so many."""
        return sum(self.number(group) or 0 for group in _COUNTED)

    @property
    def jizokuka_employees(self) -> int | None:
        """常時使用する従業員 as 小規模事業者持続化補助金 counts it: full-time people at work."""
        return self._sum(_COUNTED_FOR_JIZOKUKA)

    def is_within(self, limit: int) -> bool | None:
        """Whether 常時使用する従業員 are at most ``limit``; ``None`` when blanks decide it."""
        if self.known_employees > limit:
            return False
        return None if self.missing else True

    @property
    def missing(self) -> tuple[str, ...]:
        """The groups, in Japanese, without which 常時使用する従業員 is unknown."""
        return tuple(label for group, label in _COUNTED.items() if self.number(group) is None)

    def _sum(self, groups: dict[str, str]) -> int | None:
        numbers = [self.number(group) for group in groups]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None


@dataclass(frozen=True, slots=True)
class SizeJudgement:
    """What the law calls a business, and why; ``None`` means it cannot be told.

    ``known_employees`` is the least that ``regular_employees`` can be.
    """

    small: bool | None
    medium: bool | None
    regular_employees: int | None
    known_employees: int
    jizokuka_employees: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Trade:
    """An industry as the law sees it, with a remark where the 中分類 alone is not exact."""

    label: str
    legal_class: LegalClass
    remark: str = ""


def judge_size(
    headcount: Headcount,
    industry_code: str | None,
    capital_yen: int | None,
    *,
    is_corporation: bool | None,
) -> SizeJudgement:
    """Judge 小規模事業者 and 中小企業者, with a sentence for each verdict.

    Capital in whole yen, used only for corporations. Without an industry nothing is judged. Blank
    head counts matter only where they can change the answer: people who are known and already
    exceed a limit decide it. Refuses negative capital and unknown industry codes.
    """
    if capital_yen is not None and capital_yen < 0:
        raise RuleViolation(
            "negative-capital", "資本金は0円以上で入力してください。", field="capital_yen"
        )
    counts = (headcount.regular_employees, headcount.known_employees, headcount.jizokuka_employees)
    trade = _trade(industry_code) if industry_code else None
    if trade is None:
        return SizeJudgement(None, None, *counts, (_why_no_class(industry_code),))
    small, small_reason = _judge_small(headcount, trade)
    medium, medium_reason = _judge_medium(headcount, trade, capital_yen, is_corporation)
    reasons = (small_reason, medium_reason, _jizokuka_reason(headcount, trade), trade.remark)
    return SizeJudgement(small, medium, *counts, tuple(filter(None, reasons)))


def small_limit(industry_code: str) -> int | None:
    """The most 常時使用する従業員 with which a business is 小規模; ``None`` without a class in law.

    Refuses unknown industry codes.
    """
    trade = _trade(industry_code)
    return _SMALL_STANDARDS[trade.legal_class][1] if trade else None


def _why_no_class(industry_code: str | None) -> str:
    if not industry_code:
        return "業種が入力されていないため、小規模事業者・中小企業者かどうか判定できません。"
    return f"{industry(industry_code).name}には業種の基準がないため、判定できません。"


def _trade(industry_code: str) -> _Trade | None:
    """The law's view of a code; ``None`` where the law has no class for it."""
    group = industry(industry_code)
    exception = exception_for(industry_code)
    if exception:
        return _Trade(exception.name, exception.legal_class)
    if group.legal_class is None:
        return None
    remark = _remark(group) if is_group_only(industry_code) else ""
    return _Trade(_trade_label(group, group.legal_class), group.legal_class, remark)


def _trade_label(group: Industry, legal_class: LegalClass) -> str:
    if group.is_eating_place:
        return "飲食店"
    if legal_class is not LegalClass.OTHER:
        return _CLASS_LABELS[legal_class]
    return group.bucket if group.bucket in {"建設業", "製造業"} else group.name


def _remark(group: Industry) -> str:
    """Which 小分類 of the group the law puts elsewhere."""
    if not group.exceptions:
        return ""
    names = "・".join(f"{row.code}{row.name}" for row in group.exceptions)
    other = _CLASS_LABELS[group.exceptions[0].legal_class]
    return f"{group.name}のうち{names}は{other}の基準になります。小分類を確かめてください。"


def _judge_small(headcount: Headcount, trade: _Trade) -> tuple[bool | None, str]:
    standard, limit = _SMALL_STANDARDS[trade.legal_class]
    small = headcount.is_within(limit)
    verdict = {
        True: "小規模事業者",
        False: "小規模事業者ではありません",
        None: f"小規模事業者かどうか判定できません。{_people_wanted(headcount)}を入れてください",
    }[small]
    basis = f"{trade.label}（{standard}の基準 {limit}人以下）"
    return small, f"{basis}・{_count_in_words(headcount)} → {verdict}"


def _judge_medium(
    headcount: Headcount,
    trade: _Trade,
    capital: int | None,
    is_corporation: bool | None,  # noqa: FBT001 - one of the facts judged, not a switch
) -> tuple[bool | None, str]:
    """中小企業者: capital (of a corporation) or head count within the limit; either suffices."""
    standard, capital_limit, limit = _MEDIUM_STANDARDS[trade.legal_class]
    within = {_people_wanted(headcount): headcount.is_within(limit)}
    facts = [_count_in_words(headcount)]
    if is_corporation is None:
        within["法人・個人の別"] = None
        facts.insert(0, "法人か個人かが不明")
    elif is_corporation:
        within["資本金"] = capital <= capital_limit if capital is not None else None
        facts.insert(0, f"資本金{_in_words(capital)}" if capital is not None else "資本金が不明")
    medium = _any_known(within.values())
    wanted = "または".join(blank for blank, answer in within.items() if answer is None)
    verdict = {
        True: "中小企業者",
        False: "中小企業者ではありません",
        None: f"中小企業者かどうか判定できません。{wanted}を入れてください",
    }[medium]
    basis = f"{standard}の基準 資本金{_in_words(capital_limit)}以下または{limit}人以下"
    return medium, f"{trade.label}（{basis}）・{'・'.join(facts)} → {verdict}"


def _any_known(answers: Collection[bool | None]) -> bool | None:
    """True if any is true; else unknown if any is unknown."""
    if True in answers:
        return True
    return None if None in answers else False


def _jizokuka_reason(headcount: Headcount, trade: _Trade) -> str:
    """How 持続化補助金 counts, said only when it can be counted."""
    count = headcount.jizokuka_employees
    if count is None:
        return ""
    _, limit = _SMALL_STANDARDS[trade.legal_class]
    verdict = "満たします" if count <= limit else "満たしません"
    return (
        "持続化補助金の数え方（同居親族・短時間・休業中も除く）では"
        f"従業員{count}人 → {limit}人以下の基準を{verdict}"
    )


def _people_wanted(headcount: Headcount) -> str:
    """Which head counts are blank: 「短時間・休業中の人数」."""
    return f"{'・'.join(headcount.missing)}の人数"


def _count_in_words(headcount: Headcount) -> str:
    """How many are employed, or how many at least and what is blank."""
    known = headcount.known_employees
    if not headcount.missing:
        return f"常時使用する従業員{known}人"
    number = f"常時使用する従業員{known}人以上" if known else "従業員数が不明"
    return f"{number}（{_people_wanted(headcount)}が未入力）"


def _in_words(amount: int) -> str:
    """Capital as people say it: 「3億円」「5,000万円」「12,345円」."""
    if amount and amount % _OKU == 0:
        return f"{amount // _OKU:,}億円"
    if amount and amount % _MAN == 0:
        return f"{amount // _MAN:,}万円"
    return f"{amount:,}円"
