import pytest

from banso.core.tally import Tally


def test_a_tally_counts_the_records_it_can_show() -> None:
    tally = Tally.of(iter([3, 1, 2]))
    assert tally == Tally(value=3, evidence=(3, 1, 2), unknown=0, reason="")
    assert tally.is_known


def test_nothing_counted_is_zero_and_known() -> None:
    assert Tally.of([]) == Tally(value=0, evidence=())
    assert Tally.of([]).is_known


def test_unknown_answers_stand_apart_from_the_value() -> None:
    assert Tally.of([1], unknown=2) == Tally(value=1, evidence=(1,), unknown=2)


def test_what_cannot_be_known_says_why_and_is_not_zero() -> None:
    tally = Tally.unavailable("貸借対照表がありません。")
    assert tally == Tally(value=None, evidence=(), reason="貸借対照表がありません。")
    assert not tally.is_known


def test_a_tally_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        Tally.of([1]).value = 2  # type: ignore[misc] # the point of the test
