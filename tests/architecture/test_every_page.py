"""Every page declares its access, keeps strangers and other offices out, renders, and scales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.architecture.house import Address, addresses
from tests.architecture.pages import FROM_THE_WORLD, LET_IN, RECIPES, Kind, Recipe
from tests.architecture.world import MARK, World, new_world, office_with_plan
from tests.conftest import signed_in, staff_of

from banso.accounts.models import Staff
from banso.accounts.rules import PERMISSIONS, Role

ROWS = 30
NOT_SHOWN = {Kind.ACTION: 405, Kind.GONE: 404}
# Pages that the token in their address opens, to whoever holds it.
BY_TOKEN = (
    {"accounts:accept", "web:calendar-feed", "web:seminar-join"}
    | {f"web:owner{page}" for page in ("", "-done", "-home", "-plan", "-whole")}
    | {f"web:workbook{page}" for page in ("", "-page", "-radar", "-step", "-take-back", "-who")}
)
OURS = {address.name: address for address in addresses() if address.is_ours}


@dataclass(frozen=True, slots=True)
class Asked:
    """One page asked for in one way."""

    address: Address
    recipe: Recipe
    url: str
    query: dict[str, object]

    def get(self, client: Client) -> HttpResponseBase:
        """The page's answer to a GET."""
        swapped = self.recipe.kind is Kind.FRAGMENT
        return client.get(self.url, self.query, headers={"HX-Request": "true"} if swapped else {})

    @property
    def words(self) -> str:
        """The page's name and how it was asked for, for the reader of a failure."""
        return " ".join([self.address.name, *self.recipe.address.values(), *self.query])

    @property
    def names_a_row(self) -> bool:
        """Whether the address itself holds the id of one of our rows."""
        return "_id>" in self.address.path


def asked_in(world: World) -> Iterator[Asked]:
    """Every page of ours in every way we ask for it."""
    for name, address in OURS.items():
        for recipe in RECIPES.get(name, []):
            wanted = re.findall(r"<(?:\w+:)?(\w+)>", address.path)
            words = {
                word: recipe.address.get(word) or FROM_THE_WORLD[word](world) for word in wanted
            }
            url = reverse(name, kwargs=words)
            yield Asked(address, recipe, url, recipe.query(world))


def body_of(answer: HttpResponseBase) -> str:
    """The text of an answer; files are read as bytes that are not text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.fixture
def world(db: None) -> World:
    return new_world()


@pytest.fixture
def neighbour(db: None) -> Staff:
    """田中, administrator of another office with the same plan."""
    elsewhere = office_with_plan("山の向こう商工会")
    return staff_of(elsewhere, "田中 実", "neighbour@example.jp", Role.ADMINISTRATOR)


def test_every_page_has_its_recipe_and_every_recipe_its_page() -> None:
    assert sorted(OURS) == sorted(RECIPES)


def test_the_pages_that_are_not_ours_are_the_ones_we_let_in() -> None:
    """The API asks each caller for a token; ``tests/web/test_api_doors.py`` walks all of it."""
    others = {one.name for one in addresses() if not one.is_ours}
    assert {name for name in others if not name.startswith("api:")} == LET_IN


def test_every_page_declares_who_may_open_it() -> None:
    undeclared = [
        name
        for name, address in OURS.items()
        if address.access != "everyone" and address.access not in PERMISSIONS
    ]
    assert not undeclared


def test_only_the_front_door_and_pages_behind_a_token_are_open_to_all() -> None:
    open_pages = {name for name, address in OURS.items() if address.access == "everyone"}
    assert open_pages <= {"web:home", "web:first-run", *BY_TOKEN}


def test_a_stranger_is_sent_to_sign_in_and_sees_nothing(world: World, client: Client) -> None:
    wrong = []
    for asked in asked_in(world):
        if asked.address.name in BY_TOKEN:
            continue  # the token in the address opens them
        for answer in (asked.get(client), client.post(asked.url)):
            sent = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")
            shut = answer.status_code in {404, 405}
            refused = shut or sent.startswith(reverse("account_login"))
            if not refused or MARK in body_of(answer):
                wrong.append((asked.url, answer.status_code, sent))
    assert not wrong


def test_another_office_sees_nothing_of_ours(world: World, neighbour: Staff) -> None:
    client = signed_in(neighbour)
    wrong = []
    for asked in asked_in(world):
        if asked.address.access == "everyone" and asked.address.name != "web:home":
            continue
        answers = [asked.get(client)]
        if asked.names_a_row:
            answers.append(client.post(asked.url))
        for answer in answers:
            shut = answer.status_code in {404, 405} or not asked.names_a_row
            if not shut or MARK in body_of(answer):
                wrong.append((asked.url, answer.status_code))
    assert not wrong


def test_every_page_renders_and_costs_the_same_for_one_row_and_for_thirty(world: World) -> None:
    client = signed_in(world.manager)
    for asked in asked_in(world):
        body_of(asked.get(client))  # whatever is kept in memory is kept now
    for_one = {asked.words: cost_of(asked, client) for asked in asked_in(world)}
    world.grow(ROWS)
    for_thirty = {asked.words: cost_of(asked, client) for asked in asked_in(world)}
    broken = [f"{words}: {cost}" for words, cost in for_thirty.items() if isinstance(cost, str)]
    assert not broken, "pages that do not render: " + "; ".join(broken)
    dearer = [
        f"{words}: {cost} → {for_thirty[words]}"
        for words, cost in for_one.items()
        if for_thirty[words] > cost
    ]
    assert not dearer, f"more queries for {ROWS} rows than for one: " + "; ".join(dearer)


def cost_of(asked: Asked, client: Client) -> int | str:
    """How many queries the page costs, or what is wrong with its answer."""
    with CaptureQueriesContext(connection) as queries:
        answer = asked.get(client)
        body = body_of(answer)
    return fault_of(asked.recipe.kind, answer, body) or len(queries)


def fault_of(kind: Kind, answer: HttpResponseBase, body: str) -> str:
    """What keeps the answer from being of its kind; nothing when all is well."""
    expected = NOT_SHOWN.get(kind, 200)
    if answer.status_code != expected:
        return f"answered {answer.status_code} instead of {expected}"
    if kind in NOT_SHOWN:
        return ""
    is_html = answer.headers["Content-Type"].startswith("text/html")
    if is_html == (kind is Kind.DOCUMENT):
        return f"is {answer.headers['Content-Type']}, not {kind.value}"
    whole = kind is Kind.PAGE
    if is_html and not (("<html" in body) == whole == (body.count("<h1") == 1)):
        return f"is not {kind.value}"
    return ""
