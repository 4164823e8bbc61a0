"""Editions（版）of the documents: whole for the house（社外秘）, or to hand out（お渡し用）.

What is left out is shown as （伏せています）wherever it would stand, and nothing that would let it
be computed is shown beside it. Where words cannot be told apart they are left out rather than
shown: a sentence that names the matter, or an amount of money, goes whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from banso.diagnosis.rules.formula import Formula, Growth
from banso.diagnosis.rules.reading import Reading, Unit
from banso.diagnosis.rules.swot import Quarter

HIDDEN = "（伏せています）"


class Part(StrEnum):
    """What can be left out of a handed-out document."""

    MONEY = "money"
    DEBT = "debt"
    LABOUR = "labour"
    WEAKNESS = "weakness"

    @property
    def ja(self) -> str:
        """「損益の金額」."""
        return {
            Part.MONEY: "損益の金額（円）",
            Part.DEBT: "借入・純資産",
            Part.LABOUR: "人件費",
            Part.WEAKNESS: "SWOTの弱み・脅威",
        }[self]


# Figures that are a part, or that hold one so that it could be computed from them.
_FIGURES: dict[Part, frozenset[str]] = {
    Part.DEBT: frozenset({"loans", "net_loans", "net_assets", "long_term_capital"}),
    Part.LABOUR: frozenset({"labour_cost", "value_added"}),
}
_IN_MONEY = {Unit.YEN, Unit.YEN_EACH}
_AMOUNT = (
    r"[0-9０-９〇一二三四五六七八九十百千][0-9０-９,，.．〇一二三四五六七八九十百千]*\s*[億万円]"
)
_POINTS = r"[0-9０-９]\s*点|評点"  # a total of points gives away the points left out of it
_LABOUR = "人件費|給料|給与|賃金|賞与|報酬|労務費|法定福利|労働分配率|労働生産性|付加価値"
_DEBT = (
    "借入|借金|融資|返済|返す|返し|償還|利息|金利|負債|債務|有利子"
    "|純資産|自己資本|資本金|固定比率|固定長期適合率"
)
_TELLING: dict[Part, re.Pattern[str]] = {
    Part.MONEY: re.compile(f"{_AMOUNT}|[0-9０-９]\\s*千|{_POINTS}"),
    Part.DEBT: re.compile(f"{_DEBT}|{_POINTS}"),
    Part.LABOUR: re.compile(_LABOUR),
}
_DARK = {Quarter.WEAKNESS, Quarter.THREAT}


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: for handing out or not, and what is left out of it."""

    is_handout: bool = False
    hidden: frozenset[Part] = frozenset()

    @property
    def mark(self) -> str:
        """「社外秘」 or 「お渡し用」."""
        return "お渡し用" if self.is_handout else "社外秘"

    @property
    def in_words(self) -> str:
        """「お渡し用　伏せたもの：人件費、借入・純資産」."""
        said = "、".join(part.ja for part in Part if part in self.hidden)
        return f"{self.mark}　伏せたもの：{said}" if said else self.mark

    @property
    def in_short(self) -> str:
        """For the foot of a page: 「お渡し用（一部を伏せています）」."""
        return f"{self.mark}（一部を伏せています）" if self.hidden else self.mark

    @property
    def hides_figures(self) -> bool:
        """Whether any figure is left out, beside words."""
        return bool(self.hidden - {Part.WEAKNESS})

    def hides(self, part: Part) -> bool:
        """Whether the part is left out."""
        return part in self.hidden

    def hides_formula(self, formula: Formula) -> bool:
        """Whether a figure made so is left out, itself or as the way to one that is."""
        if formula.unit in _IN_MONEY and self.hides(Part.MONEY):
            return True
        made_of = {formula.of} if isinstance(formula, Growth) else {formula.over, formula.under}
        return any(made_of & names for part, names in _FIGURES.items() if part in self.hidden)

    def hides_figure(self, name: str) -> bool:
        """Whether the amount of a figure of ``terms.FIGURES`` is left out."""
        return self.hides(Part.MONEY) or any(
            name in names for part, names in _FIGURES.items() if part in self.hidden
        )

    def hides_quarter(self, quarter: Quarter) -> bool:
        """Whether a field of SWOT is left out."""
        return quarter in _DARK and self.hides(Part.WEAKNESS)

    def reading(self, reading: Reading, formula: Formula | None = None) -> str:
        """A reading in words, or that it is left out; with its formula where it has one."""
        is_money = reading.unit in _IN_MONEY and self.hides(Part.MONEY)
        if is_money or (formula is not None and self.hides_formula(formula)):
            return HIDDEN
        return reading.words

    def amount(self, name: str, amount: Decimal | None, *, unknown: str) -> str:
        """An amount of yen in words; ``unknown`` where it is not known."""
        if self.hides_figure(name):
            return HIDDEN
        return unknown if amount is None else Unit.YEN.write(amount)

    def words(self, text: str) -> str:
        """Free words, left out whole where they tell what is left out."""
        telling = (_TELLING[part] for part in self.hidden if part in _TELLING)
        return HIDDEN if any(pattern.search(text) for pattern in telling) else text

    def of_finding(self, title: str, text: str) -> str:
        """Words about a finding: with its title everything said of it is left out."""
        return HIDDEN if self.words(title) == HIDDEN else self.words(text)


WHOLE = Edition()
