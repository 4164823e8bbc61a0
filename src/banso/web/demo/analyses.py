"""Analyses（経営分析）of the businesses whose accounts are there: some finished, some under way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    answer_questions,
    choose_statements,
    complete_diagnosis,
    decide_finding,
    keep_entry,
    open_diagnosis,
    propose_findings,
    write_finding,
)
from banso.diagnosis.actions.diagnoses import PERIODS
from banso.diagnosis.models import Diagnosis, Finding, Remedy, SheetEntry
from banso.registry.models import Business
from banso.web.demo.accounts import Entered, When
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
_SAID_TOO = (
    ("S-products", "owner", "急ぎの注文にも、その日のうちに応えられる。", 4),
    ("S-people", "adviser", "社長の顔が広く、紹介で仕事が来ている。", 3),
    ("W-digital", "owner", "ホームページは作ったきりで、3年さわっていない。", 4),
    ("W-planning", "owner", "今年いくら売ればよいか、決めたことがない。", 4),
    ("O-needs", "adviser", "近くに住宅が増え、若い家族の問い合わせが出てきた。", 3),
    ("O-trade", "owner", "市の催しに出ないかと誘われている。", 2),
    ("T-trade", "owner", "仕入れ値が上がり、手元に残るお金が減った。", 5),
    ("T-competition", "adviser", "通信販売に客が流れている。", 3),
)
_ASKED = ("online_sales", "successor", "owner_age")
_ANSWERS = (
    ("していない", "未定", "66"),
    ("している", "候補がいる", "58"),
    ("していない", "未定", "71"),
    ("していない", "決まっている", "63"),
    ("している", "候補がいる", "54"),
    ("していない", "未定", "48"),
    ("している", "決まっている", "69"),
)
# What the figures say and the adviser of the first knows better.
_NOT_SO = {"sales-down-two-years": "やめた商品の分で、続けている商品の売上は増えているため"}
_SINCE, _APART = 30, 11  # days
_A_YEAR = timedelta(days=365)
_OWN = FindingWords(
    "商品ごとの原価を知らない",
    "収益性",
    "短期",
    ("売れ筋10品の原価表をいっしょに作る", "値上げする品と時期を決める"),
)


def make_analyses(rng: Random, span: Span, entered: Entered) -> None:
    """Begin an analysis of each of the handful, and finish the first of them; then the others.

    With the others the year has about what the plan aims at（10者）, and the year before fewer.
    """
    handful = sorted(entered.handful, key=lambda one: str(one.public_id))
    for place, business in enumerate(handful):
        begun_on = next_working_day(span.until - timedelta(days=_BEGUN[place % len(_BEGUN)]))
        _analyse(business, begun_on, place, finish=place < _FINISHED)
    for place, (when, business) in enumerate(entered.more):
        for is_asked, day in zip(
            (when is not When.NOW, when is not When.BEFORE),
            (span.until - _A_YEAR, span.until),
            strict=True,
        ):
            if is_asked:
                begun_on = next_working_day(day - timedelta(days=_SINCE + _APART * place))
                _analyse(business, begun_on, place, finish=True)
    for model in (Diagnosis, Finding, Remedy, SheetEntry):
        _number_anew(rng, model)


def _analyse(business: Business, begun_on: date, place: int, *, finish: bool) -> None:
    """One analysis, of the periods there were on the day."""
    by = business.adviser
    assert by is not None  # noqa: S101 - chosen so, with the accounts
    with _at(begun_on, by):
        diagnosis = open_diagnosis(business, by=by)
        known = business.statements.filter(ends_on__lt=begun_on).order_by("ends_on")
        choose_statements(diagnosis, [*known][-PERIODS:])
        said = _SAID if place % 2 == 0 else _SAID_TOO
        _talk(diagnosis, by, said if finish else said[:3])
        answers = dict(zip(_ASKED, _ANSWERS[place % len(_ANSWERS)], strict=True))
        diagnosis.refresh_from_db()
        answer_questions(diagnosis, answers, seen_version=diagnosis.version)
        _decide(diagnosis, by, _NOT_SO if place == 0 else {})
    if finish:
        finished_on = next_working_day(begun_on + _TAKES)
        with _at(finished_on, by):
            complete_diagnosis(diagnosis, on=finished_on, by=by)


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


def _decide(diagnosis: Diagnosis, by: Staff, not_so: Mapping[str, str]) -> None:
    """Take up the heaviest findings and one of the adviser's own; set the others aside.

    Those in ``not_so`` are set aside with the reason why they are not there at all.
    """
    for place, finding in enumerate(propose_findings(diagnosis)):
        reason = not_so.get(finding.rule, "")
        taken_up = place < _TAKEN_UP and not reason
        decide_finding(finding, is_accepted=taken_up, reason=reason, by=by)
    write_finding(diagnosis, _OWN, by=by)
