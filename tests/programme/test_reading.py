"""A plan file is read whole, or refused with every reason and its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programme.samples import FOUR_YEARS, HERE, MEASURES, TAKASAKI, Json, put, raw, read

from banso.programme.rules.checking import contradictions
from banso.programme.rules.reading import read_programme
from banso.programme.rules.showing import as_json

SECOND = "indicators[1]（事業計画策定者数）"


def problems_in(text: str) -> list[tuple[str, str]]:
    """Place and code of every problem; nothing readable may come with a problem."""
    document, problems = read_programme(text, known_measures=MEASURES)
    assert (document is None) == bool(problems)
    return [(problem.place, problem.code) for problem in problems]


def sentence_about(path: Path) -> str:
    """The one problem of a broken file, as a person reads it."""
    _, problems = read_programme(path.read_text(encoding="utf-8"), known_measures=MEASURES)
    assert len(problems) == 1
    return str(problems[0])


def test_an_unknown_measure_is_named_with_its_place_and_the_known_ones() -> None:
    assert sentence_about(HERE / "unknown-measure.json") == (
        "indicators[1]（事業計画策定者数）の measure：測り方「plans-dreamt」はありません。"
        "使えるのは次のとおりです：businesses-diagnosed、businesses-margin-up、businesses-sales-up、businesses-supported、contacts、hand-entered、plans-adopted。"
    )


def test_a_missing_year_is_named() -> None:
    assert sentence_about(HERE / "missing-year.json") == (
        "indicators[1]（事業計画策定者数）の targets.R9：令和9年度の値がありません。"
        "目標のない年度なら only_years で示してください。"
    )


def test_a_wrong_type_is_named_with_what_was_wanted() -> None:
    assert sentence_about(HERE / "wrong-type.json") == (
        "indicators[1]（事業計画策定者数）の targets.R9：数値か文字列で書いてください"
        "（いまは一覧です）。"
    )


def test_what_is_not_json_is_shown_by_line_and_column() -> None:
    assert sentence_about(HERE / "not-json.json") == (
        "6行目の3文字目：JSON として読めません。この位置の前後で、"
        "カンマ・かっこ・引用符の抜けや余りがないか確かめてください。"
    )


def test_a_key_written_twice_is_refused_because_json_would_keep_the_last() -> None:
    assert sentence_about(HERE / "repeated-key.json") == (
        "同じ項目のかたまりに「title」が2度あります。1つにしてください。"
    )


def test_every_fault_is_told_at_once() -> None:
    assert problems_in((HERE / "several-faults.json").read_text(encoding="utf-8")) == [
        ("organisation.corporate_number", "corporate-number-check-digit"),
        ("indicators[0]（調査結果の公表）の measure", "unknown-measure"),
        (f"{SECOND}の options.topics", "unknown-topic"),
        ("indicators[4]（苦情の件数）の targets.R11", "year-outside-period"),
    ]


@pytest.mark.parametrize(
    ("dotted", "value", "place", "code"),
    [
        ("title", ..., "title", "missing-key"),
        ("titel", "題", "titel", "unknown-key"),
        ("schema_version", 2, "schema_version", "unknown-choice"),
        ("period.to", "2024-03-31", "period.to", "period-reversed"),
        ("period.from", "2025-02-30", "period.from", "not-a-date"),
        ("period.from", "令和7年4月1日", "period.from", "not-a-date"),
        ("period.from", "0001-01-01", "period", "fiscal-year-out-of-range"),
        ("organisation.corporate_number", "123", "organisation.corporate_number",
         "not-a-corporate-number"),
        ("organisation.corporate_number", 7123456789012, "organisation.corporate_number",
         "wrong-type"),
        ("organisation.municipality.code", "102025", "organisation.municipality.code",
         "municipality-code-check-digit"),
        ("organisation.municipality.code", "10202", "organisation.municipality.code",
         "not-a-municipality-code"),
        ("indicators", {}, "indicators", "wrong-type"),
        ("indicators.1", 5, "indicators[1]", "wrong-type"),
        ("indicators.1.section", "9", f"{SECOND}の section", "unknown-reference"),
        ("indicators.1.parent", "nobody", f"{SECOND}の parent", "unknown-reference"),
        ("indicators.1.parent", "plans-made", f"{SECOND}の parent", "unknown-reference"),
        ("indicators.1.key", "report", "indicators", "repeated-key"),
        ("indicators.1.unit_printed", "yes", f"{SECOND}の unit_printed", "wrong-type"),
        ("indicators.1.better", "left", f"{SECOND}の better", "unknown-choice"),
        ("indicators.1.counting", "率", f"{SECOND}の counting", "counting-mismatch"),
        ("indicators.1.targets.R9", "8者", f"{SECOND}の targets.R9", "wrong-type"),
        ("indicators.1.targets.R9", True, f"{SECOND}の targets.R9", "wrong-type"),
        ("indicators.1.targets.R9", None, f"{SECOND}の targets.R9", "wrong-type"),
        ("indicators.1.targets.R9", -1, f"{SECOND}の targets.R9", "negative"),
        ("indicators.1.targets.R11", 8, f"{SECOND}の targets.R11", "year-outside-period"),
        ("indicators.1.targets.令和9年度", 8, f"{SECOND}の targets.令和9年度", "not-a-year"),
        ("indicators.1.targets.2027", 8, f"{SECOND}の targets.2027", "not-a-year"),
        ("indicators.1.target", {}, f"{SECOND}の target", "unknown-key"),
        ("indicators.1.options.topics", [], f"{SECOND}の options.topics", "missing-topics"),
        ("indicators.1.options.topics", ["taxes"], f"{SECOND}の options.topics", "unknown-topic"),
        ("indicators.0.options", {"topics": ["financing"]},
         "indicators[0]（調査結果の公表）の options.topics", "needless-topics"),
        ("indicators.2.targets.R9", 1, "indicators[2]（記念相談会）の targets.R9",
         "year-not-listed"),
        ("indicators.2.only_years", ["R11"], "indicators[2]（記念相談会）の targets.R8",
         "year-not-listed"),
        ("indicators.1.definition.agreed_on", "いつか",
         f"{SECOND}の definition.agreed_on", "not-a-date"),
        ("topics.0.section", "99", "topics[0]（事業計画策定）の section", "unknown-reference"),
        ("topics.0.key", "financing", "topics", "repeated-key"),
        ("settings.margin_reading", "both", "settings.margin_reading", "unknown-choice"),
        ("title", "\ud842", "title", "broken-text"),
        ("indicators.1.targets.R9", 10**15, f"{SECOND}の targets.R9", "not-bearable"),
        ("indicators.1.targets.R9", 0.0000001, f"{SECOND}の targets.R9", "not-bearable"),
    ],
)  # fmt: skip
def test_each_fault_is_refused_at_its_place(
    dotted: str, value: object, place: str, code: str
) -> None:
    plan = raw(FOUR_YEARS)
    put(plan, dotted, value)
    assert (place, code) in problems_in(json.dumps(plan))


@pytest.mark.parametrize(
    ("edits", "place", "code"),
    [
        ({"budget.lines.0.section": "99"},
         "budget.lines[0]（地域の経済動向調査に関する事業）の section", "unknown-reference"),
        ({"budget.lines.0.amounts.R12": ...},
         "budget.lines[0]（地域の経済動向調査に関する事業）の amounts.R12", "missing-year"),
        ({"budget.lines.0.amounts.R12": -500},
         "budget.lines[0]（地域の経済動向調査に関する事業）の amounts.R12", "negative"),
        ({"budget.printed_total.R12": ...}, "budget.printed_total.R12", "missing-year"),
        ({"goals.0.pillar": "nobody"}, "goals[0]（承継完了）の pillar", "unknown-reference"),
        ({"goals.0.target": "10件"}, "goals[0]（承継完了）の target", "wrong-type"),
        ({"goals.0.measure": "magic"}, "goals[0]（承継完了）の measure", "unknown-measure"),
        ({"goals.18.related": ["x"]},
         "goals[18]（イベント実施事業者）の related", "unknown-reference"),
        ({"seminars.0.indicator": "x"},
         "seminars[0]（経営分析セミナー）の indicator", "unknown-reference"),
        ({"quotes.0.subject": "林業"}, "quotes[0]（total-reiwa-1）の subject",
         "unknown-reference"),
        ({"quotes.0.about": ["x"]}, "quotes[0]（total-reiwa-1）の about", "unknown-reference"),
        ({"area.tables.0.rows.0.values": [1322]},
         "area.tables[0]（令和6年事業者数）の rows[0]（商工業者総数）の values", "row-length"),
    ],
)  # fmt: skip
def test_faults_beyond_the_indicators_are_refused_too(edits: Json, place: str, code: str) -> None:
    plan = raw(TAKASAKI)
    for dotted, value in edits.items():
        put(plan, dotted, value)
    assert (place, code) in problems_in(json.dumps(plan))


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "5", '"plan"', "{}", "NaN", '{"a": Infinity}', "[" * 100_000, "9" * 5_000],
)
def test_what_is_no_plan_at_all_is_refused_and_nothing_breaks(text: str) -> None:
    assert problems_in(text) != []


def test_a_byte_order_mark_is_let_through() -> None:
    text = "\ufeff" + FOUR_YEARS.read_text(encoding="utf-8")
    assert problems_in(text) == []


def test_a_misspelt_key_is_answered_with_the_right_one() -> None:
    plan = raw(FOUR_YEARS)
    put(plan, "indicators.1.mesure", "contacts")
    _, problems = read_programme(json.dumps(plan), known_measures=MEASURES)
    assert [problem.message for problem in problems] == [
        "「mesure」という項目はありません。「measure」の書き間違いではありませんか。"
    ]


def test_two_fractions_of_a_percent_are_read_exactly() -> None:
    plan = raw(FOUR_YEARS)
    put(plan, "indicators.1.kind", "rate")
    put(plan, "indicators.1.counting", "率")
    put(plan, "indicators.1.targets.R9", 0.1)
    document, _ = read_programme(json.dumps(plan), known_measures=MEASURES)
    assert document is not None
    assert str(document.indicators[1].target_for(document.years[2])) == "0.1"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PLACES = st.sampled_from(
    [
        "period", "period.from", "organisation", "sections", "sections.0", "topics.0.kind",
        "indicators", "indicators.1", "indicators.1.targets", "indicators.1.targets.R9",
        "indicators.1.baseline", "indicators.1.options", "indicators.2.only_years", "settings",
    ]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(place=PLACES, value=ANYTHING)
def test_whatever_stands_anywhere_the_answer_is_a_plan_or_problems(
    place: str, value: object
) -> None:
    plan = raw(FOUR_YEARS)
    put(plan, place, value)
    problems_in(json.dumps(plan))


ODD = st.sampled_from(
    [
        0, 1, -1, 10**14, 10**15, 0.000001, 1e-9, 1e300, None, "", "-", "後99年に9%短縮", "同数",
        "9999年12月31日(月)", "令和99年0月0日(水)", "年999999999999回", "0事業者を選定",
        "8商工会(、)", "0地区に分け", "「0.」", "経営指導員0名", "1900-01-01", "9999-12-31", [], {},
    ]
)  # fmt: skip
DEEP_PLACES = st.sampled_from(
    [
        "area.tables.0.rows.0.values.0", "area.tables.0.rows.2.values.1", "goals.1.printed",
        "area.tables.0.as_of", "area.upper_plans.0.to", "quotes.3.text", "quotes.11.text",
        "quotes.12.text", "quotes.18.text", "quotes.30.text", "follow_up.rhythms.0.visits_per_year",
        "seminars.3.capacity", "goals.0.target", "indicators.11.targets.R9", "pillars.1.vision",
        "indicators.11.baseline.value", "budget.lines.0.amounts.R8", "exhibitions.4.figures",
        "meetings", "staff", "quotes", "goals.1.definition", "indicators.18.definition",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(place=DEEP_PLACES, value=ODD)
def test_whatever_can_be_read_can_be_shown_and_checked(place: str, value: object) -> None:
    plan = raw(TAKASAKI)
    put(plan, place, value)
    document, _ = read_programme(json.dumps(plan), known_measures=MEASURES)
    if document is not None:
        json.dumps(as_json(document))
        assert all(finding.sentence for finding in contradictions(document))


def test_both_good_plans_are_read() -> None:
    assert [read(path).key for path in (TAKASAKI, FOUR_YEARS)] == ["takasaki-gunma", "four-years"]
