"""What the architecture tests read: the code as files, as syntax, as models and as addresses."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

REPOSITORY = Path(__file__).resolve().parents[2]
BANSO = REPOSITORY / "src" / "banso"
TESTS = REPOSITORY / "tests"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def settings_of_tools() -> dict[str, dict[str, object]]:
    """The ``[tool]`` tables of pyproject.toml."""
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]


def layers() -> list[list[str]]:
    """The rooms from top to bottom; rooms of one layer are siblings."""
    contracts = settings_of_tools()["importlinter"]["contracts"]
    flow = next(one for one in contracts if one["name"] == "Data flows one way")
    return [[room.strip() for room in layer.split("|")] for layer in flow["layers"]]


def rooms() -> list[str]:
    """The rooms that exist."""
    return sorted(path.name for path in BANSO.iterdir() if (path / "__init__.py").exists())


def python_files(top: Path) -> list[Path]:
    """Every Python file under a folder; migrations are history, not code."""
    return [path for path in sorted(top.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> dict[str, Path]:
    """Every template of ours by the name it is loaded by."""
    return {
        str(path.relative_to(folder)): path
        for folder in sorted(BANSO.glob("*/templates"))
        for path in sorted(folder.rglob("*.html"))
    }


def shown(path: Path) -> str:
    """The path as a reader of the failure should see it."""
    return str(path.relative_to(REPOSITORY))


@cache
def parsed(path: Path) -> ast.Module:
    """The file's syntax."""
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[FunctionNode]:
    """Every function and method of the file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, FunctionNode):
            yield node


def lines_of(node: ast.stmt) -> int:
    """How many lines a definition takes, from its ``def`` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(function: FunctionNode) -> bool:
    """Whether the function answers a request: it takes one first, and gives a response."""
    first = function.args.args[:1]
    answers = function.returns is not None and "HttpResponse" in ast.unparse(function.returns)
    asked = [one.arg for one in first] == ["request"]
    return answers and asked and not function.name.startswith("_")


def our_models(*, historical: bool = False) -> list[type[Model]]:
    """The models of our rooms, with or without the historical ones."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("banso.")]
    return [model for model in ours if historical or not model.__name__.startswith("Historical")]


def words_in(name: str) -> list[str]:
    """The words of an identifier, in lower case: ``CheckSheet2`` and ``check_sheet`` alike."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the URLconf: its full name, its path and the view behind it."""

    name: str
    path: str
    view: Callable[..., HttpResponse]

    @property
    def access(self) -> str | None:
        """What the page declares about who may open it."""
        return getattr(self.view, "access", None)

    @property
    def is_ours(self) -> bool:
        """Whether the view is written here, not in a part we use."""
        return self.view.__module__.startswith("banso.")


def addresses() -> list[Address]:
    """Every address of the product."""
    return sorted(_under(get_resolver(), "", ""), key=lambda one: (one.name, one.path))


def _under(resolver: URLResolver, path: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name}", here, entry.callback)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _under(entry, here, inner)
