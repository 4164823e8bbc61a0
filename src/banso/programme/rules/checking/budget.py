"""The budget against its total and against the sections（資金の点検）."""

from collections.abc import Iterator

from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import amount, folded
from banso.programme.rules.document import ProgrammeDocument

PLACE = "別表3 必要な資金の額"


def check_budget(document: ProgrammeDocument) -> Iterator[Finding]:
    """Lines sum to the printed total, and each line bears its section's name."""
    yield from _totals(document)
    yield from _names(document)


def _totals(document: ProgrammeDocument) -> Iterator[Finding]:
    budget = document.budget
    for year, printed in budget.printed_total.items():
        summed = budget.sum_for(year)
        if summed != printed:
            sentence = (
                f"{year.label}の資金は、内訳の合計が{amount(summed, budget.unit)}で、"
                f"必要な資金の額の{amount(printed, budget.unit)}と合いません。"
            )
            yield Finding("矛盾", "budget-does-not-sum", (PLACE,), sentence)


def _names(document: ProgrammeDocument) -> Iterator[Finding]:
    titles = {section.number: section.title for section in document.sections}
    for line in document.budget.lines:
        title = titles[line.section]
        subject = folded(line.line).removesuffix("に関する事業")
        if subject != folded(title).removesuffix("に関すること"):
            sentence = f"資金の「{line.line}」と章の題「{title}」は、書き方が少し違います。"
            yield Finding("参考", "name-varies", (PLACE, f"{line.section}. {title}"), sentence)
