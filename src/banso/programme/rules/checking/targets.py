"""The target tables against themselves（目標の表の点検）: units, baselines, order, definitions."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import folded, place_of
from banso.programme.rules.document import IndicatorLine, Number, ProgrammeDocument, Target

UNITS_BY_NAME = ((r"件数$", {"件"}), (r"回数\)?$", {"回"}), (r"者数$", {"者", "社", "人"}))
DISTINCT_VALUES = 3


def check_targets(document: ProgrammeDocument) -> Iterator[Finding]:
    """Every rule about single indicators and about pairs of them."""
    for line in document.indicators:
        yield from _order_of_years(document, line)
        yield from _baseline(document, line)
        yield from _part_of_parent(document, line)
        yield from _definition(document, line)
        yield from unit_against_name(place_of(document, line), line.name, line.unit, line.key)
    yield from _units_not_printed(document)
    yield from _dashes(document)
    yield from _same_series(document)
    yield from _agreement(document)


def unit_against_name(place: str, name: str, unit: str, key: str) -> Iterator[Finding]:
    """A name that says 件数 with a unit that is not 件, and the like."""
    plain = folded(name)
    for pattern, units in UNITS_BY_NAME:
        said = re.search(pattern, plain)
        if said and unit not in units:
            sentence = f"「{name}」は{said.group().rstrip(')')}とありますが、単位は「{unit}」です。"
            yield Finding("曖昧", "unit-against-name", (place,), sentence, (key,))


def _order_of_years(document: ProgrammeDocument, line: IndicatorLine) -> Iterator[Finding]:
    place = place_of(document, line)
    missing = [year for year in document.years if year not in line.targets]
    if missing:
        listed = "、".join(year.label for year in missing)
        sentence = f"「{line.name}」は{listed}の目標がありません。"
        yield Finding("参考", "year-gap", (place,), sentence, (line.key,))
    for earlier, later in pairwise(sorted(line.targets)):
        before, after = line.targets[earlier], line.targets[later]
        if _is_worse(line, before, after):
            sentence = (
                f"「{line.name}」の目標は{earlier.label}の{before}{line.unit}から"
                f"{later.label}の{after}{line.unit}へ後退します。理由を確かめてください。"
            )
            yield Finding("曖昧", "falling-target", (place,), sentence, (line.key,))


def _is_worse(line: IndicatorLine, before: Target, after: Target) -> bool:
    if isinstance(before, str) or isinstance(after, str):
        return False
    return after < before if line.better == "up" else after > before


def _baseline(document: ProgrammeDocument, line: IndicatorLine) -> Iterator[Finding]:
    place, baseline = place_of(document, line), line.baseline
    if baseline.unit and baseline.unit != line.unit:
        sentence = (
            f"「{line.name}」は現状が「{baseline.printed}」、目標の単位が「{line.unit}」で、"
            "単位が違います。"
        )
        yield Finding("矛盾", "baseline-unit", (place,), sentence, (line.key,))
    targets = list(line.targets.values())
    if baseline.value is None or not targets:
        return
    if any(_is_worse(line, baseline.value, target) for target in targets):
        sentence = f"「{line.name}」の目標に、現状の{baseline.printed}より後退する年度があります。"
        yield Finding("曖昧", "below-baseline", (place,), sentence, (line.key,))
    elif all(target == baseline.value for target in targets):
        sentence = f"「{line.name}」の目標は、どの年度も現状の{baseline.printed}のままです。"
        yield Finding("参考", "never-rises", (place,), sentence, (line.key,))


def _part_of_parent(document: ProgrammeDocument, line: IndicatorLine) -> Iterator[Finding]:
    parent = document.indicator(line.parent) if line.parent else None
    if parent is None or parent.unit != line.unit or not line.name.startswith("内"):
        return
    for year, part in sorted(line.targets.items()):
        whole = parent.target_for(year)
        if isinstance(part, Number) and isinstance(whole, Number) and part > whole:
            sentence = (
                f"{year.label}の「{line.name}」{part}{line.unit}が、"
                f"元の「{parent.name}」{whole}{parent.unit}を超えています。"
            )
            places = (place_of(document, line),)
            yield Finding("矛盾", "part-exceeds-whole", places, sentence, (line.key,))


def _definition(document: ProgrammeDocument, line: IndicatorLine) -> Iterator[Finding]:
    places, about = (place_of(document, line),), (line.key,)
    definition = line.definition
    if definition is None:
        sentence = f"「{line.name}」には、何を数えるかの定義がありません。"
        yield Finding("曖昧", "no-definition", places, sentence, about)
    elif line.kind == "rate" and not (definition.denominator and definition.population):
        sentence = f"「{line.name}」は比率ですが、分母か対象が定められていません。"
        yield Finding("曖昧", "no-population", places, sentence, about)
    if line.ambiguity:
        yield Finding("曖昧", "ambiguous", places, f"「{line.name}」：{line.ambiguity}", about)


def _units_not_printed(document: ProgrammeDocument) -> Iterator[Finding]:
    by_section: dict[str, list[IndicatorLine]] = defaultdict(list)
    for line in document.indicators:
        if not line.unit_printed:
            by_section[line.section].append(line)
    for section, lines in by_section.items():
        listed = "、".join(f"「{line.name}」（{line.unit}と読む）" for line in lines)
        sentence = f"{section}章の表に単位が印刷されていません：{listed}。"
        about = tuple(line.key for line in lines)
        yield Finding("曖昧", "unit-not-printed", (f"{section}. 目標の表",), sentence, about)


def _dashes(document: ProgrammeDocument) -> Iterator[Finding]:
    lines = [line for line in document.indicators if line.baseline.printed == "-"]
    if lines:
        zeros = {line.baseline.printed for line in document.indicators if line.baseline.value == 0}
        others = "・".join(f"「{printed}」" for printed in sorted(zeros))
        beside = f"{others}と書く行もあり、" if others else ""
        sentence = f"現状が「-」の指標が{len(lines)}あります。{beside}0か不明かが分かりません。"
        places = tuple(place_of(document, line) for line in lines)
        yield Finding("曖昧", "baseline-dash", places, sentence, tuple(line.key for line in lines))


def _same_series(document: ProgrammeDocument) -> Iterator[Finding]:
    """Two rows with one changing series, and one name with two series."""
    for one, other in combinations(document.indicators, 2):
        places = (place_of(document, one), place_of(document, other))
        about = (one.key, other.key)
        names = f"「{one.name}」と「{other.name}」"
        if one.targets == other.targets and one.unit == other.unit:
            if len(set(one.targets.values())) >= DISTINCT_VALUES:
                sentence = f"{names}は目標が全年度同じです。同じものを数えるのか確かめてください。"
                yield Finding("参考", "same-series", places, sentence, about)
        elif folded(one.name) == folded(other.name) and not (one.parent or other.parent):
            sentence = f"{names}は同じ名ですが、目標の値が違います。"
            yield Finding("矛盾", "series-with-two-values", places, sentence, about)


def _agreement(document: ProgrammeDocument) -> Iterator[Finding]:
    definitions = [line.definition for line in document.indicators]
    definitions += [goal.definition for goal in document.goals]
    open_ones = [one for one in definitions if one is None or one.agreed_on is None]
    if open_ones:
        sentence = (
            f"定義{len(definitions)}件のうち{len(open_ones)}件は、まだ事務局の合意がありません。"
            "合意した日（agreed_on）を書き入れてください。"
        )
        yield Finding("参考", "definitions-not-agreed", ("目標の表、KGI・KPI",), sentence)
