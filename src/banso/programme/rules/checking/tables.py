"""Tables against themselves, against each other, and against the prose（統計表の点検）."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from banso.programme.rules.area import Amount, Quote, StatisticsRow, StatisticsTable
from banso.programme.rules.checking.findings import Finding
from banso.programme.rules.checking.words import amount, counts_by_year
from banso.programme.rules.document import ProgrammeDocument

WHOLE = 100
ROUNDING = Decimal("0.05")


def check_tables(document: ProgrammeDocument) -> Iterator[Finding]:
    """Sums, shares, years and prose of the area's statistics."""
    tables = document.area.tables
    for table in tables:
        yield from _sums(table)
        yield from _shares(table)
        for other in tables:
            if other is not table:
                yield from _years_against(table, other)
    for quote in document.quotes:
        for table in tables:
            yield from _prose_against(quote, table, tables)


def _column(table: StatisticsTable, index: int, role: str) -> list[tuple[StatisticsRow, Amount]]:
    """The rows of a role that have a value in a column."""
    found = ((row, row.values[index]) for row in table.rows if row.role == role)
    return [(row, value) for row, value in found if value is not None]


def _sums(table: StatisticsTable) -> Iterator[Finding]:
    for index, column in enumerate(table.columns):
        parts: Amount = sum(value for _, value in _column(table, index, "part"))
        is_share = column.kind == "share"
        total = _expected_sum(table, index)
        rounding = ROUNDING * len(table.rows) if is_share else Decimal(0)
        if not parts or total is None:
            continue
        gap = abs(Decimal(total) - parts)
        if gap <= rounding:
            continue
        sentence = (
            f"「{table.title}」の{column.name}は、内訳の合計が{amount(parts, column.unit)}で、"
            f"総数の{amount(total, column.unit)}と合いません（差は"
            f"{amount(gap, column.unit)}）。"
        )
        kind = "shares-do-not-sum" if is_share else "parts-do-not-sum"
        yield Finding("矛盾", kind, (table.place,), sentence, (table.key,))


def _total(table: StatisticsTable, index: int) -> Amount | None:
    return next((value for _, value in _column(table, index, "total")), None)


def _expected_sum(table: StatisticsTable, index: int) -> Amount | None:
    """What the parts of a column should come to: the total, or the whole of 100 %."""
    if table.columns[index].kind == "share":
        return WHOLE
    return _total(table, index)


def _shares(table: StatisticsTable) -> Iterator[Finding]:
    """Each printed share is its count divided by the total, rounded half up."""
    for index, column in enumerate(table.columns):
        total = _total(table, index - 1) if column.kind == "share" and index else None
        if not total:
            continue
        for row in table.rows:
            count, share = row.values[index - 1], row.values[index]
            if count is None or share is None:
                continue
            step = Decimal(1).scaleb(int(Decimal(share).as_tuple().exponent))
            right = (Decimal(count) / Decimal(total) * 100).quantize(step, ROUND_HALF_UP)
            if right != share:
                sentence = (
                    f"「{table.title}」の{row.name}は割合が{share}%とありますが、"
                    f"{amount(count)}÷{amount(total)}は{right}%です。"
                )
                yield Finding("矛盾", "share-mismatch", (table.place,), sentence, (table.key,))


def _years_against(table: StatisticsTable, series: StatisticsTable) -> Iterator[Finding]:
    """A table headed with one year that holds another year's figures of the series."""
    year = table.as_of
    if year is None or series.as_of is not None:
        return
    printed = {row.name: table.count_of(row.name, year) for row in table.rows}
    right = {name: series.count_of(name, year) for name in printed}
    differing = [
        (name, own, there)
        for name, own in printed.items()
        if own is not None and (there := right[name]) is not None and own != there
    ]
    if not differing:
        return
    names = [name for name, there in right.items() if there is not None]
    same = [
        column.as_of
        for column in series.columns
        if column.as_of and all(series.count_of(n, column.as_of) == printed[n] for n in names)
    ]
    listed = "、".join(
        f"{name} {amount(own)}（推移の表では{amount(there)}）" for name, own, there in differing
    )
    whose = f"値は{same[-1]}のものと同じです" if same else "推移の表と値が合いません"
    sentence = f"「{table.title}」は{year}の表とありますが、{whose}：{listed}。"
    kind = "table-of-another-year" if same else "tables-differ"
    yield Finding("矛盾", kind, (table.place, series.place), sentence, (table.key, series.key))


def _prose_against(
    quote: Quote, table: StatisticsTable, tables: tuple[StatisticsTable, ...]
) -> Iterator[Finding]:
    """Counts in the prose against the same row and year, and against a table's heading."""
    if quote.subject is None:
        return
    for year, said in counts_by_year(quote.text):
        there = table.count_of(quote.subject, year)
        places, about = (quote.place, table.place), (table.key,)
        if there is not None and there != said:
            sentence = (
                f"{year}の{quote.subject}は、本文では{amount(said, '者')}、"
                f"「{table.title}」では{amount(there, '者')}です。"
            )
            yield Finding("矛盾", "prose-against-table", places, sentence, about)
        elif there is None and _stands_under_another_year(table, quote.subject, said, tables):
            sentence = (
                f"本文は{quote.subject}の{amount(said, '者')}を{year}の値としていますが、"
                f"同じ値が{table.as_of}の表「{table.title}」にあります。"
            )
            yield Finding("矛盾", "prose-against-heading", places, sentence, about)


def _stands_under_another_year(
    table: StatisticsTable, name: str, said: int, tables: tuple[StatisticsTable, ...]
) -> bool:
    """Whether the table heads this count with its own year and no other table bears it out."""
    if table.as_of is None or table.count_of(name, table.as_of) != said:
        return False
    others = (other.count_of(name, table.as_of) for other in tables if other is not table)
    return said not in list(others)
