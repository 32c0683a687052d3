"""Every command in the README runs, but those marked as needing the outside."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND

_ROOT = Path(__file__).parents[2]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"^```sh *(.*)\n([\s\S]*?)^```$", _README, re.MULTILINE)
_MAKE = "make demo\nmake test\n"
"""What `.ci/run` itself runs, as a newcomer would."""


@pytest.fixture(scope="module")
def folder(demo: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place like the newcomer's checkout, with the README's configuration and a demo that has run."""
    folder = tmp_path_factory.mktemp("newcomer")
    configuration = re.search(r"^```yaml\n([\s\S]*?)^```$", _README, re.MULTILINE)
    assert configuration is not None
    (folder / "claimwatch.yaml").write_text(configuration[1], encoding="utf-8")
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv/bin/claimwatch").symlink_to(COMMAND)
    shutil.copytree(demo[0], folder / "build/demo")
    return folder


@pytest.mark.parametrize("block", [text for mark, text in _BLOCKS if not mark and text != _MAKE])
def test_a_command_of_the_readme_runs(folder: Path, block: str) -> None:
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_what_is_not_run_is_marked() -> None:
    assert {mark for mark, _ in _BLOCKS} == {"", "needs-kafka", "needs-the-outside"}


def test_the_check_of_the_readme_finds_its_conflict(folder: Path) -> None:
    block = next(text for _, text in _BLOCKS if "claimwatch check" in text)
    ran = subprocess.run(["bash", "-c", block], cwd=folder, capture_output=True, text=True, check=True)
    assert '"rule":"contradiction.quantity"' in ran.stdout
