"""PDF by Typst, with our own fonts only, fit for the archive and for screen readers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from banso.core import clock
from banso.core.documents.glyphs import printable

PACKAGE = Path(__file__).resolve().parents[2]
FONTS = PACKAGE / "core" / "fonts"
STANDARDS = ["a-2a", "ua-1"]


def typeset(template: str, values: Mapping[str, object], *, title: str) -> bytes:
    """Typeset a room's Typst file as PDF/A-2a and PDF/UA-1.

    ``template`` is its path inside the package (``programme/documents/targets.typ``); it finds
    ``values`` and ``title`` by importing ``given`` and ``title`` from ``/core/documents/base.typ``.
    Values are what JSON can say: write days, money and ratios as words first. Signs that no font
    of ours holds are set as 〓. Refuses a template outside the package and anything JSON cannot
    say.
    """
    import typst  # heavy: only where a document is made

    source = (PACKAGE / template).resolve()
    if not source.is_relative_to(PACKAGE):
        message = f"{template} is outside the package"
        raise ValueError(message)
    said = json.dumps(printable(dict(values), FONTS), ensure_ascii=False)
    return typst.compile(
        str(source),
        root=str(PACKAGE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"title": str(printable(title, FONTS)), "values": said},
        pdf_standards=STANDARDS,  # type: ignore[arg-type] # a list of its literals
        timestamp=int(clock.now().timestamp()),
    )
