"""A power cut while an import is carried out: all of it is there afterwards, or nothing."""

from __future__ import annotations

from pathlib import Path

from tests.web.import_killed import kill_again_and_again

ROWS = 300


def test_killed_in_the_middle_an_import_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    states = kill_again_and_again(3, ROWS, tmp_path / "var")
    whole, nothing = (ROWS, ROWS, 1), (0, 0, 0)
    assert set(states) <= {whole, nothing}
    assert states[-1] == whole
