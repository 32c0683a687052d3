"""A PostgreSQL of the tests' own, on a socket in a folder of its own; a conftest imports what its tests use.

`postgres`   the URL of an empty database

Where its programs are not installed these tests are skipped; with CI set they fail instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
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
        said = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(program / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "server.log", "-o", said, "start")
        yield folder
        _run(program / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


@pytest.fixture
def postgres(_server: Path) -> str:
    name = f"desk_{uuid4().hex[:12]}"
    program = _programs()
    assert program is not None
    _run(program / "createdb", "-h", _server, "-U", "desk", name)
    return f"postgresql://desk@/{name}?host={_server}"


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
