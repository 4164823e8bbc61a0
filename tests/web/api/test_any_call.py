"""Whatever a program sends, the API answers as its description says, and never breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.architecture.world import World, new_world

from banso.accounts.rules import SCOPES
from banso.accounts.tokens import issue_token
from banso.core import clock
from banso.web.api import api

PROMISES_KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OPERATIONS = sorted(
    (path, method.upper())
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """One of everything; the application leaves the test's own connection open after each call."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield new_world()
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_any_call_is_answered_as_described(world: World, path: str, method: str) -> None:
    key = issue_token(
        name="試験",
        staff=world.manager,
        scopes=list(SCOPES),
        ends_on=clock.today(),
        by=world.manager,
    ).key
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy())
    def try_out(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=PROMISES_KEPT)

    try_out()
