"""What a ledger would do to the register（取込の見立て）: created, changed, refused, or asked.

Rows are matched in this order: 管理番号, corporate number, member number, likeness. Explained with
the worked example in docs/rules/ledger-import.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from banso.core.japanese import company_key, fold
from banso.registry.rules.ledger_cells import Stored
from banso.registry.rules.ledger_forms import (
    NUMBER_LABELS,
    differing,
    emptied,
    kept_of,
    number_changes,
    numbers_differ,
)
from banso.registry.rules.ledger_rows import LedgerRow, Values
from banso.registry.rules.ledger_words import NamesOf, in_words
from banso.registry.rules.likeness import (
    Entered,
    Likeness,
    Sameness,
    Traits,
    blocking_keys,
    likeness,
    traits_of,
)

Change = tuple[str, str, str]  # field, before and after in words
_NEVER_EMPTIED = frozenset({"public_id", "name", "legal_form"})
_MOST_COMPARED = 60
_MOST_SHARING = 12  # more than so many with one owner or one lot tell nobody apart


class Outcome(StrEnum):
    """What becomes of a row（扱い）."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SUSPECTED = "suspected"

    @property
    def label(self) -> str:
        """The outcome in Japanese."""
        return _LABELS[self.value]


_LABELS = {
    "created": "登録",
    "changed": "変更",
    "unchanged": "変わらない",
    "refused": "受け付けない",
    "suspected": "重複の疑い",
}


@dataclass(slots=True)
class Known:
    """A business that is in the register already, as far as a ledger may touch it."""

    pk: int
    public_id: str
    version: int
    values: Values
    is_closed: bool = False


@dataclass(slots=True)
class Planned:
    """What one row would do. ``target`` is the business it changes, ``twin`` an earlier row.

    ``values`` are what would be written; ``changes`` the same in words, before and after; ``kept``
    is what the business it goes to holds in those fields.
    ``may_be_new`` tells whether the row could be a business of its own.
    """

    number: int
    name: str
    outcome: Outcome
    values: Values
    target: int | None = None
    target_id: str = ""
    target_name: str = ""
    version: int = 0
    twin: int | None = None
    may_be_new: bool = True
    changes: list[Change] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    kept: Values = field(default_factory=dict)


def entered(values: Mapping[str, Stored]) -> Entered:
    """The particulars by which two businesses are compared."""

    def text(key: str) -> str:
        return str(values.get(key) or "")

    return Entered(
        name=text("name"),
        kana=text("name_kana"),
        corporate_number=text("corporate_number"),
        phones=tuple(filter(None, (text("phone"), text("fax")))),
        postcode=text("postcode"),
        address=f"{text('prefecture')}{text('city')}{text('street')} {text('building')}".strip(),
        owner=text("owner_name"),
        owner_kana=text("owner_kana"),
        member_number=text("member_number"),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a row may be: a business of the register, or an earlier row."""

    traits: Traits
    known: Known | None = None
    row: Planned | None = None


class Planner:
    """Plans the rows one by one; remembers those before, to find the same business twice."""

    def __init__(
        self,
        register: Sequence[Known],
        names: NamesOf,
        *,
        absorbed: Mapping[str, str] | None = None,
        empties_blank: bool = False,
    ) -> None:
        self._names = names
        self._absorbed = absorbed or {}
        self._empties_blank = empties_blank
        self._by_id = {known.public_id: known for known in register}
        self._by_number = {
            (key, str(known.values[key])): known
            for known in register
            for key in NUMBER_LABELS
            if known.values.get(key)
        }
        self._register = register
        self._alike: dict[str, list[Candidate]] = {}
        self._is_register_known = False
        self._rows_by_target: dict[int, Planned] = {}
        self._rows_by_number: dict[tuple[str, str], Planned] = {}

    def plan(self, row: LedgerRow) -> Planned:
        """What this row would do, given the rows planned before it."""
        planned = Planned(
            row.number,
            str(row.values.get("name", "")),
            Outcome.REFUSED,
            dict(row.values),
            remarks=list(row.remarks),
            reasons=list(row.problems),
            cells=row.cells,
        )
        public_id = str(planned.values.pop("public_id", ""))
        if not planned.reasons:
            self._settle(planned, row, public_id)
        return planned

    def _settle(self, planned: Planned, row: LedgerRow, public_id: str) -> None:
        known, problem = self._surely(planned, public_id)
        if problem:
            planned.reasons.append(problem)
        elif known:
            self._change(planned, row, known)
        elif not planned.values.get("name"):
            planned.reasons.append(_nameless(row))
        else:
            self._find_alike(planned, row)

    def _surely(self, planned: Planned, public_id: str) -> tuple[Known | None, str]:
        """The business that a number names, or why the numbers cannot be right."""
        by_id = self._by_id.get(self._absorbed.get(public_id, public_id)) if public_id else None
        if public_id and by_id is None:
            return None, "この管理番号の事業者は、台帳にいません。新しい事業者なら空けてください。"
        named = [by_id] if by_id else []
        for key in NUMBER_LABELS:
            value = planned.values.get(key)
            found = self._by_number.get((key, str(value))) if value else None
            if found and named and found is not named[0]:
                other = found.values["name"]
                return None, (
                    f"{NUMBER_LABELS[key]}は「{other}」のものですが、"
                    f"この行は「{named[0].values['name']}」を指しています。"
                )
            if found:
                named.append(found)
        return (named[0] if named else None), ""

    def _change(self, planned: Planned, row: LedgerRow, known: Known) -> None:
        """Plan a change of a known business; a second row for the same one is asked about."""
        doubt = _doubt(planned, known, is_by_id=bool(row.values.get("public_id")))
        self._aim(planned, row, known)
        earlier, claimed = self._rows_by_target.get(known.pk), self._claimed(planned)
        if planned.reasons:
            return
        if earlier:
            self._suspect_twin(planned, row, earlier, [f"{earlier.number}行目も同じ事業者です。"])
        elif claimed:
            planned.reasons.append(f"番号を{claimed.number}行目がすでに使っています。")
        elif doubt:
            planned.outcome, planned.may_be_new = Outcome.SUSPECTED, False
            planned.reasons.append(doubt)
        else:
            planned.outcome = Outcome.CHANGED if planned.changes else Outcome.UNCHANGED
            self._rows_by_target[known.pk] = planned
            self._claim(planned)

    def _aim(self, planned: Planned, row: LedgerRow, known: Known) -> None:
        """Note which business the row would change, and how."""
        planned.target, planned.target_id = known.pk, known.public_id
        planned.version, planned.target_name = known.version, str(known.values["name"])
        if self._empties_blank:
            planned.values |= {key: emptied(key) for key in row.blank if key not in _NEVER_EMPTIED}
        for key in row.second_best:
            if known.values.get(key):
                planned.values.pop(key, None)
        planned.values = differing(planned.values, known.values)
        planned.changes = self._in_words(planned.values, known.values)
        planned.kept = kept_of(planned.values, known.values)
        planned.remarks += number_changes(planned.values, known.values)
        if known.is_closed:
            planned.remarks.append("廃業として記録されている事業者です。")
        after = {**known.values, **planned.values}
        if after.get("legal_form") == "sole-proprietor" and after.get("corporate_number"):
            planned.reasons.append("法人・個人：法人番号のある事業者を個人にはできません。")

    def _find_alike(self, planned: Planned, row: LedgerRow) -> None:
        """A business or an earlier row that this one may be; else it is new."""
        traits = traits_of(entered(planned.values))
        number = self._claimed(planned)
        found = self._likest(traits)
        if number:
            self._suspect_twin(planned, row, number, [f"{number.number}行目と番号が同じです。"])
            planned.may_be_new = False
        elif found is None:
            self._create(planned)
            self._remember(Candidate(traits, row=planned))
        elif found[0].row:
            self._suspect_twin(planned, row, found[0].row, _spoken(found[1]))
        elif found[0].known:
            self._perhaps(planned, row, found[0], traits, found[1])

    def _perhaps(
        self, planned: Planned, row: LedgerRow, there: Candidate, traits: Traits, why: Likeness
    ) -> None:
        """The same when the name and enough else is the same; else a person is asked."""
        known = there.known
        assert known is not None  # noqa: S101 - the caller looked
        is_one_name = fold(planned.name) == fold(str(known.values["name"]))
        is_certain = why.sameness is Sameness.SAME and is_one_name
        new_values = dict(planned.values)
        if company_key(planned.name) == company_key(str(known.values["name"])):
            del planned.values["name"]  # another spelling of a name is no change of it
        if is_certain and not numbers_differ(planned.values, known.values):
            self._change(planned, row, known)
            return
        self._aim(planned, row, known)
        planned.outcome, planned.reasons = Outcome.SUSPECTED, _spoken(why)
        planned.values = new_values | planned.values
        self._remember(Candidate(traits, row=planned))

    def _suspect_twin(
        self, planned: Planned, row: LedgerRow, earlier: Planned, reasons: list[str]
    ) -> None:
        planned.outcome, planned.twin = Outcome.SUSPECTED, earlier.number
        planned.may_be_new = planned.target is None
        planned.target_name = f"{earlier.number}行目の「{earlier.name or earlier.target_name}」"
        planned.reasons = reasons
        if planned.target is None:
            self._compare_with(planned, row, earlier)

    def _compare_with(self, planned: Planned, row: LedgerRow, earlier: Planned) -> None:
        """Note what the row would change of the business that the earlier row is."""
        known = self._by_id[earlier.target_id].values if earlier.target_id else {}
        before = {**known, **earlier.values}
        for key in row.second_best:
            if before.get(key):
                planned.values.pop(key, None)
        planned.kept = kept_of(planned.values, known)
        planned.remarks += number_changes(planned.values, before)

    def _create(self, planned: Planned) -> None:
        planned.outcome = Outcome.CREATED
        if "legal_form" not in planned.values:
            planned.values["legal_form"] = "sole-proprietor"
            planned.remarks.append("法人か個人か分からないので、個人としました。")
        self._claim(planned)

    def _claim(self, planned: Planned) -> None:
        for key in NUMBER_LABELS:
            if planned.values.get(key):
                self._rows_by_number[key, str(planned.values[key])] = planned

    def _claimed(self, planned: Planned) -> Planned | None:
        """An earlier row that has one of this row's numbers."""
        keys = [(key, str(planned.values[key])) for key in NUMBER_LABELS if planned.values.get(key)]
        return next(
            (self._rows_by_number[key] for key in keys if key in self._rows_by_number), None
        )

    def _remember(self, candidate: Candidate) -> None:
        for key in blocking_keys(candidate.traits):
            self._alike.setdefault(key, []).append(candidate)

    def _know_register(self) -> None:
        """Read the register's traits, once and only when a row has no number to go by."""
        if not self._is_register_known:
            self._is_register_known = True
            for known in self._register:
                self._remember(Candidate(traits_of(entered(known.values)), known=known))

    def _likest(self, traits: Traits) -> tuple[Candidate, Likeness] | None:
        """The candidate with the most points among those suspected, if there is one."""
        best: tuple[Candidate, Likeness] | None = None
        for candidate in self._candidates(traits):
            found = likeness(traits, candidate.traits)
            if found.is_suspected and (best is None or found.points > best[1].points):
                best = candidate, found
        return best

    def _candidates(self, traits: Traits) -> Iterator[Candidate]:
        """What shares a key with the row. A key that too many share tells nobody apart."""
        self._know_register()
        seen: set[int] = set()
        own = f"name:{''.join(sorted(traits.name.key))}"
        for key in blocking_keys(traits):
            alike = self._alike.get(key, ())
            is_telling = key == own or key.startswith("phone:")
            if len(alike) > _MOST_SHARING and not is_telling:
                continue
            for candidate in alike[:_MOST_COMPARED]:
                if id(candidate) not in seen:
                    seen.add(id(candidate))
                    yield candidate

    def _in_words(self, values: Values, before: Values) -> list[Change]:
        return [
            (key, in_words(key, before.get(key), self._names), in_words(key, value, self._names))
            for key, value in values.items()
        ]


def _nameless(row: LedgerRow) -> str:
    is_error = "name" in row.errors
    return "事業者名がありません" + ("（Excel のエラーになっています）。" if is_error else "。")


def _doubt(planned: Planned, known: Known, *, is_by_id: bool) -> str:
    """Why a match by a number may be wrong all the same; 管理番号 is never doubted."""
    if is_by_id:
        return ""
    old, new = known.values.get("corporate_number"), planned.values.get("corporate_number")
    if old and new and old != new:
        return "会員番号は同じですが、法人番号が違います。"
    if old == new and old:
        return ""
    number = planned.values.get("member_number")
    is_by_member = number and number == known.values.get("member_number")
    if is_by_member and planned.values.get("name"):
        here, there = entered(planned.values), entered(known.values)
        is_named_alike = company_key(here.name) == company_key(there.name)
        if not is_named_alike and not likeness(traits_of(here), traits_of(there)).is_suspected:
            return "会員番号は同じですが、屋号などが違います。"
    return ""


def _spoken(why: Likeness) -> list[str]:
    """What speaks for and against, in words."""
    against = [f"（{words}）" for words in why.speaks_against]
    return [*why.speaks_for, *against]
