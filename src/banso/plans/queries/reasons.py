"""Why figures are 算出不可, said once for all of them: the years, and the reason they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banso.diagnosis.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and the years it holds for: 「1年目・2年目」, or 「どの年も」."""

    years: str
    words: str


def reasons_of(rows: Iterable[Iterable[Reading]]) -> tuple[Reason, ...]:
    """The reasons of all that is unknown in these rows of years, each once, by its first year."""
    years = [[one.reason for one in year] for year in zip(*rows, strict=True)]
    return reasons_by_year(years)


def reasons_by_year(years: Iterable[Iterable[str]]) -> tuple[Reason, ...]:
    """The reasons that hold in each year（"" is none）, each once with its years."""
    found: dict[str, list[int]] = {}
    number = 0
    for number, reasons in enumerate(years, start=1):
        for reason in dict.fromkeys(filter(None, reasons)):
            found.setdefault(reason, []).append(number)
    return tuple(Reason(_in_words(at, number), reason) for reason, at in found.items())


def _in_words(years: list[int], number: int) -> str:
    if len(years) == number > 1:
        return "どの年も"
    return "・".join(f"{year}年目" for year in years)
