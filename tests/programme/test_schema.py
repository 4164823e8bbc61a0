"""The published JSON Schema and the reader agree on what a plan file may hold."""

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from tests.programme.samples import FOUR_YEARS, HERE, MEASURES, ROOT, TAKASAKI, raw

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.reading import read_programme

SCHEMA = json.loads((ROOT / "docs" / "programme.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def shapes(kind: object) -> Iterator[type]:
    """Every dataclass a plan is made of."""
    if isinstance(kind, type) and is_dataclass(kind) and kind is not FiscalYear:
        yield kind
        for inner in get_type_hints(kind).values():
            yield from shapes(inner)
    for argument in get_args(kind):
        yield from shapes(argument)


SHAPES = list(dict.fromkeys(shapes(ProgrammeDocument)))


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", [TAKASAKI, FOUR_YEARS], ids=lambda path: path.stem)
def test_the_good_plans_satisfy_the_schema(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(raw(path))] == []


def test_the_schema_refuses_a_wrong_type_too() -> None:
    assert not VALIDATOR.is_valid(raw(HERE / "wrong-type.json"))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_keys_and_required_keys_are_those_of_the_reader(shape: type) -> None:
    schema = SCHEMA if shape is ProgrammeDocument else SCHEMA["$defs"][shape.__name__]
    keys = {one.metadata.get("key", one.name): one for one in fields(shape)}
    needed = {
        key
        for key, one in keys.items()
        if one.default is MISSING and one.default_factory is MISSING
    }
    assert set(schema["properties"]) == set(keys)
    assert set(schema.get("required", ())) == needed
    assert schema["additionalProperties"] is False


def test_every_key_is_explained_in_japanese() -> None:
    japanese = re.compile(r"[ぁ-んァ-ン一-龥]")
    for shape in [SCHEMA, *SCHEMA["$defs"].values()]:
        texts = [shape["description"]]
        texts += [entry["description"] for entry in shape.get("properties", {}).values()]
        assert all(japanese.search(text) for text in texts)


def test_the_example_of_the_page_is_a_plan() -> None:
    page = (ROOT / "docs" / "programme.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    document, problems = read_programme(example, known_measures=MEASURES)
    assert problems == []
    assert document is not None
    assert [len(line.targets) for line in document.indicators] == [4, 1]
    assert list(VALIDATOR.iter_errors(json.loads(example))) == []
