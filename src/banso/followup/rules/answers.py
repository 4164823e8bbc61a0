"""What was answered on a check sheet（答え）, read strictly from JSON: it may come from a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from banso.core.refusals import RuleViolation

MOST_PROMISES = 20
LONGEST_TEXT, LONGEST_NOTE, LONGEST_PROMISE = 4_000, 400, 200
_LARGEST = 10**15
_LONGEST_KEY = 40
_LONGEST_VISIT = 24 * 60  # minutes
_SIDES = ("ours", "theirs")
_MAPS = ("measures", "kpis", "questions")


@dataclass(frozen=True, slots=True)
class Done:
    """A measure that was carried out: when, and what came of it."""

    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class NextPromise:
    """A promise made on the visit: by whom（ours, theirs）, what, by when."""

    side: str
    what: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers by the public ids of what they are about; a KPI of ``None`` is 不明.

    ``on``, ``judgement``, ``next_on``, ``contact`` and ``minutes`` stand here while a visit is
    written down only in part; once it is recorded, its closing and its record tell them.
    """

    measures: Mapping[str, Done] = field(default_factory=dict)
    kpis: Mapping[str, Decimal | None] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    promises: tuple[NextPromise, ...] = ()
    heard: str = ""
    advice: str = ""
    on: date | None = None
    judgement: str = ""
    next_on: date | None = None
    contact: str = ""
    minutes: int | None = None

    @classmethod
    def from_json(cls, sent: object) -> Answers:
        """The answers as sent or kept. Refuses what is not of this shape, and overlong text."""
        if not isinstance(sent, Mapping):
            raise _unreadable("answers")
        maps = {name: _mapping(sent, name) for name in _MAPS}
        rows = _listed(sent, "promises")
        if len(rows) > MOST_PROMISES:
            words = f"約束は{MOST_PROMISES}件までです。"
            raise RuleViolation("too-many", words, field="promises")
        return cls(
            measures={key: _done(row) for key, row in maps["measures"].items()},
            kpis={key: _number(value) for key, value in maps["kpis"].items()},
            questions={key: _text(value, "questions") for key, value in maps["questions"].items()},
            kept=tuple(_text(key, "kept") for key in _listed(sent, "kept")),
            promises=tuple(_promise(row) for row in rows),
            heard=_text(sent.get("heard", ""), "heard"),
            advice=_text(sent.get("advice", ""), "advice"),
            on=_day_or_none(sent.get("on"), "on"),
            judgement=_text(sent.get("judgement", ""), "judgement", _LONGEST_KEY),
            next_on=_day_or_none(sent.get("next_on"), "next_on"),
            contact=_text(sent.get("contact", ""), "contact", _LONGEST_KEY),
            minutes=_minutes(sent.get("minutes")),
        )

    def as_json(self) -> dict[str, Any]:
        """As a sheet keeps them."""
        return {
            "measures": {
                key: {"on": one.on.isoformat(), "note": one.note}
                for key, one in self.measures.items()
            },
            "kpis": {
                key: None if value is None else str(value) for key, value in self.kpis.items()
            },
            "questions": dict(self.questions),
            "kept": list(self.kept),
            "promises": [
                {
                    "side": one.side,
                    "what": one.what,
                    "due_on": one.due_on.isoformat() if one.due_on else None,
                }
                for one in self.promises
            ],
            "heard": self.heard,
            "advice": self.advice,
            **self._half(),
        }

    def _half(self) -> dict[str, Any]:
        """What the closing and the record will tell, as far as it is written already."""
        days = {"on": self.on, "next_on": self.next_on}
        told: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
        rest = {"judgement": self.judgement, "contact": self.contact, "minutes": self.minutes}
        return told | {name: value for name, value in rest.items() if value}


def _unreadable(place: str) -> RuleViolation:
    return RuleViolation("unreadable", "チェックシートの答えが読めません。", field=place)


def _mapping(sent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = sent.get(name, {})
    if not isinstance(found, Mapping):
        raise _unreadable(name)
    return found


def _listed(sent: Mapping[str, Any], name: str) -> list[Any]:
    found = sent.get(name, [])
    if not isinstance(found, list | tuple):
        raise _unreadable(name)
    return list(found)


def _text(value: object, place: str, most: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise _unreadable(place)
    text = value.strip()
    if len(text) > most:
        words = f"{most:,}字までにしてください（いま{len(text):,}字）。"
        raise RuleViolation("too-long", words, field=place)
    return text


def _number(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        words = f"KPIの実績「{value}」は数として読めません。"
        raise RuleViolation("not-a-number", words, field="kpis") from error
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise RuleViolation("bad-value", "KPIの実績の数が大きすぎます。", field="kpis")
    return number


def _day(value: object, place: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise _unreadable(place) from error


def _day_or_none(value: object, place: str) -> date | None:
    return _day(value, place) if value else None


def _minutes(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_VISIT:
        raise _unreadable("minutes")
    return value


def _done(row: object) -> Done:
    if not isinstance(row, Mapping):
        raise _unreadable("measures")
    note = _text(row.get("note", ""), "measures", LONGEST_NOTE)
    return Done(_day(row.get("on"), "measures"), note)


def _promise(row: object) -> NextPromise:
    if not isinstance(row, Mapping) or row.get("side") not in _SIDES:
        raise _unreadable("promises")
    what = _text(row.get("what", ""), "promises", LONGEST_PROMISE)
    if not what:
        raise RuleViolation("empty", "約束の内容を書いてください。", field="promises")
    return NextPromise(row["side"], what, _day_or_none(row.get("due_on"), "promises"))
