"""One row of a ledger as a business: its values, what was refused, what stayed out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from banso.core.tables import TableRow
from banso.registry.rules.addresses import split_address
from banso.registry.rules.columns import Columns, labels
from banso.registry.rules.ledger_cells import (
    NUMBERS_OF_ROWS,
    CellReader,
    Stored,
    form_in,
    is_excel_error,
)

Values = dict[str, Stored]
_ADDRESS_PARTS = ("prefecture", "city", "street", "building")
_GOES_ON = frozenset(
    ("address", "address_rest", "street", "building", "line_of_business", "caution", "note")
)


@dataclass(slots=True)
class LedgerRow:
    """A row that was read: values by field, blank fields, problems（refused）and remarks.

    ``second_best`` are fields whose value is better than none, but no reason to change one;
    ``errors`` fields in which Excel shows an error（#DIV/0! …）.
    """

    number: int
    cells: tuple[str, ...]
    values: Values = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    continued: list[int] = field(default_factory=list)
    second_best: set[str] = field(default_factory=set)
    errors: tuple[str, ...] = ()


def joined_rows(rows: Sequence[TableRow], columns: Columns) -> list[tuple[TableRow, list[int]]]:
    """The rows with those that go on with them（空白の続き行）joined; which numbers were joined."""
    found: list[tuple[TableRow, list[int]]] = []
    for row in rows:
        if not found or not _only_goes_on(row, found[-1][0], columns):
            found.append((row, []))
            continue
        above, numbers = found[-1]
        cells = tuple(_together(*pair) for pair in zip(above.cells, row.cells, strict=True))
        found[-1] = (replace(above, cells=cells), [*numbers, row.number])
    return found


def _only_goes_on(row: TableRow, above: TableRow, columns: Columns) -> bool:
    """Whether all that the row has of its own is text that may take more than one line.

    With a telephone, an owner or a number of its own it is a business that lacks its name. What
    stands in the row above too is not its own: a cell merged downwards counts for each row.
    """
    own = {
        key
        for at, key in columns.items()
        if at in row.errors or row.cells[at] not in {"", above.cells[at]}
    }
    return own <= _GOES_ON


def _together(above: str, below: str) -> str:
    return f"{above}\n{below}" if above and below and above != below else above or below


def read_row(
    row: TableRow,
    joined: list[int],
    columns: Columns,
    units: Mapping[int, int],
    reader: CellReader,
) -> LedgerRow:
    """Read one row: each cell by its column's meaning, the address in its parts, the legal form."""
    found = LedgerRow(row.number, row.cells, continued=joined)
    blank = []
    for at, key in columns.items():
        text = row.cells[at]
        if at in row.errors or is_excel_error(text):
            _say_error(found, key)
            continue
        if not text:
            blank.append(key)
            continue
        read = reader.read(key, text, unit=units.get(at, 1))
        if read.problem:
            found.problems.append(f"{labels()[key]}：{read.problem}")
        if read.remark:
            found.remarks.append(f"{labels()[key]}：{read.remark}")
        if read.value is not None:
            found.values[key] = read.value
    found.blank = tuple(blank)
    _sayjoined_rows(found)
    _keep_industry_words(found, row, columns)
    _split(found)
    _settle_form(found)
    return found


def _say_error(found: LedgerRow, key: str) -> None:
    """An error in place of a number that tells who the business is refuses the row."""
    found.errors = (*found.errors, key)
    words = f"{labels()[key]}：Excel のエラーになって"
    if key in NUMBERS_OF_ROWS:
        found.problems.append(f"{words}います。")
    elif key != "name":
        found.remarks.append(f"{words}いるので取り込みません。")


def _sayjoined_rows(found: LedgerRow) -> None:
    if found.continued:
        numbers = "、".join(map(str, found.continued))
        found.remarks.append(f"{numbers}行目は、この行の続きとして読みました。")


def _keep_industry_words(found: LedgerRow, row: TableRow, columns: Columns) -> None:
    """What is no 中分類 still says what the business does: it goes there if nothing else does."""
    for at, key in columns.items():
        words = row.cells[at]
        if key != "industry_code" or not words or key in found.values:
            continue
        if "line_of_business" not in found.values and not words.isdecimal() and len(words) <= 200:  # noqa: PLR2004
            found.values["line_of_business"] = " ".join(words.split())
            found.second_best.add("line_of_business")
            found.remarks.append("業種の言葉は「事業の内容」に入れました。")


def _split(found: LedgerRow) -> None:
    """Put a whole address into its parts; a column of its own for a part goes first."""
    whole, rest = str(found.values.pop("address", "")), str(found.values.pop("address_rest", ""))
    found.blank = _without_whole(found.blank)
    if not whole and not rest:
        return
    parts = split_address(whole or rest, postcode=str(found.values.get("postcode", "")))
    if whole and rest:
        has_lot = any(sign.isdigit() for sign in parts.street)
        parts = (
            replace(parts, building=f"{parts.building} {rest}".strip())
            if has_lot
            else replace(parts, street=f"{parts.street}{rest}")
        )
    for key in _ADDRESS_PARTS:
        value: str = getattr(parts, key)
        if value and key not in found.values:
            found.values[key] = value
    _check_lengths(found)


def _without_whole(blank: tuple[str, ...]) -> tuple[str, ...]:
    """A blank address is each of its parts blank."""
    if "address" not in blank:
        return tuple(key for key in blank if key != "address_rest")
    rest = tuple(key for key in blank if key not in {"address", "address_rest"})
    return (*rest, *(key for key in _ADDRESS_PARTS if key not in rest))


def _check_lengths(found: LedgerRow) -> None:
    for key, longest in (("city", 40), ("street", 120), ("building", 80)):
        if len(str(found.values.get(key, ""))) > longest:
            del found.values[key]
            found.remarks.append(
                f"{labels()[key]}：長すぎるので取り込みません（{longest}文字まで）。"
            )


def _settle_form(found: LedgerRow) -> None:
    """The form that the name or a number tells; a contradiction is refused."""
    name = str(found.values.get("name", ""))
    told = found.values.get("legal_form")
    if told == "sole-proprietor" and found.values.get("corporate_number"):
        found.problems.append(
            "法人・個人：個人事業主に法人番号はありません。どちらかを直してください。"
        )
        return
    if told is None and (found.values.get("corporate_number") or form_in(name)):
        found.values["legal_form"] = "corporation"
