"""The break-even sheet goes on reckoning by itself, to the yen as the product does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.diagnosis.cast import THIRD, an_analysis
from tests.diagnosis.paper_cast import formulas, made, making, rows
from tests.diagnosis.sheet_arithmetic import Reckoner, Value
from tests.figures.cast import a_kept_period

from banso.accounts.models import Staff
from banso.diagnosis.actions import open_diagnosis
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries import examined
from banso.diagnosis.rules.break_even import BreakEven, Moves, moved
from banso.diagnosis.rules.editions import HIDDEN, Part
from banso.registry.models import Business

LABELS = [
    *("売上高", "変動費", "固定費（営業外収益を差し引く）", "限界利益率", "損益分岐点売上高"),
    *("損益分岐点比率", "安全余裕率", "利益（経常）", "目標利益の売上高"),
]


class Sheet:
    """The sheet as Excel would hold it: its cells, its formulas, and where each thing stands."""

    def __init__(self, content: bytes, **typed: float | None) -> None:
        self.kept = rows(content)
        self.formulas = formulas(content)
        self.head = next(at for at, row in enumerate(self.kept) if str(row[0]).startswith("結果"))
        self.typed = {self.place(name): value for name, value in typed.items()}

    def place(self, name: str) -> str:
        words = {
            "sales": "売上高", "price": "価格", "volume": "数量",
            "unit_cost": "変動費（1個当たり）", "fixed": "固定費", "target": "目標利益（円）",
        }  # fmt: skip
        return f"B{next(at for at, row in enumerate(self.kept, 1) if row[0] == words[name])}"

    def reckoned(self, column: str) -> list[Value]:
        """The results of a column, from the formulas alone."""
        cells = {
            f"{'ABCDE'[at]}{number}": value if value != "" else None
            for number, row in enumerate(self.kept, start=1)
            for at, value in enumerate(row[:5])
        }
        sheet = Reckoner(self.formulas, {**cells, **self.typed})
        return [sheet[f"{column}{self.head + 2 + at}"] for at in range(len(LABELS))]

    def cached(self, at: int) -> list[object]:
        """The results as they were written beside the formulas."""
        return [row[at] for row in self.kept[self.head + 1 : self.head + 1 + len(LABELS)]]


def results_of(one: BreakEven, target: int = 0) -> list[float]:
    """The product's own results, in the order of the sheet."""
    readings = (one.margin_rate, one.sales_needed, one.ratio, one.safety_margin, one.profit)
    last = one.sales_for(Decimal(target))
    values = [one.sales, one.variable, one.fixed, *(each.value for each in (*readings, last))]
    return [float(value or 0) for value in values]


@pytest.fixture
def analysis(sakura: Business, sato: Staff) -> Diagnosis:
    return an_analysis(sakura, sato)


def book(diagnosis: Diagnosis, staff: Staff, *hidden: Part) -> bytes:
    return made(making(diagnosis, staff, *hidden), "break-even", "xlsx")


def test_the_sheet_says_what_the_product_says_and_so_do_its_formulas(
    analysis: Diagnosis, sato: Staff
) -> None:
    sheet = Sheet(book(analysis, sato))
    own = results_of(examined(analysis).analysis.break_evens[-1])
    assert sheet.cached(0) == LABELS
    assert sheet.cached(1) == sheet.cached(2) == pytest.approx(own, abs=0.01)
    assert sheet.reckoned("B") == sheet.reckoned("C") == pytest.approx(own, abs=0.01)


@pytest.mark.parametrize(
    "moves",
    [
        Moves(price=Decimal(5)),
        Moves(volume=Decimal(-10)),
        Moves(unit_cost=Decimal(8), fixed=Decimal(-3)),
        Moves(Decimal(3), Decimal(-4), Decimal(2), Decimal(1)),
    ],
)
def test_a_what_if_moves_the_right_column_as_the_page_does(
    analysis: Diagnosis, sato: Staff, moves: Moves
) -> None:
    typed = {name: float(getattr(moves, name)) / 100 for name in Moves.__slots__}
    sheet = Sheet(book(analysis, sato), **typed, target=3_000_000.0)
    then = moved(examined(analysis).analysis.break_evens[-1], moves)
    assert sheet.reckoned("C") == pytest.approx(results_of(then, 3_000_000), abs=0.01)


def test_with_the_price_so_low_that_nothing_is_left_the_sheet_says_why(
    analysis: Diagnosis, sato: Staff
) -> None:
    sheet = Sheet(book(analysis, sato), price=-0.9)
    why = "算出不可（限界利益率が0以下）"
    _, _, _, rate, *others = sheet.reckoned("C")
    assert isinstance(rate, float)
    assert rate < 0
    assert (others[0], others[1], others[2], others[4]) == (why, why, why, why)


def test_sales_rubbed_out_are_unknown_and_never_nothing(analysis: Diagnosis, sato: Staff) -> None:
    sheet = Sheet(book(analysis, sato), sales=None)
    results = sheet.reckoned("B")
    unknown = "算出不可（売上高がわからない）"
    assert [one for one in results if isinstance(one, str)] == [unknown] * 7


def test_accounts_without_sales_give_the_reason_in_every_result(
    sakura: Business, sato: Staff
) -> None:
    a_kept_period(sakura, 2026, {"rent": 1_200_000, "wages": 3_000_000})
    analysis = open_diagnosis(sakura, by=sato)
    sheet = Sheet(book(analysis, sato))
    assert sheet.cached(1) == sheet.reckoned("B")
    assert sheet.cached(1)[0] == "算出不可（売上高がわからない）"
    assert sheet.cached(1)[2] == 4_200_000


def test_only_the_coloured_cells_can_be_changed(analysis: Diagnosis, sato: Staff) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(book(analysis, sato))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert '<sheetProtection sheet="1"' in sheet
    assert "password" not in sheet
    assert styles.count('<protection locked="0"/>') == 2
    assert "xl/charts/chart1.xml" in parts.namelist()


def test_what_is_left_out_cannot_be_read_from_the_lines(analysis: Diagnosis, sato: Staff) -> None:
    kept = Sheet(book(analysis, sato, Part.LABOUR)).kept
    costs = next(at for at, row in enumerate(kept) if row[0] == "費用")
    assert [row[0] for row in kept[costs + 1 : costs + 3]] == [
        f"変動費（内訳は{HIDDEN}）",
        f"固定費（内訳は{HIDDEN}）",
    ]
    assert THIRD["wages"] not in [cell for row in kept for cell in row]


def test_without_amounts_sales_are_a_hundred_and_the_rates_stay(
    analysis: Diagnosis, sato: Staff
) -> None:
    whole, index = (
        Sheet(book(analysis, sato, *hidden)).cached(1) for hidden in ((), (Part.MONEY,))
    )
    assert index[0] == 100
    assert index[5:7] == pytest.approx(whole[5:7])
    assert max(float(str(one)) for one in index) < 1000


def test_without_an_industry_the_sheet_says_so(sakura: Business, sato: Staff) -> None:
    analysis = an_analysis(sakura, sato)
    Diagnosis.objects.filter(pk=analysis.pk).update(industry_code="")
    kept = rows(book(analysis, sato))
    assert kept[-1][0] == (
        "業種が分からないと費用を変動費と固定費に分けられないため、損益分岐点は算出不可です。"
    )
    assert not formulas(book(analysis, sato))


def test_a_name_that_looks_like_a_formula_stays_a_name(analysis: Diagnosis, sato: Staff) -> None:
    Business.objects.filter(pk=analysis.business_id).update(name="=1+1")
    for name in ("break-even", "findings"):
        content = made(making(analysis, sato), name, "xlsx")
        assert rows(content)[2][0] == "=1+1"
        assert "1+1" not in formulas(content).values()
