"""Analyses（経営分析）of the businesses whose accounts are there: some finished, some under way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from banso.accounts.history import acting, past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.models import Kept
from banso.core.workdays import next_working_day
from banso.diagnosis.actions import (
    FindingWords,
    complete_diagnosis,
    decide_finding,
    keep_entry,
    open_diagnosis,
    propose_findings,
    write_finding,
)
from banso.diagnosis.models import Diagnosis, Finding, Remedy, SheetEntry
from banso.registry.models import Business
from banso.web.demo.keeping import new_id
from banso.web.demo.scale import Span

_BEGUN = (168, 131, 96, 61, 33, 9)  # days before the last day
_TAKES = timedelta(days=18)
_FINISHED = 4  # of them
_TAKEN_UP = 3  # findings of each
_SAID = (
    (
        "S-products",
        "owner",
        "「ここの味でないと」と言って、隣町から来てくれる客がいる。",
        4,
    ),
    ("S-people", "adviser", "2人とも10年以上勤めていて、仕込みを任せられる。", 3),
    ("W-digital", "owner", "注文は電話とファクスだけ。聞きまちがいが月に何度かある。", 4),
    ("W-planning", "owner", "数字は年に一度、税理士さんから聞くだけで、月ごとには見ていない。", 5),
    ("O-needs", "adviser", "贈り物にしたいという問い合わせが、年末に増えている。", 3),
    ("O-trade", "owner", "道の駅から、置いてみないかと声をかけられている。", 3),
    ("T-trade", "owner", "材料と電気代が上がった分を、まだ値段に入れられていない。", 5),
    ("T-competition", "adviser", "近くに大型店ができる計画がある。", 2),
)
_OWN = FindingWords(
    "商品ごとの原価を知らない",
    "収益性",
    "短期",
    ("売れ筋10品の原価表をいっしょに作る", "値上げする品と時期を決める"),
)


def make_analyses(rng: Random, span: Span) -> None:
    """Begin an analysis of each business with accounts; finish the first of them."""
    rows = Business.objects.filter(statements__isnull=False).distinct()
    businesses = rows.select_related("adviser__person").order_by("public_id")
    for place, business in enumerate(businesses):
        assert business.adviser is not None  # noqa: S101 - chosen so, with the accounts
        begun_on = next_working_day(span.until - timedelta(days=_BEGUN[place % len(_BEGUN)]))
        with _at(begun_on, business.adviser):
            diagnosis = open_diagnosis(business, by=business.adviser)
            _talk(diagnosis, business.adviser, _SAID if place < _FINISHED else _SAID[:3])
            _decide(diagnosis, business.adviser)
        if place < _FINISHED:
            finished_on = next_working_day(begun_on + _TAKES)
            with _at(finished_on, business.adviser):
                complete_diagnosis(diagnosis, on=finished_on, by=business.adviser)
    for model in (Diagnosis, Finding, Remedy, SheetEntry):
        _number_anew(rng, model)


def _number_anew(rng: Random, model: type[Kept]) -> None:
    """Give the rows public ids that the same seed gives again."""
    for key in model._default_manager.order_by("pk").values_list("pk", flat=True):
        public_id = new_id(rng)
        model._default_manager.filter(pk=key).update(public_id=public_id)
        past_of(model).filter(id=key).update(public_id=public_id)


@contextmanager
def _at(day: date, staff: Staff) -> Iterator[None]:
    """Hold the clock on an afternoon, everything signed by the person."""
    with clock.fixed(datetime.combine(day, time(15), TOKYO)), acting(staff.person):
        yield


def _talk(diagnosis: Diagnosis, by: Staff, said: Sequence[tuple[str, str, str, int]]) -> None:
    for cell, said_by, text, weight in said:
        entry = SheetEntry(
            diagnosis=diagnosis, sheet="swot", cell=cell, text=text, said_by=said_by, weight=weight
        )
        keep_entry(entry, by=by)


def _decide(diagnosis: Diagnosis, by: Staff) -> None:
    """Take up the heaviest findings and one of the adviser's own; set the others aside."""
    for place, finding in enumerate(propose_findings(diagnosis)):
        taken_up = place < _TAKEN_UP
        reason = "" if taken_up else "まず上の課題から取り組む"
        decide_finding(finding, is_accepted=taken_up, reason=reason, by=by)
    write_finding(diagnosis, _OWN, by=by)
