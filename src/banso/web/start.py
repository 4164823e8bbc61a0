"""Start the product（bin/run）: prepare what changed, then the web server and the task worker.

Plain Python: Django is loaded once, by the parts themselves, so that a start is quick.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import socket
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from banso.web.crew import Crew, Part

HOST = "127.0.0.1"
_USUAL_PORT = 8000
_OPEN_PORTS = range(1024, 65536)
DEMO_PEOPLE = "sato@example.jp（経営指導員）、suzuki@example.jp（管理者）"
_THREADS_PER_PROCESS = 4
_MOST_PROCESSES = 4


class CannotStartError(Exception):
    """Why the product cannot start, in words for the person at the keyboard."""


def main() -> int:
    """Start, serve until told to stop, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="bin/run", description="伴走を始めます。Ctrl-C で終わります。"
    )
    parser.add_argument(
        "--empty", action="store_true", help="実演用データを作らず、最初の設定の画面から始める"
    )
    empty = parser.parse_args().empty
    try:
        port = _chosen_port()
        _check_free(port)
        with Crew(_say) as crew:
            return _serve(crew, port, empty=empty)
    except (CannotStartError, ImproperlyConfigured) as reason:
        _say(str(reason))
        return 1


def _serve(crew: Crew, port: int, *, empty: bool) -> int:
    status = _prepare(crew, empty=empty)
    if status != 0:
        return 0 if status is None else status
    crew.start(_web_server(port))
    if crew.wait_until(lambda: _answers(port)):
        crew.start(Part("仕事係", (sys.executable, "-m", "django", "work")))
        _greet(port)
    return crew.keep()


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - the terminal is this program's page


def _chosen_port() -> int:
    """The port of BANSO_PORT. Refuses what is not a port that anyone may open."""
    text = os.environ.get("BANSO_PORT") or str(_USUAL_PORT)
    if not (text.isascii() and text.isdigit() and int(text) in _OPEN_PORTS):
        raise CannotStartError(
            f"BANSO_PORT は 1024 から 65535 までの数にしてください（いまは「{text}」）。"
        )
    return int(text)


def _check_free(port: int) -> None:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError:
            raise CannotStartError(
                f"ポート {port} は、ほかのプログラム（または先に始めた伴走）が使っています。\n"
                f"先のものを終えるか、BANSO_PORT={port + 1} bin/run のように番号を変えてください。"
            ) from None


def _prepare(crew: Crew, *, empty: bool) -> int | None:
    """Bring database and static files up to date when anything changed since the last time.

    A database that lies elsewhere is looked at every time: it may have been changed there.
    """
    from banso.web.settings import DATA_DIR, REPOSITORY

    stamp = DATA_DIR / "prepared"
    digest = _code_digest(REPOSITORY)
    here = not os.environ.get("DATABASE_URL") and (DATA_DIR / "banso.sqlite3").exists()
    if here and not empty and stamp.exists() and stamp.read_text() == digest:
        return 0
    options = ("--empty",) if empty else ()
    command = (sys.executable, "-m", "django", "prepare", *options)
    status = crew.run(Part("準備", command))
    if status == 0:
        stamp.write_text(digest)
    return status


def _code_digest(repository: Path) -> str:
    """What tells one state of the code from another: each file's name, size and time."""
    code = [path for path in (repository / "src").rglob("*") if "__pycache__" not in path.parts]
    seen = hashlib.sha256()
    for path in sorted([*code, repository / "requirements.txt"]):
        facts = path.stat()
        if not path.is_dir():
            seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _web_server(port: int) -> Part:
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": port,
        "--workers": processes,
        "--blocking-threads": _THREADS_PER_PROCESS,
        "--log-level": "warning",
    }
    words = [str(word) for pair in options.items() for word in pair]
    command = (sys.executable, "-m", "granian", *words, "--no-ws", "--respawn-failed-workers")
    return Part("Webサーバー", (*command, "banso.web.wsgi:application"))


def _answers(port: int) -> bool:
    """Whether the server gives any answer yet."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/account/login/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


def _greet(port: int) -> None:
    from banso.web.settings import DATA_DIR

    _say(f"\n伴走を始めました。ブラウザーで開いてください： http://localhost:{port}/")
    password = DATA_DIR / "demo-password.txt"
    if password.exists():
        _say(f"実演用の商工会の利用者： {DEMO_PEOPLE}")
        _say(f"パスワード： {password.read_text(encoding='utf-8').strip()}　（{password}）")
    _say("終わるときは Ctrl-C を押してください。\n")


if __name__ == "__main__":
    sys.exit(main())
