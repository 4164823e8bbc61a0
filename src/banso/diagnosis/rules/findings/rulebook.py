"""The findings as written in ``findings.toml``, and what a file of findings is refused for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.findings.conditions import Condition
from banso.diagnosis.rules.findings.meaning import misuses
from banso.diagnosis.rules.findings.parsing import parse

HORIZONS = ("短期", "中期", "長期")
WALLS = ("見えない", "向き合わない", "実行できない", "付いてこない", "足りない")
KINDS = (
    "資金繰り",
    "収益性",
    "安全性",
    "成長性",
    "生産性",
    "在庫・回収",
    "販路",
    "承継",
    "組織・管理",
)
_TEXTS = ("key", "title", "kind", "when", "horizon", "wall", "basis")
_LISTS = ("ask", "measures")
_FIELDS = {*_TEXTS, *_LISTS, "weight", "covers"}
_HEAVIEST = 100
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is not in the accounts and is asked of the owner: choices, or a number."""

    key: str
    ja: str
    ask: str
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number."""
        return not self.choices


@dataclass(frozen=True, slots=True)
class Rule:
    """One finding: when it is proposed, how much it weighs（1〜100）, and what to do about it.

    ``covers`` names weaker findings that are not proposed beside it.
    """

    key: str
    title: str
    kind: str
    when: Condition
    weight: int
    horizon: str
    wall: str
    basis: str
    ask: tuple[str, ...]
    measures: tuple[str, ...]
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All questions and all findings, in the order of the file."""

    questions: Mapping[str, Question]
    rules: tuple[Rule, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every name that a condition asks for."""
        claims = (claim for rule in self.rules for claim in rule.when.claims())
        return frozenset(one.name for claim in claims for one in claim.named())


@cache
def shipped_rulebook() -> Rulebook:
    """The findings that come with the product."""
    text = Path(__file__).with_name("findings.toml").read_text("utf-8")
    rulebook, problems = read_rulebook(text)
    assert not problems, problems  # noqa: S101 - the tests read the shipped file
    return rulebook


def read_rulebook(text: str) -> tuple[Rulebook, tuple[str, ...]]:
    """A file of findings and its faults in Japanese with their lines; with a fault it is empty."""
    empty = Rulebook({}, ())
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        line = _LINE.search(str(trouble))
        return empty, (f"{line[1] if line else 1}行目：TOMLとして読めません（{trouble}）。",)
    places = _Places(text)
    questions = _tables(tables, "question")
    problems = list(_faults_of_questions(questions, places))
    if problems:
        return empty, tuple(problems)
    asked = {row["key"]: _question(row) for row in questions}
    rows = _tables(tables, "finding")
    problems = list(_faults_of_rules(rows, asked, places))
    if problems:
        return empty, tuple(problems)
    return Rulebook(asked, tuple(_rule(row) for row in rows)), ()


class _Places:
    """Where the tables of a file begin, and the lines of their keys."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def line(self, table: str, index: int, key: str) -> str:
        """「12行目」: of the key, or of the table's heading where the key is missing."""
        heads = [at for at, line in enumerate(self._lines) if line.strip() == f"[[{table}]]"]
        start = heads[index] if index < len(heads) else 0
        for at in range(start + 1, len(self._lines)):
            if self._lines[at].lstrip().startswith("["):
                break
            if re.match(rf"\s*{key}\s*=", self._lines[at]):
                return f"{at + 1}行目"
        return f"{start + 1}行目"


def _tables(tables: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = tables.get(name, [])
    return found if isinstance(found, list) else []


def _faults_of_questions(rows: Sequence[Mapping[str, Any]], places: _Places) -> Iterator[str]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        for key in ("key", "ja", "ask"):
            if not _is_text(row.get(key)):
                yield f"{places.line('question', index, key)}：質問の {key} を書いてください。"
        if row.get("key") in seen:
            where = places.line("question", index, "key")
            yield f"{where}：「{row['key']}」が2回出てきます。"
        if not _is_texts(row.get("choices", [])):
            yield f"{places.line('question', index, 'choices')}：choices は言葉の並びです。"
        seen.add(str(row.get("key")))


def _faults_of_rules(
    rows: Sequence[Mapping[str, Any]], asked: Mapping[str, Question], places: _Places
) -> Iterator[str]:
    keys = [row.get("key") for row in rows]
    if not rows:
        yield "1行目：課題（[[finding]]）が1つもありません。"
    for index, row in enumerate(rows):
        for key, fault in _faults(row, asked, keys):
            yield f"{places.line('finding', index, key)}：{fault}"


def _faults(
    row: Mapping[str, Any], asked: Mapping[str, Question], keys: Sequence[Any]
) -> Iterator[tuple[str, str]]:
    yield from _faults_of_shape(row)
    for key, allowed in (("kind", KINDS), ("horizon", HORIZONS), ("wall", WALLS)):
        if _is_text(row.get(key)) and row[key] not in allowed:
            yield (
                key,
                f"{key} の「{row[key]}」は使えません。{'・'.join(allowed)}から選んでください。",
            )
    if keys.count(row.get("key")) > 1:
        yield "key", f"「{row.get('key')}」が2回以上出てきます。"
    yield from _faults_of_covers(row, keys)
    if _is_text(row.get("when")):
        yield from (("when", fault) for fault in _faults_of_when(row["when"], asked))


def _faults_of_shape(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in row.keys() - _FIELDS:
        yield key, f"「{key}」という欄はありません。書き間違いを直してください。"
    yield from ((key, f"{key} を書いてください。") for key in _TEXTS if not _is_text(row.get(key)))
    for key in _LISTS:
        if not row.get(key) or not _is_texts(row[key]):
            yield key, f"{key} に1つ以上の文を書いてください。"
    weight = row.get("weight")
    if type(weight) is not int or not 1 <= weight <= _HEAVIEST:
        yield "weight", "weight は1から100までの整数にしてください。"


def _faults_of_covers(row: Mapping[str, Any], keys: Sequence[Any]) -> Iterator[tuple[str, str]]:
    covers = row.get("covers", [])
    if not _is_texts(covers):
        yield "covers", "covers は課題の key の並びにしてください。"
        return
    for other in covers:
        if other not in keys or other == row.get("key"):
            yield "covers", f"covers の「{other}」という課題はありません。"


def _faults_of_when(text: str, asked: Mapping[str, Question]) -> list[str]:
    choices = {key: question.choices for key, question in asked.items()}
    try:
        return misuses(parse(text), choices)
    except RuleViolation as refusal:
        return [f"条件が読めません。{refusal.message}"]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(one) for one in value)


def _question(row: Mapping[str, Any]) -> Question:
    choices = tuple(row.get("choices", ()))
    return Question(row["key"], row["ja"], row["ask"], choices, row.get("unit", ""))


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        **{key: row[key] for key in _TEXTS if key != "when"},
        when=parse(row["when"]),
        weight=row["weight"],
        ask=tuple(row["ask"]),
        measures=tuple(row["measures"]),
        covers=tuple(row.get("covers", ())),
    )
