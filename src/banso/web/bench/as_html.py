"""A paper as HTML, only so that another typesetter can be timed on the same pages."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from banso.core.documents.blocks import (
    Block,
    Facts,
    Figure,
    Heading,
    Line,
    Paper,
    Points,
    Sentence,
    Span,
    Table,
    Text,
)
from banso.core.documents.charts import as_svg
from banso.core.documents.typesetting import FONTS

_LOOK = """
@font-face {{ font-family: BIZ; src: url({regular}) }}
@font-face {{ font-family: BIZ; font-weight: bold; src: url({bold}) }}
@page {{ size: A4; margin: 20mm 14mm 17mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt BIZ }} }}
body {{ font: 10pt/1.75 BIZ }} h2 {{ font-size: 11.5pt; color: #00428c }}
h2.new {{ break-before: page }} table {{ width: 100%; border-collapse: collapse; font-size: 8.5pt }}
td, th {{ border-bottom: .4pt solid #9aa0a8; padding: 4pt; text-align: left; vertical-align: top }}
.n {{ text-align: right }} .quiet {{ font-size: 8.5pt; color: #595959 }}
.said {{ background: #e6f1fa; padding: 6pt }}
"""


def html_of(paper: Paper) -> str:
    """The paper's blocks with its own fonts and charts."""
    faces = {name.stem: name.as_uri() for name in FONTS.rglob("*.ttf")}
    regular = next(uri for name, uri in faces.items() if name.endswith("Gothic-Regular"))
    bold = next(uri for name, uri in faces.items() if name.endswith("Gothic-Bold"))
    cover = paper.cover
    front = "" if cover is None else f"<h1>{escape(paper.title)}</h1><p>{escape(cover.about)}"
    style = f"<style>{_LOOK.format(regular=regular, bold=bold)}</style>"
    body = front + "".join(_said(block) for block in paper.blocks)
    return f'<!doctype html><html lang="ja"><meta charset="utf-8">{style}{body}</html>'


def _said(block: Block) -> str:  # noqa: PLR0911 - a kind of block, a line
    match block:
        case Heading():
            mark = ' class="new"' if block.on_new_page else ""
            return f"<h{block.level}{mark}>{escape(block.text)}</h{block.level}>"
        case Text():
            return f"<p{' class=quiet' if block.quiet else ''}>{_lines(block.text)}</p>"
        case Sentence():
            return f"<p class=said>{_lines(block.text)}</p>"
        case Points():
            return "<ul>" + "".join(f"<li>{_lines(one)}</li>" for one in block.lines) + "</ul>"
        case Facts():
            return _table((), [(name, value) for name, value in block.pairs], frozenset())
        case Table():
            figures = frozenset(at for at, one in enumerate(block.columns) if one.is_figure)
            return _table([one.heading for one in block.columns], block.rows, figures)
        case Figure():
            picture = base64.b64encode(as_svg(block.spec).encode()).decode()
            width = f"{block.width * 100:.0f}%"
            return f'<img style="width:{width}" src="data:image/svg+xml;base64,{picture}">'


def _table(head: Sequence[str], rows: Sequence[Line], figures: frozenset[int]) -> str:
    said = "".join(f"<th>{_lines(one)}</th>" for one in head)
    for row in rows:
        if isinstance(row, Span):
            said += f"<tr><td colspan={len(head)}>{_lines(row.text)}</td></tr>"
            continue
        cells = (
            f"<td{' class=n' if at in figures else ''}>{_lines(one)}</td>"
            for at, one in enumerate(row)
        )
        said += f"<tr>{''.join(cells)}</tr>"
    return f"<table>{said}</table>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
