"""The facts（根拠になる数字）of a business: ratios, figures and answers under their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from banso.diagnosis.rules.findings.conditions import (
    BEFORE_PREVIOUS,
    CHANGE,
    MOVEMENT,
    PREVIOUS,
    Fact,
)
from banso.diagnosis.rules.findings.meaning import DERIVED, OF_NO_PERIOD, name_in_words, unit_of
from banso.diagnosis.rules.findings.rulebook import Question
from banso.diagnosis.rules.formula import NOT_A_YEAR, annualised
from banso.diagnosis.rules.ratios import UNTOLD, RatioTable, compare, ratios
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import FLOWS, Term

Answer = str | Decimal
_BACK = {PREVIOUS: 1, BEFORE_PREVIOUS: 2}
NOT_ASKED = "まだ聞いていない"
MISPLACED = "答えが質問に合わない"


@dataclass(slots=True)
class Gathered:
    """What is known of a business: ``terms`` newest first and joined.

    ``table`` has the ratios of the same periods, oldest first and perhaps more; ``derived`` the
    readings of ``meaning.DERIVED``（安全余裕率など）of each period. Flows of one that is not a year
    are a year's, so that periods compare.
    """

    terms: Sequence[Term]
    table: RatioTable
    derived: Sequence[Mapping[str, Reading]]
    questions: Mapping[str, Question]
    answers: Mapping[str, Answer]
    _read: dict[tuple[str, int], Reading] = field(default_factory=dict)
    _facts: dict[tuple[str, str], Fact] = field(default_factory=dict)
    _labels: dict[int, str] = field(default_factory=dict)
    _ratios: Mapping[str, Sequence[Reading]] = field(init=False)

    def __post_init__(self) -> None:
        self._ratios = {line.ratio.key: line.readings for line in self.table.lines}

    def fact(self, name: str, moment: str) -> Fact:
        """The fact under a name, now or at another moment; each is found once."""
        key = (name, moment)
        if key not in self._facts:
            self._facts[key] = self._fact(name, moment)
        return self._facts[key]

    def _fact(self, name: str, moment: str) -> Fact:
        if name in self.questions:
            return self._answer(self.questions[name])
        if moment == CHANGE:
            return self._change(name)
        if moment == MOVEMENT:
            return self._movement(name)
        back = _BACK.get(moment, 0)
        reading = self.reading(name, back)
        words = reading.words if reading.is_known else ""
        if name in FLOWS and any(note.startswith(NOT_A_YEAR) for note in reading.notes):
            words = f"{words}（年換算）"
        ja, unit = name_in_words(name), reading.unit.word
        label = "" if name in OF_NO_PERIOD else self._label(back)
        return Fact(ja, label, reading.value, words, reading.reason, unit)

    def reading(self, name: str, back: int) -> Reading:
        """The reading of a period, 0 the newest."""
        key = (name, back)
        if key not in self._read:
            self._read[key] = self._reading(name, back)
        return self._read[key]

    def _reading(self, name: str, back: int) -> Reading:
        unit = unit_of(name) or Unit.YEN
        if back >= len(self.terms):
            reason = self.terms[-1].no_previous if self.terms else "決算がない"
            return unknown(reason, unit)
        term = self.terms[back]
        if name in ratios():
            return self._ratios[name][-1 - back]
        if name in DERIVED:
            return self.derived[back][name]
        amount = term.amounts[name]
        if amount is None:
            return unknown(term.why_unknown(name), unit)
        yearly = name in FLOWS and not term.is_whole_year
        value = term.a_year_of(amount) if yearly else amount
        return Reading(value, unit, "", (*term.notes, annualised(term)) if yearly else term.notes)

    def _label(self, back: int) -> str:
        if back not in self._labels:
            no_term = ("", "前期", "前々期")[back]
            self._labels[back] = self.terms[back].label if back < len(self.terms) else no_term
        return self._labels[back]

    def _change(self, name: str) -> Fact:
        now, before = self.reading(name, 0), self.reading(name, 1)
        ja = f"{name_in_words(name)}の前期からの変化"
        if now.value is None or before.value is None:
            return Fact(ja, self._label(0), None, "", now.reason or before.reason)
        change = now.value - before.value
        words = f"{'＋' if change >= 0 else '△'}{now.unit.write_change(change)}"
        unit = "ポイント" if now.unit is Unit.RATE else now.unit.word
        return Fact(ja, self._label(0), change, words, "", unit)

    def _movement(self, name: str) -> Fact:
        now, before = self.reading(name, 0), self.reading(name, 1)
        comparison = compare(ratios()[name], now, before)
        if comparison.movement == UNTOLD:
            reason = now.reason or before.reason
            return Fact(name_in_words(name), self._label(0), None, "", reason)
        words = f"が前期の{before.words}から{now.words}に{comparison.movement}"
        return Fact(name_in_words(name), self._label(0), comparison.movement, words)

    def _answer(self, question: Question) -> Fact:
        answer = self.answers.get(question.key)
        if answer is None:
            return Fact(question.ja, "", None, "", NOT_ASKED)
        if isinstance(answer, str) == question.is_number:
            return Fact(question.ja, "", None, "", MISPLACED)
        words = f"「{answer}」" if isinstance(answer, str) else f"{answer}{question.unit}"
        return Fact(question.ja, "", answer, words, "", question.unit)
