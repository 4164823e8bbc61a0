"""A KPI that jumped is asked about once, as the rules page has it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows

from banso.followup.rules.kpi_jump import asked_of_jump, is_jump


@pytest.mark.parametrize(("unit", "last", "now", "said"), example_rows("kpi-jump.md"))
def test_the_examples_of_the_rules_page(unit: str, last: str, now: str, said: str) -> None:
    before = None if last == "まだ" else Decimal(last)
    assert ("聞く" if is_jump(before, Decimal(now), unit) else "聞かない") == said


def test_it_is_asked_in_the_words_of_both_numbers() -> None:
    go_on = "このままでよければ、もう一度押してください。"
    asked = asked_of_jump(Decimal("6.7"), Decimal(100), "%")
    assert asked == f"前回6.7%、今回100%です。{go_on}"
    assert asked_of_jump(None, Decimal(120), "%") == f"今回120%です。{go_on}"
    assert asked_of_jump(Decimal(1200), Decimal(1240), "人") == ""
