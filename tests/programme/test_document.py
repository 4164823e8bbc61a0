"""The certified plan's file says what the plan prints, number for number."""

from datetime import date
from decimal import Decimal

from tests.programme.samples import FOUR_YEARS, TAKASAKI, number_in, printed_tables, read

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.showing import as_json

TABLES = printed_tables()
SECTIONS_WITH_TARGETS = ["3", "4", "5", "6", "7", "8"]


def test_the_plan_has_28_indicators_19_goals_and_10_budget_lines() -> None:
    plan = read(TAKASAKI)
    assert len(plan.indicators) == 28
    assert len(plan.goals) == 19
    assert len(plan.budget.lines) == 10
    by_pillar = [len(plan.goals_of(pillar)) for pillar in plan.pillars]
    assert by_pillar == [8, 8, 3]
    assert [line.section for line in plan.budget.lines] == [str(n) for n in range(3, 13)]


def test_the_plan_has_everything_else_it_prints() -> None:
    plan = read(TAKASAKI)
    assert [section.number for section in plan.sections] == [str(n) for n in range(3, 13)]
    assert (len(plan.pillars), len(plan.districts), len(plan.meetings)) == (3, 2, 12)
    assert [seminar.capacity for seminar in plan.seminars] == [20, None, None, None]
    assert {line.post: line.count for line in plan.staff} == {
        "会長": 1,
        "副会長": 2,
        "理事": 20,
        "監事": 2,
        "事務局長": 1,
        "法定経営指導員": 1,
        "経営指導員": 2,
        "経営支援員": 2,
    }
    assert plan.follow_up is not None
    rhythms = {rhythm.key: rhythm.visits_per_year for rhythm in plan.follow_up.rhythms}
    assert rhythms == {"quarterly": 4, "twice-a-year": 2, "monthly": 12, "at-once": None}
    assert len(plan.budget.sources) == 8
    assert len(plan.exhibitions) == 10
    assert plan.evaluation is not None
    assert [band.at_least for band in plan.evaluation.bands] == [
        1,
        Decimal("0.8"),
        Decimal("0.3"),
        0,
        None,
    ]


def printed_rows(section: str) -> list[list[str]]:
    """The rows of a section that carry values (⑥ is a heading only)."""
    return [row for row in TABLES[section] if any(row[1:])]


def test_every_target_and_baseline_is_the_printed_one() -> None:
    plan = read(TAKASAKI)
    for section in SECTIONS_WITH_TARGETS:
        lines = [line for line in plan.indicators if line.section == section]
        rows = printed_rows(section)
        assert [line.printed_name for line in lines] == [row[0] for row in rows]
        for line, row in zip(lines, rows, strict=True):
            assert line.baseline.printed == row[1]
            assert line.baseline.value == number_in(row[1])
            targets = [line.target_for(year) for year in plan.years]
            assert targets == [number_in(cell) for cell in row[2:]], line.printed_name


def test_units_are_the_printed_ones_or_marked_as_not_printed() -> None:
    plan = read(TAKASAKI)
    for section in SECTIONS_WITH_TARGETS:
        lines = [line for line in plan.indicators if line.section == section]
        for line, row in zip(lines, printed_rows(section), strict=True):
            printed = row[2].lstrip("0123456789")
            assert (line.unit if line.unit_printed else "") == printed
            written = row[1].lstrip("0123456789")
            if line.baseline.value is not None and written:
                assert (line.baseline.unit or line.unit) == written


def test_the_heading_without_values_stands_above_its_rows() -> None:
    headings = {line.key: line.heading for line in read(TAKASAKI).indicators if line.heading}
    assert headings == dict.fromkeys(
        ("listed-businesses", "listed-margin"), "⑥商工会HPによる情報発信"
    )


def test_the_budget_is_the_printed_one_and_sums_to_6200_each_year() -> None:
    plan = read(TAKASAKI)
    total, *rows = TABLES["budget"]
    assert [line.line for line in plan.budget.lines] == [row[0].lstrip("・") for row in rows]
    for line, row in zip(plan.budget.lines, rows, strict=True):
        assert [line.amount_for(year) for year in plan.years] == [number_in(c) for c in row[1:]]
    assert [plan.budget.sum_for(year) for year in plan.years] == [6200] * 5
    printed = [plan.budget.printed_total[year] for year in plan.years]
    assert printed == [number_in(cell) for cell in total[1:]]


def test_the_statistics_are_the_printed_ones_contradictions_included() -> None:
    industries, series = read(TAKASAKI).area.tables
    for row, printed in zip(industries.rows, TABLES["industries"], strict=True):
        assert [row.name, *row.values] == [printed[0], *(number_in(cell) for cell in printed[1:])]
    heading, *rows = TABLES["four-years"]
    assert [column.name for column in series.columns] == heading[1:]
    for row, printed in zip(series.rows, rows, strict=True):
        assert [row.name, *row.values] == [printed[0], *(number_in(cell) for cell in printed[1:])]


def test_every_indicator_has_a_definition_and_every_goal_too() -> None:
    plan = read(TAKASAKI)
    assert [line.key for line in plan.indicators if line.definition is None] == []
    assert [goal.key for goal in plan.goals if goal.definition is None] == []


def test_records_are_counted_only_where_they_give_the_fact() -> None:
    plan = read(TAKASAKI)
    counted = {line.key: line.measure for line in plan.indicators if line.options.topics}
    assert counted == {
        "survey-btob-businesses": "businesses-supported",
        "survey-btoc-businesses": "businesses-supported",
        "followed-up-businesses": "businesses-supported",
        "follow-up-visits": "contacts",
        "sales-up-businesses": "businesses-sales-up",
        "margin-up-businesses": "businesses-margin-up",
        "exhibition-businesses": "businesses-supported",
        "sns-businesses": "businesses-supported",
        "ec-businesses": "businesses-supported",
        "website-businesses": "businesses-supported",
    }


def test_a_period_knows_its_fiscal_years_and_a_line_its_target() -> None:
    plan = read(TAKASAKI)
    assert (plan.period.first_day, plan.period.last_day) == (date(2026, 4, 1), date(2031, 3, 31))
    assert [year.key for year in plan.years] == ["R8", "R9", "R10", "R11", "R12"]
    plans_made = plan.indicator("plans-made")
    assert plans_made is not None
    assert plans_made.target_for(FiscalYear(2030)) == 25
    assert plans_made.target_for(FiscalYear(2031)) is None
    assert plan.indicator("nothing") is None


def test_showing_gives_numbers_as_numbers_text_as_text_and_a_dash_as_null() -> None:
    shown = as_json(read(TAKASAKI))
    assert list(shown) == [
        "organisation",
        "corporate_number",
        "period",
        "indicators",
        "goals",
        "budget",
    ]
    assert shown["organisation"] == "高崎市群馬商工会"
    assert shown["corporate_number"] == "8070005002894"
    assert shown["period"] == {"from": "2026-04-01", "to": "2031-03-31"}
    indicators = shown["indicators"]
    assert isinstance(indicators, list)
    baselines = {line["id"]: line["baseline"] for line in indicators}
    assert baselines["consumption-survey"] == "未実施"
    assert baselines["individual-analyses"] == 5
    assert baselines["exhibition-contracts"] == 0
    assert baselines["dx-seminars"] is None
    assert indicators[10] == {
        "id": "followed-up-businesses",
        "section": "7",
        "name": "フォローアップ対象事業者数",
        "unit": "者",
        "kind": "count",
        "counting": "実数",
        "baseline": 10,
        "targets": {"R8": 20, "R9": 20, "R10": 20, "R11": 20, "R12": 20},
        "definition": (
            "分子：計画フォローアップを、訪問・面談（巡回・窓口・オンライン・専門家派遣）で行った事業者の数"
            "（同じ事業者は年度に1度だけ数える）"
            "／対象：事業計画を策定した地区内の小規模事業者"
            "／時点：その年度（4月〜翌3月）／証憑：支援記録、事業計画チェックシート"
        ),
        "measure": "businesses-supported",
    }


def test_showing_gives_goals_and_budget_with_their_names() -> None:
    shown = as_json(read(TAKASAKI))
    goals, budget = shown["goals"], shown["budget"]
    assert isinstance(goals, list)
    assert isinstance(budget, list)
    assert goals[0] == {
        "pillar": "事業承継支援",
        "kind": "KGI",
        "name": "承継完了",
        "unit": "件",
        "target": 10,
    }
    assert budget[0] == {
        "line": "地域の経済動向調査に関する事業",
        "section": "3",
        "amounts": {"R8": 500, "R9": 500, "R10": 500, "R11": 500, "R12": 500},
    }


def test_a_four_year_plan_with_words_for_targets_is_read_with_no_code_changed() -> None:
    plan = read(FOUR_YEARS)
    assert [year.key for year in plan.years] == ["R7", "R8", "R9", "R10"]
    assert [section.number for section in plan.sections] == ["3・4", "5・6", "7"]
    assert (plan.goals, plan.budget.lines, plan.follow_up) == ((), (), None)
    rhythm, fair = plan.indicator("visit-rhythm"), plan.indicator("anniversary-fair")
    assert rhythm is not None
    assert fair is not None
    assert rhythm.target_for(FiscalYear(2025)) == "四半期毎1回"
    assert [fair.target_for(year) for year in plan.years] == [None, 1, None, None]
    shown = as_json(plan)["indicators"]
    assert isinstance(shown, list)
    assert shown[3]["targets"]["R10"] == "毎月1回"
    assert [line["definition"] for line in shown][3] is None
