"""What a plan file must keep to（整合）: names that exist, years of the period, check digits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.programme.rules.document import (
    HAND_ENTERED,
    GoalLine,
    IndicatorLine,
    MeasureOptions,
    Number,
    ProgrammeDocument,
    Target,
)
from banso.programme.rules.following import follow_up_problems
from banso.programme.rules.places import Place, Problem
from banso.registry.rules.corporate_number import check_digit

RECORD_MEASURES = frozenset({"businesses-supported", "contacts"})
SALES_UP, MARGIN_UP = "businesses-sales-up", "businesses-margin-up"
OUTCOME_MEASURES = frozenset({SALES_UP, MARGIN_UP})  # of the businesses supported on the topics
COUNTINGS_OF = {"count": {"実数", "延べ"}, "rate": {"率"}, "text": {"文言"}}
CORPORATE_NUMBER_DIGITS = 13
MUNICIPALITY_CODE_DIGITS = 6


def inconsistencies(document: ProgrammeDocument, known_measures: frozenset[str]) -> list[Problem]:
    """Every way in which a well-formed file still cannot be run; empty when it can."""
    problems = list(_period(document))
    if problems:
        return problems
    return [
        *_numbers_of_the_office(document),
        *_repeated_keys(document),
        *_references(document),
        *_indicators(document, known_measures),
        *_goals(document, known_measures),
        *_budget(document),
        *follow_up_problems(document.follow_up),
        *_tables(document),
    ]


def municipality_check_digit(five_digits: str) -> int:
    """The check digit of a 地方公共団体コード, which stands last: 11 − (Σ weighted mod 11)."""
    weighted = (
        int(digit) * weight for digit, weight in zip(five_digits, range(6, 1, -1), strict=True)
    )
    return (11 - sum(weighted) % 11) % 10


def _period(document: ProgrammeDocument) -> Iterator[Problem]:
    period = document.period
    if period.last_day < period.first_day:
        message = "実施期間の終わりが始まりより前です。from と to を確かめてください。"
        yield Problem("period.to", "period-reversed", message)
        return
    try:
        period.fiscal_years  # noqa: B018 - asked only for its refusal
    except RuleViolation as refusal:
        yield Problem("period", refusal.code, refusal.message)


def _numbers_of_the_office(document: ProgrammeDocument) -> Iterator[Problem]:
    number = document.organisation.corporate_number
    place = "organisation.corporate_number"
    if not _is_digits(number, CORPORATE_NUMBER_DIGITS):
        yield Problem(place, "not-a-corporate-number", "法人番号は13けたの数字で書いてください。")
    elif int(number[0]) != check_digit(number[1:]):
        message = f"法人番号「{number}」は検査用数字が合いません。1けたずつ確かめてください。"
        yield Problem(place, "corporate-number-check-digit", message)
    code = document.organisation.municipality.code
    place = "organisation.municipality.code"
    if not _is_digits(code, MUNICIPALITY_CODE_DIGITS):
        message = "地方公共団体コードは6けたの数字で書いてください。"
        yield Problem(place, "not-a-municipality-code", message)
    elif int(code[-1]) != municipality_check_digit(code[:-1]):
        message = f"地方公共団体コード「{code}」は検査用数字が合いません。確かめてください。"
        yield Problem(place, "municipality-code-check-digit", message)


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _repeated_keys(document: ProgrammeDocument) -> Iterator[Problem]:
    lists: dict[str, list[str]] = {
        "districts": [one.key for one in document.districts],
        "sections": [one.number for one in document.sections],
        "topics": [one.key for one in document.topics],
        "pillars": [one.key for one in document.pillars],
        "goals": [one.key for one in document.goals],
        "indicators": [one.key for one in document.indicators],
        "budget.lines": [one.line for one in document.budget.lines],
        "meetings": [one.key for one in document.meetings],
        "seminars": [one.key for one in document.seminars],
        "surveys": [one.key for one in document.surveys],
        "exhibitions": [one.key for one in document.exhibitions],
        "area.tables": [one.key for one in document.area.tables],
        "quotes": [one.key for one in document.quotes],
    }
    for name, keys in lists.items():
        for key, times in Counter(keys).items():
            if times > 1:
                message = f"「{key}」が{times}回出てきます。それぞれ別の名にしてください。"
                yield Problem(name, "repeated-key", message)


def _references(document: ProgrammeDocument) -> Iterator[Problem]:
    """Names that must exist elsewhere in the file: sections, pillars, indicators, topics."""
    sections = {section.number for section in document.sections}
    indicators = {line.key for line in document.indicators}
    pillars = {pillar.key for pillar in document.pillars}
    for place, line in indicator_places(document):
        yield from _known(place.key("section"), line.section, sections, "章（sections）")
        yield from _known(place.key("parent"), line.parent, indicators - {line.key}, "指標")
    for place, goal in goal_places(document):
        yield from _known(place.key("pillar"), goal.pillar, pillars, "柱（pillars）")
        for key in goal.related:
            yield from _known(place.key("related"), key, indicators, "指標")
    for index, topic in enumerate(document.topics):
        place = Place("topics").item(index, {"name": topic.name}).key("section")
        yield from _known(place, topic.section, sections, "章（sections）")
    for index, seminar in enumerate(document.seminars):
        place = Place("seminars").item(index, {"name": seminar.name}).key("indicator")
        yield from _known(place, seminar.indicator, indicators, "指標")
    for index, survey in enumerate(document.surveys):
        place = Place("surveys").item(index, {"name": survey.name}).key("indicator")
        yield from _known(place, survey.indicator, indicators, "指標")
    yield from _quoted(document, indicators)


def _quoted(document: ProgrammeDocument, indicators: set[str]) -> Iterator[Problem]:
    known = indicators | {goal.key for goal in document.goals}
    known |= {meeting.key for meeting in document.meetings}
    rows = {row.name for table in document.area.tables for row in table.rows}
    for index, quote in enumerate(document.quotes):
        place = Place("quotes").item(index, {"key": quote.key})
        for key in quote.about:
            yield from _known(place.key("about"), key, known, "指標・目標・会議")
        yield from _known(place.key("subject"), quote.subject, rows, "統計表の行（area.tables）")


def _known(place: Place, name: str | None, names: set[str], what: str) -> Iterator[Problem]:
    if name is not None and name not in names:
        message = f"{what}に「{name}」がありません。書き間違いでなければ、先に加えてください。"
        yield Problem(place.text, "unknown-reference", message)


def indicator_places(document: ProgrammeDocument) -> Iterator[tuple[Place, IndicatorLine]]:
    """Every indicator with its place in the file."""
    for index, line in enumerate(document.indicators):
        yield Place("indicators").item(index, {"name": line.name}), line


def goal_places(document: ProgrammeDocument) -> Iterator[tuple[Place, GoalLine]]:
    """Every goal with its place in the file."""
    for index, goal in enumerate(document.goals):
        yield Place("goals").item(index, {"name": goal.name}), goal


def _indicators(document: ProgrammeDocument, measures: frozenset[str]) -> Iterator[Problem]:
    topics = {topic.key for topic in document.topics}
    for place, line in indicator_places(document):
        yield from _years(place.key("targets"), line.targets, line.only_years, document.years)
        for year, target in line.targets.items():
            yield from _amount(place.key("targets").key(year.key), target, line.kind)
        yield from _counting(place, line)
        yield from _measure(place, line.measure, measures)
        yield from _topics(place, line.measure, line.options, topics)


def _goals(document: ProgrammeDocument, measures: frozenset[str]) -> Iterator[Problem]:
    topics = {topic.key for topic in document.topics}
    for place, goal in goal_places(document):
        kind = next(kind for kind, countings in COUNTINGS_OF.items() if goal.counting in countings)
        yield from _amount(place.key("target"), goal.target, kind)
        yield from _measure(place, goal.measure, measures)
        yield from _topics(place, goal.measure, goal.options, topics)


def _budget(document: ProgrammeDocument) -> Iterator[Problem]:
    sections = {section.number for section in document.sections}
    for index, line in enumerate(document.budget.lines):
        place = Place("budget.lines").item(index, {"line": line.line})
        yield from _known(place.key("section"), line.section, sections, "章（sections）")
        yield from _years(place.key("amounts"), line.amounts, (), document.years)
        for year, amount in line.amounts.items():
            yield from _amount(place.key("amounts").key(year.key), amount, "count")
    if document.budget.printed_total:
        total = document.budget.printed_total
        yield from _years(Place("budget.printed_total"), total, (), document.years)


def _tables(document: ProgrammeDocument) -> Iterator[Problem]:
    for index, table in enumerate(document.area.tables):
        for at, row in enumerate(table.rows):
            if len(row.values) != len(table.columns):
                rows = Place("area.tables").item(index, {"title": table.title}).key("rows")
                place = rows.item(at, {"name": row.name}).key("values")
                message = f"列は{len(table.columns)}つですが、値が{len(row.values)}つあります。"
                yield Problem(place.text, "row-length", message)


def _years(
    place: Place,
    found: Mapping[FiscalYear, object],
    only: Iterable[FiscalYear],
    period: tuple[FiscalYear, ...],
) -> Iterator[Problem]:
    """Every year of the period (or of ``only_years``) has a value, and no other year has one."""
    span = f"{period[0].key}〜{period[-1].key}"
    wanted = tuple(only) or period
    for year in {**found, **dict.fromkeys(wanted)}:
        at = place.key(year.key).text
        if year not in period:
            message = f"{year.label}は実施期間（{span}）の外です。年度を確かめてください。"
            yield Problem(at, "year-outside-period", message)
        elif year not in wanted:
            message = f"only_years にない{year.label}の値があります。どちらかを直してください。"
            yield Problem(at, "year-not-listed", message)
        elif year not in found:
            message = (
                f"{year.label}の値がありません。目標のない年度なら only_years で示してください。"
            )
            yield Problem(at, "missing-year", message)


def _amount(place: Place, amount: Target, kind: str) -> Iterator[Problem]:
    if isinstance(amount, str) and kind != "text":
        message = (
            f"数値で書いてください（いまは「{amount}」です）。文言の目標なら文言の種類にします。"
        )
        yield Problem(place.text, "wrong-type", message)
    if isinstance(amount, Number) and kind == "count" and amount < 0:
        yield Problem(place.text, "negative", f"マイナスの値（{amount}）は書けません。")


def _counting(place: Place, line: IndicatorLine) -> Iterator[Problem]:
    allowed = COUNTINGS_OF[line.kind]
    if line.counting not in allowed:
        listed = "、".join(sorted(allowed))
        message = f"kind が {line.kind} のときに使えるのは{listed}です（いまは{line.counting}）。"
        yield Problem(place.key("counting").text, "counting-mismatch", message)


def _measure(place: Place, measure: str, known: frozenset[str]) -> Iterator[Problem]:
    if measure not in known:
        listed = "、".join(sorted(known))
        message = f"測り方「{measure}」はありません。使えるのは次のとおりです：{listed}。"
        yield Problem(place.key("measure").text, "unknown-measure", message)


def _topics(
    place: Place, measure: str, options: MeasureOptions, known: set[str]
) -> Iterator[Problem]:
    at = place.key("options").key("topics")
    for topic in options.topics:
        if topic not in known:
            message = f"支援内容（topics）に「{topic}」がありません。書き間違いか確かめてください。"
            yield Problem(at.text, "unknown-topic", message)
    if measure in RECORD_MEASURES | OUTCOME_MEASURES and not options.topics:
        message = "この測り方には、数える支援内容（topics）を1つ以上書いてください。"
        yield Problem(at.text, "missing-topics", message)
    if measure == HAND_ENTERED and options.topics:
        yield Problem(at.text, "needless-topics", "手入力の指標に topics は要りません。")
