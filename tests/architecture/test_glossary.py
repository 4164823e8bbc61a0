"""The glossary is the law: models carry its words, and banned synonyms name nothing."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.architecture.house import (
    BANSO,
    REPOSITORY,
    our_models,
    parsed,
    python_files,
    shown,
    words_in,
)

# Names that say nothing, whatever they stand for.
EMPTY_NAMES = {
    "data", "info", "process", "handle", "manager", "helper", "helpers", "util", "utils", "misc",
    "flag",
}  # fmt: skip
# Django calls these by name.
GIVEN_NAMES = {"management/commands/*.py": {"handle"}}


@dataclass(frozen=True, slots=True)
class Term:
    """One noun of the house."""

    ja: str
    identifier: str
    means: str
    source: str
    never: list[str]
    spared: list[str] = field(default_factory=list)


def glossary() -> dict[str, Term]:
    entries = tomllib.loads((REPOSITORY / "docs" / "glossary.toml").read_text())
    return {key: Term(**entry) for key, entry in entries.items()}


def test_every_entry_is_whole() -> None:
    for key, term in glossary().items():
        assert all((term.ja, term.identifier, term.means, term.source)), key
        assert term.means.endswith("."), key
        assert key.isidentifier(), key


def test_one_word_has_one_meaning() -> None:
    terms = glossary().values()
    for words in ([term.ja for term in terms], [term.identifier for term in terms]):
        assert not [word for word, times in Counter(words).items() if times > 1]
    banned = {word for term in terms for word in term.never}
    assert not banned & {term.identifier for term in terms}


def test_every_model_is_a_term_under_its_own_japanese_word() -> None:
    known = {term.identifier: term.ja for term in glossary().values()}
    wrong = [
        f"{model._meta.label}（{model._meta.verbose_name}）"
        for model in our_models()
        if known.get(model.__name__) != model._meta.verbose_name
    ]
    assert not wrong, f"not in docs/glossary.toml, or under another word: {wrong}"


def test_banned_synonyms_name_nothing() -> None:
    banned = {
        tuple(words_in(word)): f"{word} → {term.identifier}"
        for term in glossary().values()
        for word in term.never
    }
    spared = {name for term in glossary().values() for name in term.spared}
    found = [
        f"{where}: {name} ({instead})"
        for where, name in names()
        if name not in spared
        for words, instead in banned.items()
        if holds(words_in(name), words)
    ]
    assert not found, "\n".join(found)


def test_no_name_says_nothing() -> None:
    found = [
        f"{where}: {name}"
        for where, name in names()
        if name.strip("_").lower() in EMPTY_NAMES or name.lstrip("_").startswith("do_")
    ]
    assert not found, "\n".join(found)


def holds(words: list[str], banned: tuple[str, ...]) -> bool:
    """Whether the banned words stand side by side in the name."""
    starts = range(len(words) - len(banned) + 1)
    return any(tuple(words[start : start + len(banned)]) == banned for start in starts)


def names() -> Iterator[tuple[str, str]]:
    """Every name we give: modules, classes, functions and fields, with the place."""
    for path in python_files(BANSO):
        given = {
            name for pattern, some in GIVEN_NAMES.items() if path.match(pattern) for name in some
        }
        yield shown(path), path.stem if path.stem != "__init__" else path.parent.name
        for node in ast.walk(parsed(path)):
            for name in defined(node):
                if name not in given:
                    yield f"{shown(path)}:{getattr(node, 'lineno', 1)}", name


def defined(node: ast.AST) -> list[str]:
    """What the node gives a name to: a class, a function, or the fields of a class."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [node.name]
    if isinstance(node, ast.ClassDef):
        assigned = [line for line in node.body if isinstance(line, ast.Assign | ast.AnnAssign)]
        targets = [
            target
            for line in assigned
            for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
        ]
        return [node.name, *(one.id for one in targets if isinstance(one, ast.Name))]
    return []
