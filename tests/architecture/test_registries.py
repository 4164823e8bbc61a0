"""The repository names no package registry and no path of the machine it was written on."""

from __future__ import annotations

import re
import subprocess

import pytest
from tests.architecture.house import REPOSITORY

# Put together here, so that this file does not name them either.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("crates", "io"),
        ("cdnjs", "com"),
        ("yarnpkg", "com"),
        ("fonts.googleapis", "com"),
    )
]
FOLDERS = "|".join(("wo" + "rk", "ro" + "ot", r"home/\w+"))
PATHS = re.compile(rf"(?<![\w.:/-])/(?:{FOLDERS})/")
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def committed() -> dict[str, str]:
    """Every text file that is or may be committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    texts = {}
    for name in filter(None, listing.stdout.split("\0")):
        path = REPOSITORY / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content[:8000]:
            texts[name] = content.decode()
    return texts


def test_no_file_names_a_package_registry() -> None:
    found = [
        (name, host) for name, text in committed().items() for host in HOSTS if host in text.lower()
    ]
    assert not found


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = [
        (name, PATHS.findall(text)) for name, text in committed().items() if PATHS.search(text)
    ]
    assert not found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_part_is_locked_with_its_hash_and_without_an_address(lock: str) -> None:
    text = (REPOSITORY / lock).read_text()
    assert "://" not in text
    parts = [part for part in re.split(r"\n(?=\S)", text.strip()) if not part.startswith("#")]
    for part in parts:
        assert re.match(r"[A-Za-z0-9._-]+==[^ ;]+", part), part.splitlines()[0]
        assert "--hash=sha256:" in part, part.splitlines()[0]
        assert not re.search(r"--(?!hash)", part), part.splitlines()[0]


def test_there_is_no_other_lock() -> None:
    names = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock"}
    assert not [name for name in committed() if name.rsplit("/", 1)[-1] in names]


def test_the_development_lock_holds_the_product_lock() -> None:
    product, development = (
        set(
            re.findall(r"^[A-Za-z0-9._-]+==[^ ;\\]+", (REPOSITORY / lock).read_text(), re.MULTILINE)
        )
        for lock in LOCKS
    )
    assert product <= development
