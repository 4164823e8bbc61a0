"""Bar charts: heights in proportion, and no bar where nothing is known."""

from decimal import Decimal

from banso.core.bars import bar_chart


def test_bars_stand_in_proportion_and_unknown_has_none() -> None:
    chart = bar_chart(
        [("4月", 10, "10"), ("5月", 5, "5"), ("6月", None, "−")], title="月ごと", unit="回"
    )
    heights = [bar.height for bar in chart.bars]
    assert heights[0] == 2 * heights[1]
    assert (chart.bars[2].is_known, heights[2]) == (False, 0)
    assert chart.words == "月ごと（回）：4月 10、5月 5、6月 −"


def test_values_below_zero_hang_from_the_ground() -> None:
    chart = bar_chart([("4月", Decimal(-2), "-2"), ("5月", 2, "2")], title="率", unit="%")
    below, above = chart.bars
    assert below.y == chart.ground_y
    assert above.y + above.height == chart.ground_y


def test_nothing_known_draws_nothing() -> None:
    assert not bar_chart([("4月", None, "−")], title="月ごと", unit="回").has_bars
