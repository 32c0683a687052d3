"""A PostgreSQL of the tests' own, on a socket in a folder of its own.

`postgres`       the URL of an empty database
`new_database`   makes one that lasts for the session

Where its programs are not installed these tests are skipped; with CI set they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

_NO_ROOT = "nobody"
"""PostgreSQL refuses to run as root: then this user runs it."""


@pytest.fixture(scope="session")
def _server() -> Iterator[Path]:
    """The folder in which its socket lies; near the root, as the path of a socket may be no longer than 107 bytes."""
    if (program := _programs()) is None:
        message = "PostgreSQL is not installed: install it (Debian: postgresql)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, _NO_ROOT)
        _run(program / "initdb", "-D", folder / "data", "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        said = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        _run(program / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "server.log", "-o", said, "start")
        yield folder
        _run(program / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def new_database(_server: Path) -> Callable[[], str]:
    """Makes an empty database; gives its URL."""
    program = _programs()
    assert program is not None

    def make() -> str:
        name = f"desk_{uuid4().hex[:12]}"
        _run(program / "createdb", "-h", _server, "-U", "desk", "-T", "template0", name)
        return f"postgresql://desk@/{name}?host={_server}"

    return make


@pytest.fixture
def postgres(new_database: Callable[[], str]) -> str:
    return new_database()


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: on the path, or where Debian keeps them."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _run(*words: object) -> None:
    user = _NO_ROOT if os.geteuid() == 0 else None
    ran = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, user=user, cwd="/")
    assert ran.returncode == 0, ran.stderr
