"""Word（.docx）of a paper as blocks: real headings, tables and alt texts, to be edited further."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from banso.core import clock
from banso.core.documents.blocks import (
    Block,
    Cover,
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
from banso.core.documents.charts import FONT, as_png

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as WordTable
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

_TINT, _SHADE, _QUIET, _ACCENT, _BAD = "E6F1FA", "F2F4F7", "595959", "00428C", "CE0000"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
_MARGIN = 16  # mm
_SIDES = {"a4": (210, 297), "a3": (297, 420)}  # short and long side in mm
_PEN_ROOM = 11  # mm
_STYLES = {"Normal": 10, "Title": 24, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}


def word_of(paper: Paper) -> bytes:
    """The paper as a Word file in BIZ UDGothic, A4 or A3, with page numbers."""
    import docx  # heavy: only where a document is made

    document = docx.Document()
    _set_properties(document, paper)
    _set_page(document, paper)
    _set_styles(document)
    if paper.cover is None:
        document.add_heading(_clean(paper.title), 1)
        _quiet(document.add_paragraph(), "　".join(filter(None, (paper.period, paper.filters))))
    else:
        _write_cover(document, paper, paper.cover)
    width = _width(paper)
    for block in paper.blocks:
        _write(document, block, width)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _width(paper: Paper) -> int:
    """Of what can be written on, in mm."""
    short, long = _SIDES[paper.size]
    return (long if paper.landscape else short) - 2 * _MARGIN


def _set_properties(document: Document, paper: Paper) -> None:
    told = document.core_properties
    told.title, told.author = _clean(paper.title)[:250], _clean(paper.organisation)[:250]
    told.last_modified_by, told.comments, told.language = told.author, "", "ja-JP"
    told.created = told.modified = clock.now().replace(tzinfo=None)


def _set_page(document: Document, paper: Paper) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    wide, (short, long) = paper.landscape, _SIDES[paper.size]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        Mm(long if wide else short),
        Mm(short if wide else long),
    )
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(20)
    _quiet(section.header.paragraphs[0], f"{paper.organisation}　{paper.title}")
    foot = section.footer.paragraphs[0]
    said = (paper.period, paper.filters, f"{paper.printed_on} 作成" if paper.printed_on else "")
    _quiet(foot, "　".join(filter(None, said)) + "　")
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        _add_field(foot, field)
        _quiet(foot, after)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word counts itself, such as PAGE."""
    field = _element("w:fldSimple", {"w:instr": name})
    run, words = _element("w:r"), _element("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _element(name: str, attributes: dict[str, str] | None = None) -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    return made


def _set_styles(document: Document) -> None:
    """Our font in every style, for Japanese too, in place of the fonts of the theme."""
    from docx.shared import Pt, RGBColor

    for name, size in _STYLES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(
            _ACCENT if name in {"Heading 2", "Heading 3"} else "1A1A1A"
        )
        marks = style.element.get_or_add_rPr()
        for old in marks.xpath("w:rFonts|w:lang"):
            marks.remove(old)
        kinds = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
        marks.insert(0, _element("w:rFonts", dict.fromkeys(kinds, FONT)))
        marks.append(_element("w:lang", {"w:val": "ja-JP", "w:eastAsia": "ja-JP"}))


def _write_cover(document: Document, paper: Paper, cover: Cover) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.shared import Pt, RGBColor

    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = mark.add_run(cover.mark)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(_BAD)
    organisation = document.add_paragraph(_clean(paper.organisation))
    organisation.paragraph_format.space_before = Pt(130)
    document.add_heading(_clean(paper.title), 0)
    about = document.add_paragraph().add_run(_clean(cover.about))
    about.bold, about.font.size = True, Pt(18)
    _write_facts(document, cover.facts, _width(paper))
    _quiet(document.add_paragraph(), cover.note)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write(document: Document, block: Block, width: float) -> None:
    match block:
        case Facts(pairs):
            _write_facts(document, pairs, width)
        case Table():
            _write_table(document, block, width)
        case Figure():
            _write_figure(document, block, width)
        case _:
            _write_words(document, block)


def _write_words(document: Document, block: Heading | Text | Sentence | Points) -> None:
    match block:
        case Heading(text, level, on_new_page):
            written = document.add_heading(_clean(text), level)
            written.paragraph_format.page_break_before = on_new_page
        case Sentence(text):
            _shade_paragraph(document.add_paragraph(_clean(text)))
        case Points(lines, is_numbered):
            for at, line in enumerate(lines, start=1):
                document.add_paragraph(_clean((f"{at}. " if is_numbered else "・") + line))
        case Text(text, quiet):
            if quiet:
                _quiet(document.add_paragraph(), text)
            else:
                document.add_paragraph(_clean(text))


def _write_figure(document: Document, figure: Figure, width: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    picture = document.add_picture(BytesIO(as_png(figure.spec)), Mm(width * figure.width))
    picture._inline.docPr.set("descr", _clean(figure.alt))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write_facts(document: Document, pairs: tuple[tuple[str, str], ...], width: float) -> None:
    if not pairs:
        return
    table = _new_table(document, len(pairs), [width * 0.28, width * 0.72])
    for row, pair in zip(table.rows, pairs, strict=True):
        for cell, words in zip(row.cells, pair, strict=True):
            _say(cell, words)
    document.add_paragraph()


def _write_table(document: Document, block: Table, width: float) -> None:
    parts = [column.width for column in block.columns]
    widths = [width * part / sum(parts) for part in parts]
    table = _new_table(document, len(block.rows) + 1, widths)
    head = table.rows[0]
    for cell, column in zip(head.cells, block.columns, strict=True):
        _say(cell, column.heading, is_strong=True)
        _shade(cell, _SHADE)
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    figures = {at for at, column in enumerate(block.columns) if column.is_figure}
    # A Word table is slow to ask for its cells row by row; its grid is asked for once.
    grid, count = table._cells, len(widths)
    for at, row in enumerate(block.rows, start=1):
        _write_row(table, at, row, (grid[at * count : (at + 1) * count], figures))
    document.add_paragraph()


def _write_row(table: WordTable, at: int, row: Line, places: tuple[list[Cell], set[int]]) -> None:
    from docx.shared import Mm

    cells, figures = places
    _keep_whole(table, at)
    if isinstance(row, Span):
        merged = cells[0].merge(cells[-1])
        _say(merged, row.text, is_strong=row.is_group)
        if row.is_group:
            _shade(merged, _TINT)
        return
    if not any(row):
        table.rows[at].height = Mm(_PEN_ROOM)
    for place, (cell, words) in enumerate(zip(cells, row, strict=True)):
        _say(cell, words, is_figure=place in figures)


def _keep_whole(table: WordTable, at: int) -> None:
    """Keep a row on one page."""
    table.rows[at]._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _new_table(document: Document, rows: int, widths: list[float]) -> WordTable:
    from docx.shared import Mm

    table: WordTable = document.add_table(rows, len(widths), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _say(cell: Cell, words: str, *, is_strong: bool = False, is_figure: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_clean(words))
    run.font.size, run.bold = Pt(9), is_strong
    if is_figure:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: Cell, colour: str) -> None:
    look = {"w:val": "clear", "w:color": "auto", "w:fill": colour}
    cell._tc.get_or_add_tcPr().append(_element("w:shd", look))


def _shade_paragraph(paragraph: Paragraph) -> None:
    look = {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE}
    paragraph._p.get_or_add_pPr().append(_element("w:shd", look))


def _quiet(paragraph: Paragraph, words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(_clean(words))
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_QUIET)


def _clean(text: str) -> str:
    """Text that a Word file can hold."""
    return _UNWRITABLE.sub("", text)
