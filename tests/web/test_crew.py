"""What is started together ends together, whoever dies first; told with small stand-in programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
PATIENCE_SECONDS = 10

# A stand-in part: notes its number and its child's, then waits to be ended.
PART = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen(["sleep", "600"])
with open(sys.argv[1], "a") as notes:
    notes.write(f"{os.getpid()} {child.pid}\\n")
time.sleep(600)
"""

CREW = """
import sys
from banso.web import crew
crew._TOO_SOON_SECONDS = float(sys.argv[1])
with crew.Crew(print) as parts:
    for notes in sys.argv[3:]:
        parts.start(crew.Part("係", (sys.executable, "-c", sys.argv[2], notes)))
    status = parts.keep()
sys.exit(status)
"""


def crew_of(*notes: Path, part: str = PART, too_soon_seconds: float = 0) -> subprocess.Popen[str]:
    """A crew of stand-in parts, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CREW, str(too_soon_seconds), part, *map(str, notes)],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true soon."""
    last_moment = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < last_moment:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def numbers(notes: Path) -> list[int]:
    """Every process number that a part noted: its own and its child's, for each start."""
    return [int(word) for word in notes.read_text().split()] if notes.exists() else []


def runs(number: int) -> bool:
    """Whether the process still runs; one that ended and waits to be reaped does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def bystander() -> subprocess.Popen[bytes]:
    """A process that nobody may touch."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_ends_all_it_started_and_nothing_else(
    tmp_path: Path, bystander: subprocess.Popen[bytes], told: signal.Signals
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    crew = crew_of(first, second)
    assert eventually(lambda: len(numbers(first)) == len(numbers(second)) == 2)
    crew.send_signal(told)
    crew.communicate(timeout=PATIENCE_SECONDS)
    assert crew.returncode == 0
    assert not [n for n in numbers(first) + numbers(second) if runs(n)]
    assert runs(bystander.pid)


def test_a_part_that_is_killed_starts_again_and_leaves_no_child_behind(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    crew = crew_of(first, second)
    assert eventually(lambda: len(numbers(first)) == len(numbers(second)) == 2)
    killed, its_child = numbers(first)
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: len(numbers(first)) == 4)
    assert not runs(its_child)
    assert all(map(runs, numbers(first)[2:] + numbers(second)))
    crew.terminate()
    said, _ = crew.communicate(timeout=PATIENCE_SECONDS)
    assert said == "係が止まったので、もう一度始めます。\n"
    assert not [n for n in numbers(first) + numbers(second) if runs(n)]


def test_a_part_that_cannot_stay_up_ends_the_whole_crew_with_a_word(tmp_path: Path) -> None:
    failing = "import sys; sys.exit(3)"
    crew = crew_of(tmp_path / "first", part=failing, too_soon_seconds=10)
    said, _ = crew.communicate(timeout=PATIENCE_SECONDS)
    assert (crew.returncode, said) == (1, "係が続けて動きません（終了コード 3）。\n")


def test_the_parts_end_when_the_crew_itself_is_killed(tmp_path: Path) -> None:
    notes = tmp_path / "first"
    crew = crew_of(notes)
    assert eventually(lambda: len(numbers(notes)) == 2)
    crew.kill()
    crew.wait()
    part, its_child = numbers(notes)
    assert eventually(lambda: not runs(part))
    os.kill(its_child, signal.SIGKILL)
    crew.communicate()
