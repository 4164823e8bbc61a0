"""The file of corporate numbers（国税庁 法人番号の公表データ）: thirty columns without headings.

Source: 国税庁法人番号公表サイト「基本3情報ダウンロード」 resource definition. It never enters a
business: it fills in what ours lack, and proposes closures, which a person confirms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banso.core.era import in_era_day, parse_date
from banso.core.japanese import fold
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, SheetRow
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.ledger_cells import Stored
from banso.registry.rules.ledger_plan import Known, Outcome, Planned, entered
from banso.registry.rules.ledger_rows import Values
from banso.registry.rules.ledger_words import NamesOf, in_words
from banso.registry.rules.likeness import Likeness, Traits, blocking_keys, likeness, traits_of

COLUMNS = 30
CLOSED_ON = "closed_on"
_LOOKED_AT = 20
_CAUSES = {
    "01": "清算の結了等",
    "11": "合併による解散等",
    "21": "登記官による閉鎖",
    "31": "その他の清算の結了等",
}
_ADDRESS = ("prefecture", "city", "street")
_POSTCODE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Corporation:
    """One line of the file."""

    row: int
    number: str
    name: str
    kana: str
    postcode: str
    prefecture: str
    city: str
    street: str
    closed_on: str
    close_cause: str
    is_current: bool

    @property
    def address(self) -> str:
        """The registered address in one line."""
        return f"{self.prefecture}{self.city}{self.street}"


def is_corporate_file(sheet: Sheet) -> bool:
    """Whether the sheet is the file of corporate numbers, told by its shape."""
    looked = sheet.rows[:_LOOKED_AT]
    fitting = [row for row in looked if len(row.cells) == COLUMNS and _is_number(row.cells[1])]
    return bool(looked) and len(fitting) * 5 >= len(looked) * 4


def _is_number(cell: str) -> bool:
    try:
        check_corporate_number(cell)
    except RuleViolation:
        return False
    return True


def corporation_of(row: SheetRow) -> Corporation | None:
    """One line read; nothing for a line of another shape or with a number that does not check."""
    cells = row.cells
    if len(cells) != COLUMNS or not _is_number(cells[1]):
        return None
    code = cells[15]
    postcode = f"{code[:3]}-{code[3:]}" if len(code) == _POSTCODE_DIGITS else ""
    is_deleted = cells[2] == "99"
    return Corporation(
        row=row.number,
        number=cells[1],
        name=cells[6],
        kana=cells[28],
        postcode=postcode,
        prefecture=cells[9],
        city=cells[10],
        street=cells[11],
        closed_on=cells[18],
        close_cause=cells[19].zfill(2) if cells[19] else "",
        is_current=cells[23] != "0" and not is_deleted,
    )


class CorporateMatcher:
    """Finds our businesses in the file: by number, else corporations without one by likeness."""

    def __init__(self, register: Sequence[Known], names: NamesOf) -> None:
        self._names = names
        self._by_number = {
            str(known.values["corporate_number"]): known
            for known in register
            if known.values.get("corporate_number")
        }
        self._without: dict[str, list[tuple[Traits, Known]]] = {}
        for known in register:
            is_open = known.values.get("legal_form") == "corporation" and not known.is_closed
            if is_open and not known.values.get("corporate_number"):
                traits = traits_of(entered(known.values))
                for key in blocking_keys(traits):
                    self._without.setdefault(key, []).append((traits, known))

    def plan(self, corporation: Corporation) -> Planned | None:
        """What the line would do; nothing when it is none of ours, or no longer in force."""
        if not corporation.is_current:
            return None
        known = self._by_number.get(corporation.number)
        if known:
            return self._of_known(corporation, known)
        found = self._likest(corporation) if self._without else None
        if found is None:
            return None
        planned = self._aimed(corporation, found[0])
        planned.outcome = Outcome.SUSPECTED
        planned.reasons = [*found[1].speaks_for, *(f"（{w}）" for w in found[1].speaks_against)]
        planned.reasons += _closing(corporation)
        return planned

    def _of_known(self, corporation: Corporation, known: Known) -> Planned:
        planned = self._aimed(corporation, known)
        if CLOSED_ON in planned.values:
            planned.outcome, planned.reasons = Outcome.SUSPECTED, _closing(corporation)
        return planned

    def _aimed(self, corporation: Corporation, known: Known) -> Planned:
        values: Values = dict(_filling(corporation, known))
        planned = Planned(
            corporation.row,
            corporation.name,
            Outcome.CHANGED if values else Outcome.UNCHANGED,
            values,
            target=known.pk,
            target_id=known.public_id,
            target_name=str(known.values["name"]),
            version=known.version,
            may_be_new=False,
            remarks=list(_differing(corporation, known)),
            cells=(corporation.number, corporation.name, corporation.address),
        )
        planned.changes = [
            (key, in_words(key, known.values.get(key), self._names), _said(key, value, self._names))
            for key, value in values.items()
        ]
        return planned

    def _likest(self, corporation: Corporation) -> tuple[Known, Likeness] | None:
        traits = traits_of(entered({**_as_values(corporation), "corporate_number": ""}))
        compared = {
            known.pk: (known, likeness(traits, theirs))
            for key in blocking_keys(traits)
            for theirs, known in self._without.get(key, ())
        }
        found = [pair for pair in compared.values() if pair[1].is_suspected]
        return max(found, key=lambda pair: pair[1].points, default=None)


def _as_values(corporation: Corporation) -> Values:
    return {
        "name": corporation.name,
        "name_kana": corporation.kana,
        "postcode": corporation.postcode,
        "prefecture": corporation.prefecture,
        "city": corporation.city,
        "street": corporation.street,
    }


def _filling(corporation: Corporation, known: Known) -> Iterator[tuple[str, Stored]]:
    """What ours lack and the file has; nothing of ours is written over."""
    if not known.values.get("corporate_number"):
        yield "corporate_number", corporation.number
    if corporation.kana and not known.values.get("name_kana"):
        yield "name_kana", corporation.kana
    if not any(known.values.get(key) for key in _ADDRESS):
        yield from ((key, str(_as_values(corporation)[key])) for key in _ADDRESS)
    if corporation.postcode and not known.values.get("postcode"):
        yield "postcode", corporation.postcode
    if corporation.closed_on and not known.is_closed:
        yield CLOSED_ON, corporation.closed_on


def _differing(corporation: Corporation, known: Known) -> Iterator[str]:
    """What the file says otherwise; it is shown, and ours stays."""
    ours, theirs = (traits_of(entered(v)) for v in (known.values, _as_values(corporation)))
    if fold(str(known.values["name"])) != fold(corporation.name):
        yield f"国税庁の商号は「{corporation.name}」です。"
    if ours.site.town and ours.site.lot != theirs.site.lot:
        yield f"国税庁の所在地は「{corporation.address}」です。"


def _closing(corporation: Corporation) -> list[str]:
    if not corporation.closed_on:
        return []
    cause = _CAUSES.get(corporation.close_cause, "理由の記載なし")
    day = _said(CLOSED_ON, corporation.closed_on, NamesOf())
    return [f"国税庁の記録では、{day}に登記記録が閉鎖されています（{cause}）。"]


def _said(key: str, value: Stored, names: NamesOf) -> str:
    return in_era_day(parse_date(str(value))) if key == CLOSED_ON else in_words(key, value, names)
