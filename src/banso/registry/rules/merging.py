"""Which value stays when two entries are made one（まとめるときの項目）."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

# Fields that are true only together: half an address of each would be no place at all.
TOGETHER = (
    ("legal_form", "corporate_number"),
    ("postcode", "prefecture", "city", "street", "building"),
    (
        *("officers", "family_workers", "full_time", "part_time", "on_leave", "day_labourers"),
        *("up_to_two_months", "seasonal", "probation"),
    ),
    ("owner_name", "owner_kana", "owner_title", "owner_birth_year"),
)
JOINABLE = frozenset({"caution", "note"})
_UNKNOWN = frozenset({"", "unknown"})

Values = Mapping[str, object]


class Fit(StrEnum):
    """How the two entries' values of one group lie to each other."""

    ALIKE = "alike"  # the other entry adds nothing
    FILLED = "filled"  # it only fills what is blank
    DIFFERENT = "different"


class Chosen(StrEnum):
    """Whose value stays（残す値）."""

    KEPT = "kept"
    ABSORBED = "absorbed"
    BOTH = "both"


def grouped(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The fields in their order, each once, those that belong together in one group."""
    groups = {name: group for group in TOGETHER for name in group}
    return tuple(dict.fromkeys(groups.get(name, (name,)) for name in names))


def is_blank(value: object) -> bool:
    """Whether nothing is known: empty, ``None``, or 未確認. Zero is known."""
    return value is None or (isinstance(value, str) and value in _UNKNOWN)


def fit(group: Sequence[str], kept: Values, absorbed: Values) -> Fit:
    """How the values of one group lie to each other."""
    pairs = [(kept[name], absorbed[name]) for name in group]
    added = [(here, there) for here, there in pairs if here != there and not is_blank(there)]
    if not added:
        return Fit.ALIKE
    return Fit.FILLED if all(is_blank(here) for here, _ in added) else Fit.DIFFERENT


def merged(
    group: Sequence[str], kept: Values, absorbed: Values, chosen: Chosen = Chosen.KEPT
) -> dict[str, object]:
    """The values of one group after the merge; blanks are filled, what differs is chosen.

    Taking the other entry's takes the whole group, its blanks too. Text is joined by a line end
    or, where a field has one line, by a space.
    """
    state = fit(group, kept, absorbed)
    if state is Fit.DIFFERENT and chosen is Chosen.ABSORBED:
        return {name: absorbed[name] for name in group}
    if state is Fit.DIFFERENT and chosen is Chosen.BOTH and group[0] in JOINABLE:
        between = "\n" if group[0] == "note" else " "
        return {name: f"{kept[name]}{between}{absorbed[name]}" for name in group}
    if state is Fit.FILLED:
        return {
            name: absorbed[name] if is_blank(kept[name]) and not is_blank(absorbed[name])
            else kept[name]
            for name in group
        }  # fmt: skip
    return {name: kept[name] for name in group}
