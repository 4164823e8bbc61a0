"""Processes that are started together and end together. Plain Python: no Django.

Every part gets a process group of its own, so that a Ctrl-C in the terminal reaches only us, and so
that what a killed part leaves behind can be ended without touching anything else.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

_STOP = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
_WATCHED = _STOP | {signal.SIGCHLD}
_LOOK_EVERY_SECONDS = 0.05
_END_WITHIN_SECONDS = 15
_TOO_SOON_SECONDS = 10
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Part:
    """One program of the crew: its name in Japanese and its command."""

    name: str
    command: tuple[str, ...]


@dataclass(slots=True)
class _Running:
    part: Part
    child: subprocess.Popen[bytes]
    since: float = field(default_factory=time.monotonic)

    def has_ended(self) -> bool:
        """Whether it ended; it is left unreaped, so that its group's number stays its own."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.child.pid, options) is not None

    def ended_too_soon(self) -> bool:
        """Whether it ended so soon after its start that starting it again is no use."""
        return time.monotonic() - self.since < _TOO_SOON_SECONDS

    def bury(self) -> int:
        """End what is left of its group, and return its exit status."""
        os.killpg(self.child.pid, signal.SIGKILL)
        return self.child.wait()


class Crew:
    """The parts we started. Leaving the ``with`` block ends all of them, and nothing else."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._running: list[_Running] = []
        self._told_to_stop = False

    def __enter__(self) -> Self:
        self._usual_signals = signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
        return self

    def __exit__(self, *reason: object) -> None:
        self._end_all()
        self._look(wait_seconds=0)  # a second Ctrl-C while ending asks for nothing more
        signal.pthread_sigmask(signal.SIG_SETMASK, self._usual_signals)

    def start(self, part: Part) -> None:
        """Start one part."""
        child = subprocess.Popen(  # noqa: S603 - our own commands
            part.command,
            process_group=0,
            preexec_fn=self._prepare_child,  # noqa: PLW1509 - no threads here
        )
        self._running.append(_Running(part, child))

    def run(self, part: Part) -> int | None:
        """Run one part to its end; its exit status, or ``None`` when told to stop meanwhile."""
        self.start(part)
        running = self._running[-1]
        while not running.has_ended():
            self._look(wait_seconds=1)
            if self._told_to_stop:
                return None
        self._running.remove(running)
        return running.bury()

    def wait_until(self, ready: Callable[[], bool]) -> bool:
        """Wait until ``ready``; false when told to stop, or when a part ended before."""
        while not ready():
            self._look(wait_seconds=_LOOK_EVERY_SECONDS)
            if self._told_to_stop or any(running.has_ended() for running in self._running):
                return False
        return True

    def keep(self) -> int:
        """Keep all parts running until told to stop; the exit status for our own process.

        A part that ends is started again, unless it ended within ten seconds of its start.
        """
        while not self._told_to_stop:
            for running in [one for one in self._running if one.has_ended()]:
                self._running.remove(running)
                status = running.bury()
                if running.ended_too_soon():
                    self._say(f"{running.part.name}が続けて動きません（終了コード {status}）。")
                    return 1
                self._say(f"{running.part.name}が止まったので、もう一度始めます。")
                self.start(running.part)
            self._look(wait_seconds=1)
        return 0

    def _prepare_child(self) -> None:
        """In the child: usual signals, and an end of its own should we be killed."""
        signal.pthread_sigmask(signal.SIG_SETMASK, self._usual_signals)
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)

    def _look(self, *, wait_seconds: float) -> None:
        """Wait for a signal; note when it tells us to stop."""
        caught = signal.sigtimedwait(_WATCHED, wait_seconds)
        while caught is not None:
            self._told_to_stop |= caught.si_signo in _STOP
            caught = signal.sigtimedwait(_WATCHED, 0)

    def _end_all(self) -> None:
        for running in self._running:
            running.child.send_signal(signal.SIGTERM)
        last_moment = time.monotonic() + _END_WITHIN_SECONDS
        while self._running:
            late = time.monotonic() > last_moment
            for running in [one for one in self._running if late or one.has_ended()]:
                self._running.remove(running)
                running.bury()
            time.sleep(_LOOK_EVERY_SECONDS if self._running else 0)
