"""A worker killed in the middle of carrying an import out, as often as asked, and what is left.

Run by hand for many kills: ``python -m tests.web.import_killed 20 20000``. It makes a data folder
of its own. After each kill either nothing of the import is there or all of it; the last run, begun
again as the reaper would, ends with all of it, once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PREPARE = """
import sys, django
django.setup()
from django.core.management import call_command
from banso.web.bench.ledgers import large_ledger
from tests.registry.bringing import brought
from banso.accounts.models import Organisation, Person, Staff
call_command("migrate", verbosity=0)
office = Organisation.objects.create(name="停電商工会")
person = Person.objects.create_user("k@example.jp", "職員", "banso-no-shiken-2026")
staff = Staff.objects.create(organisation=office, person=person, role="adviser")
print(brought(large_ledger(int(sys.argv[1])), staff).pk)
"""
APPLY = """
import sys, django
django.setup()
from banso.accounts.models import Staff
from banso.core.progress import Progress
from banso.registry.tasks.ledgers import apply_ledger
plain_step = Progress.step
def spoken_step(self, doing, done=0, total=0):
    print(doing, flush=True)
    plain_step(self, doing, done, total)
Progress.step = spoken_step
print("ready", flush=True)
print(apply_ledger.func(int(sys.argv[1]), Staff.objects.get().pk), flush=True)
"""
LOOK = """
import django
django.setup()
from banso.registry.models import Business, ImportApplication
print(Business.objects.count(), Business.history.count(), ImportApplication.objects.count())
"""
NEVER = -1.0
WRITING = "台帳に書き込んでいます\n"
State = tuple[int, int, int]  # businesses, entries of history, imports carried out


def kill_again_and_again(kills: int, rows: int, folder: Path) -> list[State]:
    """The state after each kill, and at last after the same work is begun again in peace.

    Each kill strikes the whole import anew, on a copy: every other one while the transaction is
    writing, the others at any moment.
    """
    number = _run(PREPARE, folder, str(rows))
    rng = random.Random(7)  # noqa: S311 - the same moments every time
    with tempfile.TemporaryDirectory() as place:
        whole = _struck(folder, Path(place) / "timed", number, after=NEVER)
        states = []
        for at in range(kills):
            copy = Path(place) / f"{at}"
            _struck(folder, copy, number, after=None if at % 2 else whole * rng.random())
            states.append(_look(copy))
        assert _run(APPLY, copy, number).split()[-1] in {"applied", "gone"}
        return [*states, _look(copy)]


def _struck(folder: Path, copy: Path, number: str, *, after: float | None) -> float:
    """Carry the import out on a copy, killed after so many seconds; how long it ran.

    Without seconds it is killed as soon as it says that it is writing.
    """
    subprocess.run(["cp", "-r", folder, copy], check=True)
    child = _start(APPLY, copy, number)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    begun = time.monotonic()
    if after is None:
        while (said := child.stdout.readline()) and said != WRITING:
            pass
        child.send_signal(signal.SIGKILL)
    elif after != NEVER:
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
    child.communicate()
    return time.monotonic() - begun


def _look(folder: Path) -> State:
    businesses, entries, imports = map(int, _run(LOOK, folder).split())
    return businesses, entries, imports


def _run(program: str, folder: Path, *words: str) -> str:
    out, _ = _start(program, folder, *words).communicate()
    return out.strip()


def _start(program: str, folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
        "DJANGO_SETTINGS_MODULE": "banso.web.settings",
        "BANSO_DATA_DIR": str(folder),
    }
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for state in kill_again_and_again(int(sys.argv[1]), int(sys.argv[2]), Path(place) / "var"):
            sys.stdout.write(f"{state}\n")
