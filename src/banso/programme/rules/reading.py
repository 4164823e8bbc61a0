"""Reading a plan file（計画ファイル）: a document, or every reason why it is not one."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn, cast

from banso.programme.rules.consistency import inconsistencies
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.places import Place, Problem
from banso.programme.rules.shape import ShapeReader, Unreadable

MAX_CHARACTERS = 5_000_000


class RepeatedKeyError(ValueError):
    """A key stands twice in one object; JSON would silently keep the last."""


def read_programme(
    text: str, *, known_measures: frozenset[str]
) -> tuple[ProgrammeDocument | None, list[Problem]]:
    """The plan in ``text`` (JSON), or ``None`` and every problem found, each with its place.

    Refuses what is not JSON, unknown or missing keys, wrong types, unknown measures and topics,
    years missing from or outside the period, repeated keys, and numbers with a bad check digit.
    """
    raw, problems = _parsed(text)
    if problems:
        return None, problems
    reader = ShapeReader()
    try:
        document = cast("ProgrammeDocument", reader.value(ProgrammeDocument, raw, Place()))
    except Unreadable:
        return None, reader.problems
    problems = [*reader.problems, *inconsistencies(document, known_measures)]
    return (None, problems) if problems else (document, [])


def _parsed(text: str) -> tuple[object, list[Problem]]:
    if len(text) > MAX_CHARACTERS:
        return None, [_not_json("ファイルが大きすぎます。計画ファイルか確かめてください。")]
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_repeats,
        ), []
    except json.JSONDecodeError as error:
        return None, [_not_json_at(error)]
    except RepeatedKeyError as error:
        return None, [Problem("", "repeated-key", str(error))]
    except RecursionError:
        return None, [_not_json("かっこの入れ子が深すぎます。")]
    except ValueError:
        return None, [_not_json("けた数の多すぎる数値か、NaN・Infinity があります。")]


def _not_json_at(error: json.JSONDecodeError) -> Problem:
    message = (
        "JSON として読めません。この位置の前後で、"
        "カンマ・かっこ・引用符の抜けや余りがないか確かめてください。"
    )
    return Problem(f"{error.lineno}行目の{error.colno}文字目", "not-json", message)


def _not_json(why: str) -> Problem:
    return Problem("", "not-json", f"JSON として読めません。{why}")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _without_repeats(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, entry in pairs:
        if key in found:
            raise RepeatedKeyError(
                f"同じ項目のかたまりに「{key}」が2度あります。1つにしてください。"
            )
        found[key] = entry
    return found
