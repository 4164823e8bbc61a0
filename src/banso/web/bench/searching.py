"""Search measured: p50 and p95 of each kind of question, beside LIKE over the same rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import quantiles

from django.db import connection

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.search import finding
from banso.core.search.entries import Asked
from banso.web.search.asking import Question
from banso.web.search.looking import MOST_COUNTED, PAGE, look


@dataclass(frozen=True, slots=True)
class Spread:
    """What half and what 95 of a hundred runs stayed under, in milliseconds."""

    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{self.p50:7.2f} /{self.p95:7.2f}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of question: how long the index alone, the whole answer, and LIKE took."""

    name: str
    found: str
    index: Spread
    answer: Spread
    like: Spread


def questions(staff: Staff) -> list[tuple[str, Question]]:
    """One question of each kind, over text as the demonstration's records have it."""
    topic = staff.organisation.topics.get(key="plan-followup").pk
    plain = Question(staff, "")
    year = FiscalYear.of(clock.today()).previous.whole
    return [
        ("2文字・ありふれた", plain.with_words("価格")),
        ("2文字・ほぼすべて", plain.with_words("こと")),
        ("3文字", plain.with_words("補助金")),
        ("長いことば", plain.with_words("常連がどこから来て")),
        ("まれ（番号）", plain.with_words("受付4321")),
        ("3語のAND", plain.with_words("価格 写真 補助金")),
        ("1文字", plain.with_words("桜")),
        ("ない", plain.with_words("ゾウガメ")),
        ("あるのに並ばない", plain.with_words("のこといた")),
        ("カナ・事業者名", plain.with_words("サクラ")),
        ("電話の数字", plain.with_words("0273")),
        ("職員で絞る", replace(plain.with_words("価格"), person=staff.pk)),
        ("年度で絞る", replace(plain.with_words("補助金"), period=year)),
        ("種類とテーマで絞る", replace(plain.with_words("価格"), kind="record", topics=(topic,))),
    ]


def measured(staff: Staff, *, runs: int) -> Iterator[Measured]:
    """Measure every kind of question; LIKE, being slow, a quarter as often."""
    for name, question in questions(staff):
        answer = look(question)
        parts = [question.to_index(leads=leads) for leads in (True, False)]
        asked = [part for part in parts if part]
        yield Measured(
            name=name,
            found=f"{answer.leading.count.shown}＋{answer.rest.count.shown}",
            index=_spread(lambda asked=asked: _by_index(asked), runs),  # type: ignore[misc]
            answer=_spread(lambda question=question: look(question), runs),  # type: ignore[misc]
            like=_spread(lambda asked=asked: _by_like(asked), max(3, runs // 4)),  # type: ignore[misc]
        )


def _spread(run: Callable[[], object], runs: int) -> Spread:
    run()
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        took.append((time.perf_counter() - begun) * 1000)
    cuts = quantiles(took, n=20, method="inclusive")
    return Spread(cuts[9], cuts[18])


def _by_index(asked: list[Asked]) -> None:
    """What a page needs: the count up to a thousand, and the newest hits."""
    for part in asked:
        hits = finding.some(part, limit=MOST_COUNTED + 1)
        if len(hits) > MOST_COUNTED:
            finding.newest(part, limit=PAGE)


def _by_like(asked: list[Asked]) -> None:
    """The same without an index of words."""
    for part in asked:
        checks = "organisation = %s AND place BETWEEN %s AND %s"
        values: list[str | int] = [part.organisation, *part.places]
        for word in part.words:
            checks += " AND (names LIKE %s OR texts LIKE %s)"
            values += [f"%{word}%"] * 2
        for group in part.any_of:
            checks += f" AND ({' OR '.join(['marks LIKE %s'] * len(group))})"
            values += [f"% {mark} %" for mark in group]
        rows = f"FROM core_indexentry WHERE {checks}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {MOST_COUNTED + 1}) AS counted",  # noqa: S608 - our own conditions
                values,
            )
            cursor.fetchall()
            cursor.execute(f"SELECT place {rows} ORDER BY place DESC LIMIT {PAGE}", values)
            cursor.fetchall()
