"""What is asked of the search page: words, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.forms import DayField
from banso.core.refusals import RuleViolation
from banso.core.search.entries import (
    Asked,
    business_mark,
    kind_mark,
    person_mark,
    topic_mark,
)
from banso.core.search.words import MOST_TYPED, words_of
from banso.records.models import SupportRecord, Topic
from banso.registry.models import Business
from banso.registry.queries.finding import NOTES
from banso.web.search.sources import SOURCES

_FURTHER = ("year", "since", "until", "person", "about")
_LEADING = {source.kind.key for source in SOURCES if source.kind.leads}


@dataclass(frozen=True, slots=True)
class Question:
    """What a member of staff wants to find; what is left empty does not narrow.

    ``said`` are the filters in words; ``topics`` is ``None`` unless narrowed by them.
    """

    staff: Staff
    typed: str
    kind: str = ""
    period: Period | None = None
    person: int | None = None
    topics: tuple[int, ...] | None = None
    said: tuple[str, ...] = field(default=())

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words; all must occur."""
        return words_of(self.typed)

    @property
    def is_too_long(self) -> bool:
        """Whether only the beginning of what was typed is searched for."""
        return len(self.typed) > MOST_TYPED

    def to_index(self, *, leads: bool) -> Asked | None:
        """The question as the index understands it, for either part of the page.

        ``None`` when the filters leave nothing of this part.
        """
        asked_for_leading = self.kind in _LEADING
        if self.kind and asked_for_leading != leads:
            return None
        if leads and self.period:
            return None
        return Asked(
            organisation=self.staff.organisation_id,
            words=self.words,
            any_of=tuple(self._groups()),
            period=self.period,
            leads=leads,
        )

    def _groups(self) -> Iterator[tuple[str, ...]]:
        if self.kind:
            yield (kind_mark(self.kind),)
        if self.person is not None:
            yield (person_mark(self.person),)
        if self.topics is not None:
            yield tuple(map(topic_mark, self.topics))
        if self.staff.role not in Role.office():
            firms = Business.objects.visible_to(self.staff).order_by().values_list("pk", flat=True)
            yield tuple(map(business_mark, firms))

    def anywhere(self) -> Question:
        """The same words without any filter."""
        return Question(self.staff, self.typed)

    def with_words(self, typed: str) -> Question:
        """Other words under the same filters."""
        return replace(self, typed=typed)


class SearchFilter(forms.Form):
    """The box and what narrows it. What cannot be read is said at its field and does not narrow."""

    q = forms.CharField(label="さがすことば", required=False)
    kind = forms.ChoiceField(label="種類", required=False, widget=forms.RadioSelect)
    year = forms.ChoiceField(label="年度", required=False)
    since = DayField(label="この日から", required=False)
    until = DayField(label="この日まで", required=False)
    person = forms.ChoiceField(label="職員", required=False)
    about = forms.ChoiceField(label="計画の項・テーマ", required=False)

    def __init__(self, asked: QueryDict, *, staff: Staff) -> None:
        super().__init__({"kind": "", **asked.dict()})
        self.staff = staff
        self.is_office = staff.role in Role.office()
        self.topics = list(Topic.objects.filter(organisation_id=staff.organisation_id))
        self._offer("kind", [("", "すべて"), *_kinds(is_office=self.is_office)])
        self._offer("year", [("", "すべての期間"), *_years(staff)])
        self.people = _people(staff) if self.is_office else {}
        people = [(key, row.person.name) for key, row in self.people.items()]
        self._offer("person", [("", "全員"), *people])
        self._offer("about", [("", "すべて"), *_subjects(self.topics)])
        self.is_valid()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field

    def clean_until(self) -> date | None:
        """Refuse an end before the beginning."""
        until: date | None = self.cleaned_data["until"]
        since: date | None = self.cleaned_data.get("since")
        if since and until and until < since:
            raise forms.ValidationError("期間の終わりが、始まりより前です。", code="reversed")
        return until

    @property
    def further_fields(self) -> list[BoundField]:
        """The filters behind the fold; an outside expert has few colleagues and needs none."""
        names = [name for name in _FURTHER if name != "person" or self.is_office]
        return [self[name] for name in names]

    @property
    def narrows_further(self) -> bool:
        """Whether one of the filters behind the fold is in use, so that they are shown open."""
        return any(self.data.get(name) for name in _FURTHER)

    def question(self) -> Question:
        """What is asked for."""
        chosen = self.cleaned_data
        person = self.people.get(chosen.get("person", ""))
        return Question(
            staff=self.staff,
            typed=self.data.get("q", "").strip(),
            kind=chosen.get("kind", ""),
            period=self._period(),
            person=person.pk if person else None,
            topics=self._topics(),
            said=tuple(self._said()),
        )

    def _period(self) -> Period | None:
        """The days named; without them the fiscal year."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since or until:
            return Period(since or date.min, until or date(9998, 12, 31))
        year = self.cleaned_data.get("year")
        return FiscalYear.from_key(year).whole if year else None

    def _topics(self) -> tuple[int, ...] | None:
        """A section means every topic of it."""
        about = self.cleaned_data.get("about", "")
        if not about:
            return None
        what, _, key = about.partition("-")
        wanted = (row for row in self.topics if key == (row.section if what == "s" else row.key))
        return tuple(row.pk for row in wanted)

    def _said(self) -> Iterator[str]:
        for name in ("kind", "person", "about"):
            value = self.cleaned_data.get(name)
            if value:
                choices: list[tuple[str, str]] = self.fields[name].choices  # type: ignore[attr-defined] # a choice field
                yield f"{self.fields[name].label}：{dict(choices)[value]}"
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since or until:
            ends = (self["since"].field.prepare_value(day) if day else "" for day in (since, until))
            yield f"期間：{'〜'.join(ends)}"
        elif self.cleaned_data.get("year"):
            yield f"期間：{FiscalYear.from_key(self.cleaned_data['year']).label}"


def _kinds(*, is_office: bool) -> list[tuple[str, str]]:
    """The kinds of things there are; notes are for the office alone."""
    kinds = [(source.kind.key, source.kind.label) for source in SOURCES]
    return [(key, label) for key, label in kinds if is_office or key != NOTES.kind.key]


def _years(staff: Staff) -> list[tuple[str, str]]:
    """From the first record the asker may see to this fiscal year, the latest on top."""
    this = FiscalYear.of(clock.today())
    rows = SupportRecord.objects.visible_to(staff).order_by("on")
    first = rows.values_list("on", flat=True).first()
    try:
        years = FiscalYear.between(FiscalYear.of(first) if first else this, this)
    except RuleViolation:
        years = (this,)
    return [(year.key, year.label) for year in reversed(years)]


def _people(staff: Staff) -> dict[str, Staff]:
    rows = Staff.objects.visible_to(staff).supporters().select_related("person")
    return {str(row.public_id): row for row in rows}


def _subjects(topics: list[Topic]) -> list[tuple[str, str]]:
    """The plan's sections in their order, then every topic."""
    sections = sorted({row.section for row in topics if row.section}, key=_number)
    return [
        *((f"s-{section}", f"§{section}") for section in sections),
        *((f"t-{row.key}", row.name) for row in topics),
    ]


def _number(section: str) -> tuple[int, str]:
    """Sort §10 after §9."""
    return (int(section), section) if section.isdecimal() else (999, section)
