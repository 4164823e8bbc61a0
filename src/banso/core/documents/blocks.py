"""A paper（書類）as blocks: written once, typeset as PDF or written as Word.

Blocks hold words only; a chart is its specification with a text that says the same. Headings
begin at level 2: level 1 is the title of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from banso.core.documents.charts import Spec, as_svg
from banso.core.documents.typesetting import typeset

TEMPLATE = "core/documents/blocks.typ"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 2 or 3; ``on_new_page`` begins a page with it."""

    text: str
    level: int = 2
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``quiet`` for sources and notes."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the reader is to take away, set apart from the rest."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short lines one below the other, numbered or not."""

    lines: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Words and their values, side by side."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A heading, its part of the width, and whether it holds figures, which stand to the right."""

    heading: str
    width: float = 1
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A row of one cell: the name of a group, or a remark that stays with the row above it."""

    text: str
    is_group: bool = False


Line = tuple[str, ...] | Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head repeats. Rows with nothing in them are left high enough for the pen.

    ``is_form``: it is to be filled in, and has lines between its columns.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[Line, ...]
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart and the words that say the same; ``width`` is its part of the page's, at most 1."""

    spec: Spec
    alt: str
    width: float = 1


Block = Heading | Text | Sentence | Points | Facts | Table | Figure


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: whose paper, about whom, and who may see it（``mark``）."""

    mark: str
    about: str
    facts: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; without a cover the title stands above the first block.

    ``size`` is the sheet it is printed on; A3 is for what hangs on a wall.
    """

    title: str
    organisation: str
    printed_on: str
    period: str
    filters: str
    blocks: tuple[Block, ...]
    cover: Cover | None = None
    landscape: bool = False
    size: Literal["a4", "a3"] = "a4"


def pdf_of(paper: Paper) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1."""
    cover = paper.cover
    values = {
        "organisation": paper.organisation,
        "printed_on": paper.printed_on,
        "period": paper.period,
        "filters": paper.filters,
        "landscape": paper.landscape,
        "size": paper.size,
        "cover": None if cover is None else asdict(cover),
        "blocks": [_said(block) for block in paper.blocks],
    }
    return typeset(TEMPLATE, values, title=paper.title)


def _said(block: Block) -> Mapping[str, object]:
    """The block as JSON says it, with its kind."""
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return {"kind": kind, "form": block.is_form, **_table(block.columns, block.rows)}
    if isinstance(block, Figure):
        return {"kind": kind, "svg": as_svg(block.spec), "alt": block.alt, "width": block.width}
    return {"kind": kind, **asdict(block)}


def _table(columns: Sequence[TableColumn], rows: Sequence[Line]) -> Mapping[str, object]:
    return {
        "widths": [column.width for column in columns],
        "head": [column.heading for column in columns],
        "figures": [at for at, column in enumerate(columns) if column.is_figure],
        "rows": _rows(rows),
    }


def _rows(rows: Sequence[Line]) -> list[dict[str, object]]:
    """Rows with the remarks that belong to them, and the names of groups."""
    said: list[dict[str, object]] = []
    for row in rows:
        if not isinstance(row, Span):
            said.append({"cells": [*row], "remark": ""})
        elif row.is_group or not said:
            said.append({"group": row.text})
        else:
            said[-1]["remark"] = row.text
    return said
