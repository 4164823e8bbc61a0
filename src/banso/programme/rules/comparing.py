"""What a new edition of the plan would change（版の比べ）, said before anything is changed."""

from collections.abc import Iterator, Mapping

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.document import GoalLine, IndicatorLine, ProgrammeDocument, Target

Line = IndicatorLine | GoalLine


def changes_between(
    before: ProgrammeDocument, after: ProgrammeDocument, *, results: Mapping[str, int]
) -> list[str]:
    """Each change in a Japanese sentence: lines gone and new, targets, measures, definitions.

    ``results`` is how many hand-entered results each line has: a line that goes takes them out of
    sight. An empty list: nothing that counts would change.
    """
    old, new = _lines(before), _lines(after)
    gone = [_gone(before, old[key], results.get(key, 0)) for key in old if key not in new]
    added = [f"「{after.full_name(new[key])}」が加わります。" for key in new if key not in old]
    kept = [key for key in new if key in old]
    changed = [words for key in kept for words in _changed(after, old[key], new[key])]
    return [*_period(before, after), *gone, *added, *changed]


def _lines(document: ProgrammeDocument) -> dict[str, Line]:
    every: list[Line] = [*document.indicators, *document.goals]
    return {line.key: line for line in every}


def _period(before: ProgrammeDocument, after: ProgrammeDocument) -> Iterator[str]:
    if before.key != after.key:
        yield f"別の計画「{after.title}」として加わります。いまの計画はそのまま残ります。"
    elif before.period != after.period:
        yield "計画の期間が変わります。"


def _gone(document: ProgrammeDocument, line: Line, results: int) -> str:
    words = f"「{document.full_name(line)}」がなくなります。"
    if not results:
        return words
    return f"{words}入力済みの実績{results}件は残りますが、どの表にも出なくなります。"


def _changed(document: ProgrammeDocument, old: Line, new: Line) -> Iterator[str]:
    name = document.full_name(new)
    for year, was, becomes in _targets(old, new):
        yield f"「{name}」の{year}目標が {was} から {becomes} に変わります。"
    if (old.measure, old.options) != (new.measure, new.options):
        yield f"「{name}」の測り方が変わります。過去の数字も変わることがあります。"
    if old.definition != new.definition:
        yield f"「{name}」の定義の文が変わります。"
    if (old.unit, old.counting) != (new.unit, new.counting):
        yield f"「{name}」の単位か数え方が変わります。"


def _targets(old: Line, new: Line) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, GoalLine) or isinstance(new, GoalLine):
        if isinstance(old, GoalLine) and isinstance(new, GoalLine) and old.target != new.target:
            yield "", str(old.target), str(new.target)
        return
    years: list[FiscalYear] = sorted({*old.targets, *new.targets})
    for year in years:
        was, becomes = old.targets.get(year), new.targets.get(year)
        if was != becomes:
            yield f"{year.label}の", _shown(was), _shown(becomes)


def _shown(target: Target | None) -> str:
    return "なし" if target is None else str(target)
