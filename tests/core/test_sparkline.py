"""A sparkline draws what is known, and breaks where nothing is."""

from decimal import Decimal

from banso.core.sparkline import HEIGHT, WIDTH, Sparkline, sparkline


def test_values_rise_from_zero_to_the_highest_of_values_and_aim() -> None:
    assert sparkline([0, 5, 10], words="0から10", aim=10) == Sparkline(
        strokes=("3.0,25.0 60.0,14.0 117.0,3.0",),
        last=(117.0, 3.0),
        aim_y=3.0,
        words="0から10",
        width=WIDTH,
        height=HEIGHT,
    )


def test_an_unknown_value_breaks_the_line_and_is_not_zero() -> None:
    spark = sparkline([1, 2, None, Decimal(3), 4], words="")
    assert [len(stroke.split()) for stroke in spark.strokes] == [2, 2]


def test_a_lone_value_is_a_dot() -> None:
    spark = sparkline([None, 4, None], words="")
    assert (spark.strokes, spark.last) == ((), (60.0, 3.0))


def test_nothing_known_draws_nothing() -> None:
    spark = sparkline([None, None], words="")
    assert (spark.strokes, spark.last, spark.aim_y) == ((), None, None)


def test_only_zeros_lie_on_the_ground() -> None:
    assert sparkline([0, 0], words="").strokes == ("3.0,25.0 117.0,25.0",)
