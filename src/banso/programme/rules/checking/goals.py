"""The KGI and KPI（5年間の目標）: what they leave open and what they imply."""

import calendar
import re
from collections.abc import Iterator

from banso.core.era import in_era_day
from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.targets import unit_against_name
from banso.programme.rules.checking.words import folded, place_of
from banso.programme.rules.document import GoalLine, Number, Pillar, ProgrammeDocument

YEARS_AFTER = re.compile(r"後(\d{1,2})年")
CHANGE_IN_PERCENT = re.compile(r"\d+%(?:短縮|増加?|減少?|削減)")


def check_goals(document: ProgrammeDocument) -> Iterator[Finding]:
    """Each goal by itself, then each pillar's goals together."""
    for goal in document.goals:
        yield from _definition(document, goal)
        yield from _judged_too_late(document, goal)
        yield from _against_years(document, goal)
        yield from unit_against_name(_place(document, goal), goal.name, goal.unit, goal.key)
    for pillar in document.pillars:
        yield from _routes(document, pillar)
        yield from _vision(document, pillar)


def _place(document: ProgrammeDocument, goal: GoalLine) -> str:
    pillar = document.pillar(goal.pillar)
    return f"1. 目標 {pillar.number}{pillar.name} {goal.kind}" if pillar else goal.kind


def _definition(document: ProgrammeDocument, goal: GoalLine) -> Iterator[Finding]:
    places, about = (_place(document, goal),), (goal.key,)
    definition = goal.definition
    if definition is None:
        sentence = f"「{goal.printed}」には、何を数えるかの定義がありません。"
        yield Finding("曖昧", "no-definition", places, sentence, about)
    elif goal.counting == "率" and not definition.population:
        sentence = f"「{goal.printed}」は、どの事業者についての値かが定められていません。"
        sentence += goal.ambiguity or ""
        yield Finding("曖昧", "no-population", places, sentence, about)
    elif goal.ambiguity:
        yield Finding("曖昧", "ambiguous", places, f"「{goal.printed}」：{goal.ambiguity}", about)


def _judged_too_late(document: ProgrammeDocument, goal: GoalLine) -> Iterator[Finding]:
    """「承継後2年で…」: what starts in the last years cannot be judged within the period."""
    found = YEARS_AFTER.search(folded(goal.printed))
    if found is None:
        return
    years = int(found.group(1))
    end = document.period.last_day
    last_day = calendar.monthrange(end.year - years, end.month)[1]
    last_start = end.replace(year=end.year - years, day=min(end.day, last_day))
    sentence = (
        f"「{goal.printed}」は{years}年後の結果なので、計画期間内に判定できるのは、"
        f"おおむね{in_era_day(last_start)}までに始まったものだけです。"
    )
    yield Finding("参考", "judged-after-the-end", (_place(document, goal),), sentence, (goal.key,))


def _against_years(document: ProgrammeDocument, goal: GoalLine) -> Iterator[Finding]:
    """A goal for the whole period beside yearly targets for the same thing."""
    for line in (document.indicator(key) for key in goal.related):
        if line is None or isinstance(goal.target, str):
            continue
        yearly = [target for target in line.targets.values() if isinstance(target, Number)]
        if yearly and sum(yearly) != goal.target:
            sentence = (
                f"「{goal.printed}」（計画期間の目標）に対し、"
                f"「{line.name}」の年度目標は合計{sum(yearly)}{line.unit}です。"
                "同じものを数えるのか確かめてください。"
            )
            places = (_place(document, goal), place_of(document, line))
            yield Finding("参考", "goal-against-years", places, sentence, (goal.key, line.key))


def _routes(document: ProgrammeDocument, pillar: Pillar) -> Iterator[Finding]:
    """Successions completed beyond those matched go to family or staff: tell the routes apart."""
    goals = document.goals_of(pillar)
    completed = next((goal for goal in goals if "承継完了" in folded(goal.name)), None)
    matched = next((goal for goal in goals if "マッチング" in folded(goal.name)), None)
    if completed is None or matched is None:
        return
    if isinstance(completed.target, str) or isinstance(matched.target, str):
        return
    rest = completed.target - matched.target
    if rest > 0:
        sentence = (
            f"承継完了{completed.target}{completed.unit}に対しマッチング成立は"
            f"{matched.target}{matched.unit}なので、少なくとも{rest}{completed.unit}は"
            "親族内か従業員への承継です。経路を分けて記録してください。"
        )
        places = (_place(document, completed), _place(document, matched))
        yield Finding("参考", "routes-implied", places, sentence, (completed.key, matched.key))


def _vision(document: ProgrammeDocument, pillar: Pillar) -> Iterator[Finding]:
    """The same change promised for ten years and for the period."""
    hoped = set(CHANGE_IN_PERCENT.findall(folded(pillar.vision)))
    for goal in document.goals_of(pillar):
        for change in hoped.intersection(CHANGE_IN_PERCENT.findall(folded(goal.printed))):
            sentence = (
                f"「{change}」が、10年後の姿と計画期間の目標「{goal.printed}」の両方にあります。"
            )
            places = (f"1. (2) 長期的な振興の在り方 {pillar.name}", _place(document, goal))
            yield Finding("参考", "vision-equals-goal", places, sentence, (goal.key,))
