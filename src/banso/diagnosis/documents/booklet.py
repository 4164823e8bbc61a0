"""The booklet（冊子）of the analysis seminar: the workbook for people with a pen, or filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from banso.core import clock
from banso.core.documents.codes import qr_svg
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era, in_era_day, in_era_month
from banso.diagnosis.models import SeminarSession, Workbook
from banso.diagnosis.queries.seminars import request_of
from banso.diagnosis.rules.cost_natures import WHOLE
from banso.diagnosis.rules.reading import Reading, rounded
from banso.diagnosis.rules.seminar.pages import (
    AIMS,
    CROSS_KEYS,
    PARTS,
    THIRDS,
    Quadrant,
    quadrants,
)
from banso.diagnosis.rules.seminar.results import kind_of_bucket, outcome_of
from banso.diagnosis.rules.seminar.sheet import (
    BEFORE,
    COSTS,
    EMPLOYEES,
    NOW,
    UNITS,
    YEARS,
    SheetLine,
    line_groups,
    name_of_line,
)
from banso.figures.rules.cells import shown_amount
from banso.registry.models import LegalForm
from banso.registry.rules.industries import BUCKETS

TEMPLATE = "diagnosis/documents/booklet.typ"
TITLE = "経営分析ワークブック"
CROSS_NAMES = ("どの強みを", "どの機会に", "こう使う")
AIM_NAMES = ("90日でどうなりたいですか（目的）", "やらないこと")


def booklet_of(
    session: SeminarSession, *, join_url: str, workbook: Workbook | None = None
) -> bytes:
    """The booklet as PDF: blank with room for the pen, or with the answers of one participant."""
    filled = _Filled(workbook)
    values: dict[str, Any] = {
        "organisation": session.organisation.name,
        "printed_on": in_era(clock.today()),
        "period": f"{session.title}　{in_era_day(session.held_on)}",
        "filters": filled.whose,
        "heading": TITLE,
        "session": {
            "title": session.title,
            "held": in_era(session.held_on),
            "place": session.place,
            "closes": in_era_day(session.closes_on),
        },
        "url": join_url,
        "qr": qr_svg(join_url, quiet_zone=2),
        "is_filled": workbook is not None,
        "who": filled.who,
        "sheet": filled.sheet(),
        "sums": list(filled.sums()),
        "boxes": [filled.box(one) for one in quadrants()],
        "cross": [
            [name, filled.said("swot", key)]
            for name, key in zip(CROSS_NAMES, CROSS_KEYS, strict=True)
        ],
        "aims": [
            [name, filled.said("ninety_days", key)]
            for name, key in zip(AIM_NAMES, AIMS, strict=True)
        ],
        "parts": [*PARTS.values()],
        "thirds": [
            [ja, *(filled.said("ninety_days", f"{part}{key}") for part in PARTS)]
            for key, ja in THIRDS.items()
        ],
        "wishes": filled.wishes,
    }
    return typeset(TEMPLATE, values, title=TITLE)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What stands in the cells: the answers of one workbook, or nothing."""

    book: Workbook | None

    @property
    def whose(self) -> str:
        """Whose answers are printed; nothing for the blank edition."""
        return f"{self.book.business_name}　{self.book.owner_name}さん" if self.book else ""

    @property
    def who(self) -> dict[str, Any]:
        """The cover's own cells."""
        book = self.book
        return {
            "cells": [
                ["事業所名", book.business_name if book else ""],
                ["お名前", book.owner_name if book else ""],
                ["電話番号", book.phone if book else ""],
            ],
            "forms": [[form.label, bool(book and book.legal_form == form)] for form in LegalForm],
            "buckets": [[one, bool(book and book.bucket == one)] for one in BUCKETS],
            "consent": book is not None,
        }

    def said(self, column: str, key: str) -> str:
        """What was written in one cell."""
        return str(getattr(self.book, column).get(key, "")) if self.book else ""

    # ── the figures ──

    def sheet(self) -> dict[str, Any]:
        """The short sheet: its unit, its year, its lines."""
        unit = self.book.unit if self.book else None
        return {
            "units": [[ja, unit is one] for one, ja in UNITS.items()],
            "ends": self._ends(),
            "groups": [
                {"ja": ja, "lines": [self._line(line) for line in lines]}
                for ja, lines in line_groups()
            ],
        }

    def _ends(self) -> str:
        if self.book is None or self.book.ends_on is None:
            return ""
        return f"{in_era_month(self.book.ends_on)}に終わった1年"

    def _line(self, line: SheetLine) -> dict[str, str]:
        return {
            "ja": line.ja,
            "hint": line.hint,
            "corporation": line.corporation,
            "proprietor": line.proprietor,
            "now": self.cell(line.key, NOW),
            "before": self.cell(line.key, BEFORE),
        }

    def cell(self, key: str, which: str = NOW) -> str:
        """One figure as it was typed, in its unit."""
        if self.book is None:
            return ""
        said = self.book.figures.get(which, {}).get(key)
        if key == EMPLOYEES:
            return f"{said}人" if said else ""
        return shown_amount(said, self.book.unit)

    # ── reckoned by hand ──

    def sums(self) -> Iterator[dict[str, Any]]:
        """The five results with their boxes, in the order in which a pen fills them."""
        readings = self._readings()
        sales, before = self._box("sales"), self._box("sales", BEFORE)
        cost, depreciation = self._box("cost_of_sales"), self._box("depreciation")
        yield _sum(
            "① 売上の伸び",
            "前の年と比べて、売上がどれだけ増えたか（減ったか）。",
            [["（", sales, "−", before, "）", "÷", before, "×100 ＝"]],
            readings["sales_growth"],
        )
        yield _sum(
            "② 粗利率",
            "売上100円のうち、仕入や材料を払って残るお金。",
            [["（", sales, "−", cost, "）", "÷", sales, "×100 ＝"]],
            readings["gross_margin"],
        )
        profit = ["営業利益", self._profit()]
        costs = [part for key in COSTS for part in ("−", self._box(key))]
        yield _sum(
            "③ 営業利益率",
            "経費をすべて払って、売上100円につき残るもうけ。",
            [[sales, *costs, "＝", profit], [profit, "÷", sales, "×100 ＝"]],
            readings["operating_margin"],
        )
        yield self._even(readings["safety_margin"])
        yield _sum(
            "⑤ 借入の返しやすさ",
            "返す元手（もうけ＋減価償却費）の何年分の借入があるか。",
            [
                ["（", self._box("loans"), "−", self._box("cash"), "）", "÷"],
                ["（", profit, "＋", depreciation, "）", "＝"],
            ],
            readings["loans"],
        )

    def _even(self, answer: str) -> dict[str, Any]:
        """④: the break-even point in four lines, as the rules reckon it."""
        sales, cost = self._box("sales"), self._box("cost_of_sales")
        variable, fixed, needed = (
            [name, amount]
            for name, amount in zip(
                ("変動費", "固定費", "損益分岐点"), self._even_amounts(), strict=True
            )
        )
        others = [part for key in (*COSTS[1:], "interest") for part in (self._box(key), "＋")]
        return _sum(
            "④ 損益分岐点と安全余裕率",
            "とんとんになる売上と、そこまでの余裕。変動費の割合は、製造業・建設業が0.7、ほかは1とします。",
            [
                [cost, "×", ["変動費の割合", self._varying_part()], "＝", variable],
                [*others, "（", cost, "−", variable, "）", "＝", fixed],
                [fixed, "÷", "（", "1", "−", variable, "÷", sales, "）", "＝", needed],
                ["（", sales, "−", needed, "）", "÷", sales, "×100 ＝"],
            ],
            answer,
        )

    def _even_amounts(self) -> tuple[str, str, str]:
        """変動費, 固定費 and the sales needed, in the unit of the sheet; empty where unknown."""
        outcome = outcome_of(self.book.sheet()) if self.book else None
        even = outcome.break_even if outcome else None
        if self.book is None or even is None or even.sales_needed.value is None:
            return "", "", ""
        unit = self.book.unit.yen
        amounts = (even.variable, even.fixed, even.sales_needed.value)
        variable, fixed, needed = (f"{rounded(amount / unit, 0):,}" for amount in amounts)
        return variable, fixed, needed

    def _varying_part(self) -> str:
        """The part of the cost of sales that varies with sales, as the rules have it."""
        kind = kind_of_bucket(self.book.bucket) if self.book else None
        if kind is None:
            return ""
        return f"{Decimal(kind.percents['cost_of_sales']) / WHOLE:f}"

    def _box(self, key: str, which: str = NOW) -> list[str]:
        year = YEARS[which] if key == "sales" else ""
        return [f"{year}{name_of_line(key)}", self.cell(key, which)]

    def _profit(self) -> str:
        if self.book is None:
            return ""
        profit = self.book.sheet().statement(NOW).operating_profit
        return shown_amount(profit, self.book.unit)

    def _readings(self) -> dict[str, str]:
        """The results as they are printed; empty boxes in the blank edition."""
        wanted = ("sales_growth", "gross_margin", "operating_margin", "break_even", "safety_margin")
        blank = dict.fromkeys((*wanted, "loans"), "")
        if self.book is None:
            return blank
        found = {one.key: one.reading for one in outcome_of(self.book.sheet()).results}
        return {key: _shown(found.get(key)) for key in blank}

    # ── SWOT, and the slip ──

    def box(self, quadrant: Quadrant) -> dict[str, Any]:
        """One box of SWOT: each heading with its questions and what was said."""
        return {
            "ja": quadrant.quarter.ja,
            "rows": [
                [cell.ja, cell.questions[0], self.said("swot", cell.place)]
                for cell in quadrant.cells
            ],
        }

    @property
    def wishes(self) -> dict[str, Any]:
        """The slip by which an individual analysis is asked for."""
        asked = request_of(self.book) if self.book else None
        return {
            "is_asked": asked is not None,
            "cells": [
                ["何を相談したいですか", asked.wish if asked else ""],
                ["連絡のつきやすい時間", asked.best_time if asked else ""],
                ["電話番号", asked.phone if asked else ""],
            ],
        }


def _shown(reading: Reading | None) -> str:
    return "" if reading is None else reading.words if reading.is_known else "算出不可"


def _sum(title: str, means: str, rows: list[list[Any]], answer: str) -> dict[str, Any]:
    """One result: what it means, boxes with signs between them, and the answer's own box."""
    return {"title": title, "means": means, "rows": rows, "answer": answer}
