"""``bin/run``: one command starts everything, and one Ctrl-C ends everything."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from banso.web import start
from banso.web.demo import people

SOURCE = Path(start.__file__).parents[2]
PATIENCE_SECONDS = 180  # a loaded machine lays out an empty database slowly


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def product(tmp_path: Path, free_port: int) -> Iterator[subprocess.Popen[str]]:
    """An empty installation, started on a port and in a data folder of its own."""
    with started(tmp_path, free_port) as running:
        yield running
        running.kill()


def started(data_dir: Path, port: int) -> subprocess.Popen[str]:
    apart = {"DATABASE_URL", "BANSO_TODAY"}
    return subprocess.Popen(
        [sys.executable, "-m", "banso.web.start", "--empty"],
        env={
            **{name: value for name, value in os.environ.items() if name not in apart},
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": "banso.web.settings",
            "BANSO_DATA_DIR": str(data_dir),
            "BANSO_PORT": str(port),
        },
        stdout=subprocess.PIPE,
        text=True,
    )


def said_until(product: subprocess.Popen[str], words: str) -> str:
    """What the product says on the terminal until it says the words."""
    assert product.stdout is not None
    said = ""
    last_moment = time.monotonic() + PATIENCE_SECONDS
    while words not in said and time.monotonic() < last_moment:
        said += product.stdout.readline()
    return said


def children_of(number: int) -> list[int]:
    """The processes that a process started, and theirs."""
    own = [
        int(word)
        for listing in Path(f"/proc/{number}/task").glob("*/children")
        for word in listing.read_text().split()
    ]
    return own + [grandchild for child in own for grandchild in children_of(child)]


def test_it_starts_answers_and_ends_with_all_its_processes(
    product: subprocess.Popen[str], tmp_path: Path, free_port: int
) -> None:
    said = said_until(product, "Ctrl-C")
    assert f"http://localhost:{free_port}/" in said
    connection = http.client.HTTPConnection("127.0.0.1", free_port, timeout=PATIENCE_SECONDS)
    connection.request("GET", "/")
    assert connection.getresponse().status == 302
    connection.close()
    second = started(tmp_path, free_port)
    refused, _ = second.communicate(timeout=PATIENCE_SECONDS)
    assert second.returncode == 1
    assert f"ポート {free_port} は" in refused
    children = children_of(product.pid)
    assert len(children) >= 3
    product.send_signal(signal.SIGINT)
    assert product.wait(timeout=PATIENCE_SECONDS) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("port", ["80", "65536", "八千", "8000a", "-1"])
def test_a_port_that_nobody_may_open_is_refused_in_words(
    port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANSO_PORT", port)
    with pytest.raises(start.CannotStartError, match=f"いまは「{port}」"):
        start._chosen_port()


def test_without_a_wish_the_port_is_8000(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSO_PORT", "")
    assert start._chosen_port() == 8000


def test_changed_code_is_noticed_and_unchanged_code_is_not(tmp_path: Path) -> None:
    module = tmp_path / "src" / "room" / "models.py"
    module.parent.mkdir(parents=True)
    module.write_text("first")
    (tmp_path / "requirements.txt").write_text("")
    before = start._code_digest(tmp_path)
    assert start._code_digest(tmp_path) == before
    module.write_text("second, longer")
    assert start._code_digest(tmp_path) != before


def test_the_people_named_at_the_start_are_in_the_demonstration() -> None:
    named = re.findall(r"(\w+)@example\.jp（(\w+)）", start.DEMO_PEOPLE)
    cast = {mailbox: role.label for role, _, mailbox in people._CAST}
    assert len(named) == 2
    assert [cast[mailbox] for mailbox, _ in named] == [role for _, role in named]
