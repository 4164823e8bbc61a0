"""The process that decodes what people sent: bounded in memory and time, for one file.

Started as ``python -m banso.core.uploads.drawing picture`` (or ``paper``) with the file on its
standard input. It answers with one line of JSON for the findings, then the picture and the preview.
A refusal is a line of its own kind. It sees no settings, no database and no secrets.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import BinaryIO

from banso.core.refusals import RuleViolation

MOST_MEMORY = 1024 * 1024 * 1024  # bytes of address space, the interpreter's own included
MOST_SECONDS = 15  # of computing


def main(job: str, source: BinaryIO, answer: BinaryIO) -> None:
    """Do one job, or say why not."""
    content = source.read()
    try:
        {"picture": _picture, "paper": _paper}[job](content, answer)
    except RuleViolation as refusal:
        _say(answer, refused=refusal.code, words=refusal.message)
    except MemoryError:
        words = "開くのに多くのメモリーが要るため、受け取れません。小さくしてください。"
        _say(answer, refused="too-large", words=words)
    except Exception as fault:  # whatever a decoder raises over a broken file
        words = "ファイルが壊れているか、途中で切れています。開けるか確かめて、選び直してください。"
        _say(answer, refused="broken", words=words, fault=repr(fault)[:200])


def _say(answer: BinaryIO, **findings: object) -> None:
    answer.write(json.dumps(findings).encode() + b"\n")
    answer.flush()


def _picture(content: bytes, answer: BinaryIO) -> None:
    from banso.core.uploads.pictures import redraw

    picture, preview, (width, height) = redraw(content)
    _say(answer, width=width, height=height, picture=len(picture))
    answer.write(picture + preview)


def _paper(content: bytes, answer: BinaryIO) -> None:
    """Say the findings before drawing: a page too slow to draw costs only its preview."""
    from banso.core.uploads.papers import author_of, check_acting, first_page, opened

    document = opened(content)
    check_acting(document)
    _say(answer, pages=len(document), author=author_of(document), picture=0)
    answer.write(first_page(document))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
