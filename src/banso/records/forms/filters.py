"""The filters of the record list, and how they read in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.forms import LineField
from banso.core.refusals import RuleViolation
from banso.records.models import ContactKind, SupportRecord, Topic
from banso.records.queries import RecordChoice
from banso.registry.models import Business

ALL_YEARS = "all"
_FURTHER = ("kind", "section", "topic", "staff")
_SPANS = [
    ("", "年間"),
    ("first", "上期（4〜9月）"),
    ("second", "下期（10〜3月）"),
    *((f"m{month}", f"{month}月") for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)),
]


class RecordFilter(forms.Form):
    """What narrows the list of records; without a year it is this fiscal year's."""

    q = LineField(
        label="事業者・内容",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.ChoiceField(label="年度", required=False)
    span = forms.ChoiceField(label="期間", choices=_SPANS, required=False)
    kind = forms.ChoiceField(
        label="方法", choices=[("", "すべて"), *ContactKind.choices], required=False
    )
    section = forms.ChoiceField(label="計画の項", required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__(asked)
        self.staff = staff
        topics = list(Topic.objects.filter(organisation_id=staff.organisation_id))
        self.fields["year"].choices = _years(staff)  # type: ignore[attr-defined] # a choice field
        self.fields["section"].choices = _sections(topics)  # type: ignore[attr-defined]
        self.fields["topic"] = forms.ChoiceField(
            label="支援テーマ",
            required=False,
            choices=[("", "すべて"), *_by_kind(topics)],
        )
        self.topics = {topic.key: topic for topic in topics}
        colleagues = Staff.objects.visible_to(staff).supporters().select_related("person")
        self.colleagues = {str(person.public_id): person for person in colleagues}
        self.fields["staff"] = forms.ChoiceField(
            label="対応した職員",
            required=False,
            choices=[("", "すべて"), *((key, str(row)) for key, row in self.colleagues.items())],
        )
        self.is_valid()

    @property
    def main_fields(self) -> list[BoundField]:
        """The filters that are always in sight."""
        return [self[name] for name in ("q", "year", "span")]

    @property
    def further_fields(self) -> list[BoundField]:
        """The filters behind 「…で絞り込む」."""
        return [self[name] for name in _FURTHER]

    @property
    def narrows_further(self) -> bool:
        """Whether one of those is in use, so that they are shown open."""
        return any(self.data.get(name) for name in _FURTHER)

    def choice(self) -> RecordChoice:
        """The records asked for; what could not be read does not narrow."""
        asked = self.cleaned_data
        return RecordChoice(
            period=self.period,
            kind=asked.get("kind", ""),
            supporter=self.colleagues.get(asked.get("staff", "")),
            topic=self.topics.get(asked.get("topic", "")),
            section=asked.get("section", ""),
            words=asked.get("q", ""),
            business=self.business,
        )

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The fiscal year asked for: this one unless another or all are named."""
        key = self.cleaned_data.get("year") or FiscalYear.of(clock.today()).key
        return None if key == ALL_YEARS else FiscalYear.from_key(key)

    @property
    def period(self) -> Period | None:
        """The days asked for; of all years, there is no half or month."""
        year, span = self.fiscal_year, self.cleaned_data.get("span", "")
        if year is None:
            return None
        if span in {"first", "second"}:
            return year.first_half if span == "first" else year.second_half
        if span:
            return next(month for month in year.months if month.name == f"{span[1:]}月")
        return year.whole

    @property
    def business(self) -> Business | None:
        """The one firm asked for by its public id, as a firm's page links here."""
        return business_asked(self.staff, self.data.get("business", ""))

    def in_words(self, choice: RecordChoice) -> list[str]:
        """The filters as a person says them."""
        return [f"{label}：{value}" for label, value in self._said(choice) if value]

    def _said(self, choice: RecordChoice) -> Iterator[tuple[str, str]]:
        yield "期間", self._period_said(choice.period)
        yield "事業者", choice.business.name if choice.business else ""
        yield "方法", ContactKind(choice.kind).label if choice.kind else ""
        yield "対応した職員", str(choice.supporter) if choice.supporter else ""
        yield "支援テーマ", choice.topic.name if choice.topic else ""
        yield "計画の項", f"§{choice.section}" if choice.section else ""
        yield "ことば", f"「{choice.words}」" if choice.words else ""

    def _period_said(self, period: Period | None) -> str:
        """A month is said with its year: 「令和8年度 4月」."""
        year = self.fiscal_year
        if period is None or year is None:
            return "すべての年度"
        named = period.label.startswith(year.label)
        return period.label if named else f"{year.label} {period.label}"


def business_asked(staff: Staff, key: str) -> Business | None:
    """The firm an address names by its public id; ``None`` for one the asker may not see."""
    try:
        public_id = UUID(key)
    except ValueError:
        return None
    return Business.objects.visible_to(staff).filter(public_id=public_id).first()


def _years(staff: Staff) -> list[tuple[str, str]]:
    """From the office's first record to this fiscal year, the latest on top."""
    this = FiscalYear.of(clock.today())
    records = SupportRecord.objects.filter(organisation_id=staff.organisation_id)
    first: date | None = records.order_by("on").values_list("on", flat=True).first()
    try:
        years = FiscalYear.between(FiscalYear.of(first) if first else this, this)
    except RuleViolation:
        years = (this,)
    return [*((year.key, year.label) for year in reversed(years)), (ALL_YEARS, "すべての年度")]


def _sections(topics: list[Topic]) -> list[tuple[str, str]]:
    numbers = sorted({topic.section for topic in topics if topic.section}, key=_number)
    return [("", "すべて"), *((number, f"§{number}") for number in numbers)]


def _by_kind(topics: list[Topic]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The topics under the headings of the form; a heading without topics is left out."""
    groups: dict[str, list[tuple[str, str]]] = {label: [] for label in Topic.Kind.labels}
    for topic in topics:
        groups[topic.get_kind_display()].append((topic.key, topic.name))
    return [(label, choices) for label, choices in groups.items() if choices]


def _number(section: str) -> tuple[int, str]:
    """Sort §10 after §9, and sections without a number last."""
    return (int(section), section) if section.isdecimal() else (999, section)
