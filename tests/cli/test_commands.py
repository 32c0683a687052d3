"""What every command is expected to do: help, exit codes, and nothing made by looking."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from services.alert.errors import OutboxInUse
from services.cli import main
from services.cli.later import Later
from services.cli.main import claimwatch as command
from services.eventlog.port import LogUnavailable
from tests.cli.conftest import Claimwatch


def _names(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    loaded = {name: one.command() if isinstance(one, Later) else one for name, one in sorted(group.commands.items())}
    return [
        path
        for name, one in loaded.items()
        for path in [(*before, name), *(_names(one, (*before, name)) if isinstance(one, click.Group) else [])]
    ]


def test_the_commands_are_those_of_the_design() -> None:
    wanted = {"demo", "run", "ingest", "detect", "alert", "read", "check", "explain", "replay", "log", "config"}
    assert wanted <= command.commands.keys()
    assert {("log", "export"), ("log", "import"), ("log", "tail"), ("config", "check")} <= set(_names(command))


@pytest.mark.parametrize("path", [(), *_names(command)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_explains_itself(path: tuple[str, ...], option: str) -> None:
    ran = CliRunner().invoke(command, [*path, option])
    assert ran.exit_code == 0
    usage, _, rest = ran.output.partition("\n")
    assert usage.startswith("Usage: ")
    assert rest.strip()[0].isupper(), "it says what it does"


def test_a_newcomer_is_told_where_to_begin() -> None:
    ran = CliRunner().invoke(command, ["--help"])
    assert ran.output.rstrip().endswith("See it at work: demo. A desk of your own: init, doctor, run.")


def test_wrong_usage_exits_2_and_says_how_to_get_help(started: Claimwatch) -> None:
    for words in (["nope"], ["check", "--nope"], ["replay"], ["read", "/no/such/file"]):
        ran = started(*words)
        assert ran.returncode == 2, words
        assert "-h" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_version(started: Claimwatch) -> None:
    ran = started("--version")
    assert (ran.returncode, ran.stdout) == (0, "claimwatch, version 0.1.0\n")


def _ends(monkeypatch: pytest.MonkeyPatch, raises: BaseException) -> int | str | None:
    """How `main` ends when a command ends so."""

    @click.command()
    def failing() -> None:
        raise raises

    monkeypatch.setattr(main, "claimwatch", failing)
    monkeypatch.setattr("sys.argv", ["claimwatch"])
    with pytest.raises(SystemExit) as ended:
        main.main()
    return ended.value.code


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends(monkeypatch, LogUnavailable("the log is away: bring it back")) == 1
    assert capsys.readouterr().err == "claimwatch: the log is away: bring it back\n"


def test_faults_of_tasks_are_a_line_each(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Services run in a task group, whose faults come in groups of groups."""
    inner = ExceptionGroup("alert", [OutboxInUse("the outbox is in use: stop the other")])
    assert _ends(monkeypatch, ExceptionGroup("run", [LogUnavailable("away"), inner])) == 1
    assert capsys.readouterr().err == "claimwatch: away\nclaimwatch: the outbox is in use: stop the other\n"


def test_beside_ours_an_unforeseen_fault_is_all_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ExceptionGroup) as left:
        _ends(monkeypatch, ExceptionGroup("run", [LogUnavailable("away"), ZeroDivisionError()]))
    assert [type(fault) for fault in left.value.exceptions] == [ZeroDivisionError]


def test_a_fault_that_nobody_foresaw_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        _ends(monkeypatch, ZeroDivisionError())


def test_clicks_own_faults_and_exits_keep_their_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ends(monkeypatch, click.ClickException("no")) == 1
    assert _ends(monkeypatch, click.UsageError("how")) == 2
    assert _ends(monkeypatch, click.exceptions.Exit(3)) == 3
    assert _ends(monkeypatch, SystemExit(3)) == 3
    assert _ends(monkeypatch, KeyboardInterrupt()) == 130
    assert capsys.readouterr().err.count("Traceback") == 0
