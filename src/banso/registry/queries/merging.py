"""Two entries side by side（まとめる前の見比べ）: what differs, what is filled, which one stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banso.registry.models import Business
from banso.registry.queries.hanging import Hanging
from banso.registry.queries.history import said
from banso.registry.rules.merging import JOINABLE, Chosen, Fit, fit, grouped, merged

_NOT_CHOSEN = frozenset({"id", "public_id", "version", "organisation", "search_text"})
_GROUP_LABELS = {
    "legal_form": "法人・個人、法人番号",
    "postcode": "住所",
    "officers": "従業員の数",
    "owner_name": "代表者",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One group of fields of two entries, in words; ``choices`` are offered where they differ."""

    key: str
    label: str
    kept: str
    absorbed: str
    fit: Fit

    @property
    def is_different(self) -> bool:
        """Whether a person has to choose."""
        return self.fit is Fit.DIFFERENT

    @property
    def may_be_joined(self) -> bool:
        """Whether both values can stay, one after the other."""
        return self.key in JOINABLE


def merged_values(
    kept: Business, absorbed: Business, chosen: Mapping[str, Chosen]
) -> dict[str, object]:
    """Every field of the business after the merge, rows by their keys（``adviser_id``）."""
    ours, theirs = _values(kept), _values(absorbed)
    found: dict[str, object] = {}
    for group in grouped(tuple(ours)):
        found |= merged(group, ours, theirs, chosen.get(group[0], Chosen.KEPT))
    return {attname: found[name] for name, attname in _decided().items()}


def parts_of(kept: Business, absorbed: Business) -> tuple[Part, ...]:
    """What differs and what is filled, in the order of the card; what is alike is left out."""
    ours, theirs = _values(kept), _values(absorbed)
    groups = ((group, fit(group, ours, theirs)) for group in grouped(tuple(ours)))
    return tuple(
        Part(
            group[0],
            _GROUP_LABELS.get(group[0], _own_label(group[0])),
            _words(kept, group),
            _words(absorbed, group),
            state,
        )
        for group, state in groups
        if state is not Fit.ALIKE
    )


def stays_first(one: Business, other: Business, hanging: Mapping[int, tuple[Hanging, ...]]
                ) -> tuple[Business, Business]:  # fmt: skip
    """The two, the one to keep first: with a corporate number, with more on it, entered earlier."""

    def weight(business: Business) -> tuple[bool, int, int]:
        rows = sum(kind.count for kind in hanging[business.pk])
        return bool(business.corporate_number), rows, -business.pk

    return (one, other) if weight(one) >= weight(other) else (other, one)


def _values(business: Business) -> dict[str, object]:
    return {name: getattr(business, attname) for name, attname in _decided().items()}


def _decided() -> dict[str, str]:
    """The fields that a merge decides on, with the attribute that holds each."""
    fields = Business._meta.concrete_fields
    return {field.name: field.attname for field in fields if field.name not in _NOT_CHOSEN}


def _own_label(name: str) -> str:
    return str(getattr(Business._meta.get_field(name), "verbose_name", name))


def _head_count(group: tuple[str, ...], filled: dict[str, str]) -> str:
    """「常用の従業員 5人（不明2区分）」; groups in which nobody works are left out."""
    working = [f"{_own_label(name)} {words}人" for name, words in filled.items() if words != "0"]
    unknown = len(group) - len(filled)
    said = "、".join(working) or ("0人" if filled else "")
    return f"{said}（不明{unknown}区分）" if said and unknown else said


def _words(business: Business, group: tuple[str, ...]) -> str:
    """The group's values in words."""
    if group[0] == "postcode":
        return f"{business.postcode} {business.address}".strip()
    filled = [(name, words) for name in group if (words := said(business, name))]
    if group[0] == "officers":
        return _head_count(group, dict(filled))
    return "　".join(words for _, words in filled)
