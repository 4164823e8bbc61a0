"""Work on very many rows: the collector is left alone meanwhile, and as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from banso.core.bulk import seldom_collected


def test_the_collector_is_as_it_was_after_the_work_and_after_a_failure() -> None:
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > usual[0]
        assert gc.isenabled()
    assert gc.get_threshold() == usual
    with pytest.raises(OSError, match="disk"), seldom_collected():
        raise OSError("disk")
    assert gc.get_threshold() == usual
