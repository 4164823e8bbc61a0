"""Templates compile, their links lead somewhere, and nothing in them fights the strict CSP."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.template.loader import get_template
from tests.architecture.house import BANSO, REPOSITORY, addresses, python_files, shown, templates
from tests.architecture.pages import RECIPES, Kind

URL_TAG = re.compile(r"""\{%-?\s*url\s+["']([^"']+)["']""")
NAMED = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
REVERSED = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*"([\w-]+:[\w-]+)\"""")
# a link is opened, never sent: one to an address that only takes what a form sends leads nowhere
LINKED = re.compile(r"""<a\b[^>]*?\bhref="\{%-?\s*url\s+["']([^"']+)["']""")
INLINE = {
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "on… attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "script in an address": re.compile(r"javascript:", re.IGNORECASE),
    "inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE
    ),
}
# A resource is fetched by the page itself; a plain link (<a href>) waits for a person's click.
FETCHED = re.compile(
    r"""(?:\bsrc|\bsrcset|\bposter|<link\b[^>]*\bhref|\baction|\bhx-\w+)\s*=\s*["']?(?:https?:)?//"""
)
FETCHED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""")
FETCHED_BY_SCRIPT = re.compile(
    r"""(?:fetch|import|importScripts|WebSocket|EventSource)\(\s*["'`](?:https?|wss?):"""
)
STATIC = [path for path in sorted(BANSO.glob("*/static/**/*")) if path.suffix in {".css", ".js"}]


def known_names() -> set[str]:
    return {address.name for address in addresses()}


def where(found: Callable[[str], object]) -> dict[str, object]:
    """What is found in each template's text, templates without a find left out."""
    finds = {name: found(path.read_text()) for name, path in templates().items()}
    return {name: find for name, find in finds.items() if find}


def test_every_template_compiles_and_names_only_templates_that_exist() -> None:
    for name, path in templates().items():
        get_template(name)
        for other in NAMED.findall(path.read_text()):
            get_template(other)


def test_the_links_in_templates_lead_somewhere() -> None:
    known = known_names()
    assert not where(lambda text: sorted(set(URL_TAG.findall(text)) - known))


def test_no_link_opens_an_address_that_only_a_button_may_use() -> None:
    only_sent = {
        name
        for name, recipes in RECIPES.items()
        if all(recipe.kind is Kind.ACTION for recipe in recipes)
    }
    assert not where(lambda text: sorted(set(LINKED.findall(text)) & only_sent))


def test_the_links_in_the_code_lead_somewhere() -> None:
    known = known_names()
    missing = [
        (shown(path), link)
        for path in python_files(BANSO)
        for link in REVERSED.findall(path.read_text())
        if link not in known
    ]
    assert not missing


def test_no_template_holds_an_inline_style_or_script() -> None:
    assert not where(
        lambda text: [what for what, pattern in INLINE.items() if pattern.search(text)]
    )


def test_no_page_fetches_anything_from_elsewhere() -> None:
    assert not where(FETCHED.findall)
    for path in STATIC:
        pattern = FETCHED_BY_STYLE if path.suffix == ".css" else FETCHED_BY_SCRIPT
        assert not pattern.search(path.read_text()), shown(path)


def test_the_links_between_documents_lead_somewhere() -> None:
    papers = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
    missing = [
        (shown(paper), link)
        for paper in papers
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", paper.read_text())
        if not (paper.parent / link).exists()
    ]
    assert not missing
