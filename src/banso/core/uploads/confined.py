"""Asking the process that decodes files（see ``drawing``）, and not waiting for it too long."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from banso.core.refusals import RuleViolation

PATIENCE = 40.0  # seconds on the clock: a busy machine computes for less (see ``drawing``)
_SOURCES = str(Path(__file__).resolve().parents[3])
_AT_ONCE = BoundedSemaphore(1)  # for each process of the server, whose memory is thus bounded


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a file: the picture redrawn (empty for a document), and a preview."""

    picture: bytes
    preview: bytes
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    author: str = ""


def draw(job: str, content: bytes) -> Drawn:
    """Have a ``picture`` redrawn or a ``paper`` looked into; what it refuses is refused here.

    A document whose first page takes too long is drawn without a preview.
    """
    command = [sys.executable, "-m", "banso.core.uploads.drawing", job]
    with _AT_ONCE:
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, no word of it from outside
                command,
                input=content,
                capture_output=True,
                timeout=PATIENCE,
                env={"PYTHONPATH": _SOURCES, "PYTHONDONTWRITEBYTECODE": "1"},
                check=False,
            )
            answer = ended.stdout
        except subprocess.TimeoutExpired as fault:
            answer = fault.stdout or b""
    return _drawn(answer)


def _drawn(answer: bytes) -> Drawn:
    line, _, rest = answer.partition(b"\n")
    if not line:
        words = "調べるのに時間かメモリーがかかりすぎるため、受け取れません。作り直してください。"
        raise RuleViolation("too-slow", words)
    found = json.loads(line)
    if "refused" in found:
        raise RuleViolation(found["refused"], found["words"])
    cut = found["picture"]
    return Drawn(
        rest[:cut],
        rest[cut:],
        width=found.get("width"),
        height=found.get("height"),
        pages=found.get("pages"),
        author=found.get("author", ""),
    )
