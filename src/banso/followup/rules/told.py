"""What a check sheet asked and what was answered, side by side and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from banso.core.era import in_era_day
from banso.followup.rules.answers import Answers, NextPromise
from banso.followup.rules.sheet import (
    KpiItem,
    MeasureItem,
    PromiseItem,
    Question,
    SheetItems,
    going_key,
)
from banso.plans.rules.kpi import in_words

SIDES: Mapping[str, str] = {"ours": "商工会", "theirs": "事業者"}
UNKNOWN = "わからない"


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """A measure, whether it was done, and when or how it goes."""

    item: MeasureItem
    is_done: bool
    words: str


@dataclass(frozen=True, slots=True)
class ToldKpi:
    """A KPI and what was told; nothing where it was not asked, わからない where it is unknown."""

    item: KpiItem
    now: str


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    """A question and its answer."""

    item: Question
    answer: str


@dataclass(frozen=True, slots=True)
class ToldPromise:
    """A promise of before, whose it is, and whether it was found kept."""

    item: PromiseItem
    side: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Told:
    """All that was asked, with its answers."""

    measures: tuple[ToldMeasure, ...]
    kpis: tuple[ToldKpi, ...]
    questions: tuple[ToldQuestion, ...]
    kept: tuple[ToldPromise, ...]
    promises: tuple[tuple[str, str, str], ...]
    heard: str
    advice: str

    @property
    def done(self) -> int:
        """How many measures are done."""
        return sum(one.is_done for one in self.measures)

    @property
    def as_text(self) -> str:
        """All that was answered as lines of text, to be read or copied."""
        lines = [
            self.heard,
            *(f"約束「{one.item.what}」：守られた" for one in self.kept if one.is_kept),
            *(
                f"施策「{one.item.what}」：{'済んだ　' if one.is_done else ''}{one.words}"
                for one in self.measures
                if one.is_done or one.words
            ),
            *(f"{one.item.name}：{one.now}" for one in self.kpis if one.now),
            *(f"{one.item.ask}：{one.answer}" for one in self.questions if one.answer),
        ]
        return "\n".join(filter(None, lines))


def told_on(items: SheetItems, answers: Answers) -> Told:
    """The sheet with its answers; blank where nothing was answered."""
    return Told(
        tuple(_measure(one, answers) for one in items.measures),
        tuple(ToldKpi(one, _now(one, answers.kpis)) for one in items.kpis),
        tuple(ToldQuestion(one, answers.questions.get(one.key, "")) for one in items.questions),
        tuple(ToldPromise(one, SIDES[one.side], one.id in answers.kept) for one in items.promises),
        tuple(_promised(one) for one in answers.promises),
        answers.heard,
        answers.advice,
    )


def _measure(item: MeasureItem, answers: Answers) -> ToldMeasure:
    done = answers.measures.get(item.id)
    if done is None:
        return ToldMeasure(item, is_done=False, words=answers.questions.get(going_key(item.id), ""))
    words = "　".join(filter(None, (in_era_day(done.on), done.note)))
    return ToldMeasure(item, is_done=True, words=words)


def _now(item: KpiItem, kpis: Mapping[str, Decimal | None]) -> str:
    if item.id not in kpis:
        return ""
    value = kpis[item.id]
    return UNKNOWN if value is None else in_words(value, item.unit)


def _promised(one: NextPromise) -> tuple[str, str, str]:
    return SIDES[one.side], one.what, in_era_day(one.due_on) if one.due_on else ""
