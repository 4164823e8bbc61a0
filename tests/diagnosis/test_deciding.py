"""From accounts to a finished analysis: what is decided, refused, frozen and counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.architecture.world import PLAN
from tests.conftest import TODAY
from tests.diagnosis.cast import an_analysis, said_everything
from tests.figures.cast import a_kept_period
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    FindingWords,
    agree_steps,
    answer_questions,
    choose_statements,
    complete_diagnosis,
    decide_finding,
    discard_diagnosis,
    drop_entry,
    drop_step,
    keep_entry,
    keep_step,
    open_diagnosis,
    order_findings,
    propose_findings,
    reopen_diagnosis,
    reword_finding,
    split_costs_anew,
    tell_result,
    undo_verdict,
    write_finding,
)
from banso.diagnosis.models import ActionStep, Diagnosis, Finding, SheetEntry, Verdict
from banso.diagnosis.queries import examined, statements_of
from banso.figures.models import FinancialStatement
from banso.programme.actions import enter_result, load_programme
from banso.programme.evidence import evidence_of
from banso.programme.measures import is_diagnosed, tallies
from banso.programme.models import Result
from banso.programme.queries import plan_of
from banso.programme.rules.tallies import Tally
from banso.records.models import Promise
from banso.registry.models import Business

WORDS = FindingWords("原価を知らない", "収益性", "短期", ("品目ごとに原価を出す", " "))


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    return an_analysis(sakura, sato)


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def test_an_analysis_begins_with_the_last_three_periods_and_the_register(
    sakura: Business, sato: Staff
) -> None:
    with refusal("no-accounts"):
        open_diagnosis(sakura, by=sato)
    for ends in (2023, 2024, 2025, 2026):
        a_kept_period(sakura, ends)
    a_kept_period(sakura, 2027, is_forecast=True)
    analysis = open_diagnosis(sakura, by=sato)
    assert [row.ends_on.year for row in analysis.statements.order_by("ends_on")] == [
        2024,
        2025,
        2026,
    ]
    assert (analysis.started_on, analysis.opened_by, analysis.industry_code) == (
        TODAY,
        sato,
        sakura.industry_code,
    )
    assert Diagnosis.history.count() == 1
    with refusal("under-way"):
        open_diagnosis(sakura, by=sato)


def test_the_accounts_it_rests_on_are_the_business_s_own(
    analysis: Diagnosis, sakura: Business
) -> None:
    kept = list(FinancialStatement.objects.of_business(sakura).order_by("ends_on"))
    choose_statements(analysis, kept[1:])
    assert [one.ends_on for one in statements_of(analysis)] == [row.ends_on for row in kept[1:]]
    with refusal("none", "statements"):
        choose_statements(analysis, [])
    theirs = a_kept_period(a_firm("もみじ堂", sakura), 2026)
    with refusal("not-theirs", "statements"):
        choose_statements(analysis, [theirs])


def test_costs_split_anew_change_the_break_even_point(analysis: Diagnosis) -> None:
    before = examined(analysis).analysis.break_evens[-1]
    kept = split_costs_anew(analysis, {"purchases": 0}, seen_version=analysis.version)
    after = examined(kept).analysis.break_evens[-1]
    assert after.fixed - before.fixed == before.variable - after.variable > 0
    with refusal("not-a-percentage", "purchases"):
        split_costs_anew(kept, {"purchases": 101}, seen_version=kept.version)
    with refusal("not-a-cost", "rumours"):
        split_costs_anew(kept, {"rumours": 5}, seen_version=kept.version)
    with pytest.raises(EditConflict):
        split_costs_anew(kept, {}, seen_version=1)


def test_answers_are_choices_or_numbers(analysis: Diagnosis) -> None:
    said = {"successor": "未定", "owner_age": "67", "cashless": " "}
    kept = answer_questions(analysis, said, seen_version=analysis.version)
    assert kept.answers == {"successor": "未定", "owner_age": "67"}
    assert "successor" not in {one.ja for one in examined(kept).analysis.proposal.unknown}
    for key, wrong, code in (
        ("successor", "たぶん", "no-choice"),
        ("owner_age", "六十七", "no-number"),
        ("owner_age", "NaN", "no-number"),
        ("horoscope", "吉", "unknown-question"),
    ):
        with refusal(code, key):
            answer_questions(kept, {key: wrong}, seen_version=kept.version)


def test_proposals_follow_the_figures_until_they_are_decided(
    analysis: Diagnosis, sato: Staff
) -> None:
    first = propose_findings(analysis)
    assert first
    assert all(row.because and row.remedies.exists() for row in first)
    assert [row.position for row in first] == list(range(1, len(first) + 1))
    assert propose_findings(analysis) == [], "nothing twice"
    accepted, undecided = first[0], first[1:]
    decide_finding(accepted, is_accepted=True, by=sato)
    choose_statements(analysis, [analysis.statements.earliest("ends_on")])
    propose_findings(analysis)
    left = set(Finding.objects.values_list("rule", flat=True))
    assert accepted.rule in left, "what was decided stays"
    holding = {one.rule.key for one in examined(analysis).analysis.proposal.findings}
    assert {row.rule for row in undecided} & left == {row.rule for row in undecided} & holding


def test_findings_are_decided_reworded_ordered_and_added(analysis: Diagnosis, sato: Staff) -> None:
    first, second, *_ = propose_findings(analysis)
    decide_finding(first, is_accepted=True, by=sato)
    decide_finding(second, is_accepted=False, reason=" 季節のため ", by=sato)
    verdict = Verdict.objects.get(finding=second)
    assert (verdict.is_accepted, verdict.reason, verdict.decided_by) == (False, "季節のため", sato)
    undo_verdict(second)
    assert analysis.findings.undecided().filter(pk=second.pk).exists()
    own = write_finding(analysis, WORDS, by=sato)
    assert [row.what for row in own.remedies.all()] == ["品目ごとに原価を出す"]
    assert own.verdict.is_accepted
    kept = reword_finding(
        first,
        FindingWords("手元の現金が足りない", "資金繰り", "短期", ["入金を早める"]),
        seen_version=1,
    )
    assert (kept.title, [row.what for row in kept.remedies.all()]) == (
        "手元の現金が足りない",
        ["入金を早める"],
    )
    assert kept.because == first.because
    order_findings(analysis, [own.pk, first.pk])
    assert list(analysis.findings.accepted()) == [own, first]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "あ" * 201}, "title"),
        ({"kind": "運勢"}, "kind"),
        ({"horizon": "いつか"}, "horizon"),
        ({"remedies": ["x"] * 11}, "remedies"),
        ({"remedies": ["あ" * 301]}, "remedies"),
    ],
)
def test_what_no_finding_can_be_is_refused(words: dict[str, object], field: str) -> None:
    with pytest.raises(RuleViolation) as said:
        FindingWords(**{"title": "題", "kind": "収益性", "horizon": "短期", **words})
    assert said.value.field == field


def test_what_was_said_is_kept_thing_by_thing(analysis: Diagnosis, sato: Staff) -> None:
    [said] = said_everything(analysis, sato, only="S")
    cell = SheetEntry(diagnosis=analysis, sheet="swot", cell=said.cell, text=" 手打ち麺 ")
    kept = keep_entry(cell, by=sato)
    again = SheetEntry(diagnosis=analysis, sheet="swot", cell=cell.cell, text="手打ち麺")
    assert keep_entry(again, by=sato) == kept, "sent twice, kept once"
    kept.text = "手打ちの麺"
    assert keep_entry(kept, by=sato, seen_version=1).version == 2
    drop_entry(kept)
    assert not analysis.entries.filter(text__contains="手打ち").exists()
    assert SheetEntry.history.filter(text="手打ちの麺").exists()
    for wrong, code, field in (
        ({"cell": "nowhere"}, "no-cell", "cell"),
        ({"sheet": "nowhere"}, "no-cell", "cell"),
        ({"text": " "}, "empty", "text"),
        ({"text": "あ" * 601}, "too-long", "text"),
    ):
        with refusal(code, field):
            facts = {"sheet": "swot", "cell": cell.cell, "text": "x", **wrong}
            keep_entry(SheetEntry(diagnosis=analysis, **facts), by=sato)


def test_it_is_finished_with_accounts_and_conversation_and_frozen(
    analysis: Diagnosis, sato: Staff
) -> None:
    with refusal("lacking"):
        complete_diagnosis(analysis, on=TODAY, by=sato)
    said_everything(analysis, sato)
    write_finding(analysis, WORDS, by=sato)
    for day, code in ((TODAY + timedelta(days=1), "future"), (date(2020, 1, 1), "too-early")):
        with refusal(code, "on"):
            complete_diagnosis(analysis, on=day, by=sato)
    complete_diagnosis(analysis, on=TODAY, by=sato)
    done = Diagnosis.objects.get(pk=analysis.pk)
    before = statements_of(done)
    FinancialStatement.objects.update(amounts={"sales": 1})
    assert statements_of(done) == before
    assert before[-1].sales != 1
    with refusal("finished"):
        propose_findings(done)
    with refusal("finished"):
        discard_diagnosis(done)
    reopen_diagnosis(done)
    fresh = Diagnosis.objects.get(pk=analysis.pk)
    assert not fresh.is_completed
    assert statements_of(fresh)[-1].sales == 1


def test_steps_become_promises_where_they_were_agreed(
    analysis: Diagnosis, sakura: Business, sato: Staff
) -> None:
    step = keep_step(ActionStep(diagnosis=analysis, what="原価表を作る", due_on=date(2026, 12, 10)))
    ours = keep_step(
        ActionStep(diagnosis=analysis, what="ひな形を渡す", due_on=TODAY, side=Promise.Side.OURS)
    )
    for wrong, field in (({"what": " "}, "what"), ({"due_on": date(2027, 5, 1)}, "due_on")):
        facts = {"what": "x", "due_on": TODAY, **wrong}
        with pytest.raises(RuleViolation) as said:
            keep_step(ActionStep(diagnosis=analysis, **facts))
        assert said.value.field == field
    other = a_firm("もみじ堂", sakura)
    with refusal("not-theirs", "record"):
        agree_steps(analysis, a_visit(other, sato))
    record = a_visit(sakura, sato)
    agree_steps(analysis, record)
    assert list(Promise.objects.values_list("what", "side", "due_on", "keeper", "record")) == [
        ("ひな形を渡す", "ours", TODAY, sato.pk, record.pk),
        ("原価表を作る", "theirs", date(2026, 12, 10), None, record.pk),
    ]
    with refusal("none"):
        agree_steps(analysis, record)
    step.refresh_from_db()
    with refusal("agreed"):
        drop_step(step)
    assert tell_result(step, "12品目で完成", seen_version=step.version).result == "12品目で完成"
    assert ours.pk != step.pk


def test_an_analysis_begun_by_mistake_is_thrown_away(analysis: Diagnosis, sato: Staff) -> None:
    propose_findings(analysis)
    discard_diagnosis(analysis)
    assert not Diagnosis.objects.exists()
    assert not Finding.objects.exists()
    assert FinancialStatement.objects.exists()
    assert Diagnosis.history.filter(history_type="-").exists()


def test_a_finished_analysis_counts_once_for_its_business_in_the_year(
    analysis: Diagnosis, sato: Staff, gunma: Organisation
) -> None:
    load_programme(PLAN.read_text(), organisation=gunma, by=None)
    plan = plan_of(gunma)
    assert plan is not None
    lines = [line for line in plan.document.indicators if is_diagnosed(line)]
    assert [line.key for line in lines] == ["individual-analyses", "businesses-analysed"]
    year = FiscalYear(2026)

    def counted() -> list[tuple[Decimal | None, int | None]]:
        found = tallies(plan.programme, lines, [year.whole, year.next.whole])
        assert found[lines[0].key, year.next.whole] == Tally.ahead()
        return [
            (found[line.key, year.whole].value, found[line.key, year.whole].contacts)
            for line in lines
        ]

    assert counted() == [(0, 0), (0, 0)]
    said_everything(analysis, sato)
    write_finding(analysis, WORDS, by=sato)
    complete_diagnosis(analysis, on=TODAY, by=sato)
    again = open_diagnosis(analysis.business, by=sato)
    said_everything(again, sato)
    write_finding(again, WORDS, by=sato)
    complete_diagnosis(again, on=TODAY, by=sato)
    assert counted() == [(1, 2), (1, 2)]
    evidence = evidence_of(plan.programme, lines[0], year.whole)
    assert (list(evidence.rows), evidence.counted) == ([analysis, again], "1者（延べ2件）")
    reopen_diagnosis(again)
    assert counted() == [(1, 1), (1, 1)]
    with pytest.raises(RuleViolation, match="経営分析から数えるので、手入力はできません"):
        enter_result(
            Result(programme=plan.programme, line=lines[0].key, on=TODAY, value=Decimal(1)),
            evidence=None,
            by=sato,
        )
