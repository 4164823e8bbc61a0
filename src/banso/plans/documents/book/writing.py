"""The workbook put together: three sheets, or one that says why there are no figures."""

from __future__ import annotations

from io import BytesIO

from banso.core.documents.workbooks import opened
from banso.core.era import in_era, in_era_short
from banso.plans.documents.around import MARK, NO_FIGURES, Making
from banso.plans.documents.book.assumed import sheet_of, write_assumed, write_heads
from banso.plans.documents.book.cells import Book, Writing
from banso.plans.documents.book.months import months_sheet_of, write_months
from banso.plans.documents.book.years import write_years, years_sheet_of
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.numbers.reckoning import Reckoned

TITLE = "数値計画"
HOW = (
    "色のついたところを変えると、年・月の表と図が計算し直されます"
    "（ほかは保護。パスワードはありません）。"
)
_OTHERWISE = "計算式は、いまのきまりによります。この版が残した数字とは違うところがあります。"


def figure_book_of(making: Making) -> bytes:
    """The workbook of a version or of the plan of today."""
    content = BytesIO()
    book = opened(content, TITLE)
    lines = _lines(making)
    if making.figures is None:
        paper = book.add_worksheet(TITLE)
        paper.set_column(0, 0, 60)
        for at, line in enumerate((*lines, NO_FIGURES)):
            paper.write_string(at, 0, line)
    else:
        _write(Book(book), making, making.figures, lines)
    book.close()
    return content.getvalue()


def _lines(making: Making) -> tuple[str, ...]:
    return (
        f"{TITLE}　{making.business_name}",
        f"{making.organisation}　{in_era(making.printed_on)} 作成　{MARK}",
        f"{making.content.title}　{making.edition_words}　計画期間：{making.period}",
        *((_OTHERWISE,) if making.is_reckoned_otherwise else ()),
        *making.sources[1:2],
    )


def _write(book: Book, making: Making, found: Reckoned, lines: tuple[str, ...]) -> None:
    given = found.assumptions
    top = len(lines) + 4
    sheets = (sheet_of(given, top), years_sheet_of(top), months_sheet_of(given, top))
    assumed, years, months = (
        Writing(book, sheet, book.book.add_worksheet(sheet.name)) for sheet in sheets
    )
    heads = tuple(f"{year.number}年目" for year in found.years)
    wide = (*heads, *("",) * (MONTHS - len(heads)))  # the weights of twelve months
    assumed.begin((*lines, HOW), ("前提", "単位・性質", *wide), width=12)
    write_heads(assumed, given)
    write_assumed(assumed, given, found.start)
    years.begin((*lines, "単位：円"), ("項目", "", *heads), width=16)
    write_years(years, found, (sheets[0], sheets[2]))
    named = tuple(in_era_short(month).rpartition(".")[0] for month in given.months)
    months.begin((*lines, "単位：円"), ("項目", "", *named), width=12)
    write_months(months, found, (sheets[0], sheets[1]))
    months.paper.repeat_columns(0, 0)
    assumed.finish(making.organisation, lines[0])
    years.finish(making.organisation, lines[0], portrait=True)
    months.finish(making.organisation, lines[0], wide=len(found.years))
