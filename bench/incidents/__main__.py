"""The main job on real input: real articles served as their outlets' feeds, through all of claimwatch, to notices.

    data ─▶ outlets on loopback ─▶ claimwatch's processes, month by month ─▶ a small Slack and a mailbox on loopback
                                          └── log ─▶ account of every source, figures, flags, notices, resources

Each month is published when everything has caught up with the one before; the clock is the articles'. Every service is
a process of its own: on Kafka ingest, two detect workers and alert; embedded, `claimwatch run`. Exit code 1: a source
is in neither `articles` nor `rejects`, or runs that must end in the same do not.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
import msgspec

from bench.incidents import articles as data
from bench.incidents import drawing
from bench.incidents.accounting import Ledger
from bench.incidents.articles import Sourced
from bench.incidents.hosts import Run, host_named, run_on
from bench.incidents.outcome import Outcome, differences
from bench.incidents.outlets import OutletServers

_PORT: Final = 28480


@click.command()
@click.option("--data", "path", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
@click.option("--host", type=click.Choice(["kafka", "embedded", "both"]), default="both", show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="detect's processes on Kafka.")
@click.option("--months", type=click.IntRange(1), help="Only the first months, for a quick look.")
@click.option("--json", "report", type=click.Path(path_type=Path, dir_okay=False), help="Write the reports here too.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Keep logs and outputs in this folder.")
@click.option("--flags", default=0, help="Print so many random flags with their evidence.")
@click.option("--seed", default=1, show_default=True, help="For the drawing of flags.")
@click.option("--port", default=_PORT, show_default=True, help="Of all outlets.")
def main(
    *,
    path: Path,
    host: str,
    workers: int,
    months: int | None,
    report: Path | None,
    out: Path | None,
    flags: int,
    seed: int,
    port: int,
) -> None:
    """Run the main job, report on it, and compare the hosts."""
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as scratch:
        kept = (out or Path(scratch)).absolute()
        hosts = ("kafka", "embedded") if host == "both" else (host,)
        for name in hosts:
            (kept / name).mkdir(parents=True, exist_ok=True)
        job = _Job(data.load(path), months, kept, port)
        runs, faults, ledger = asyncio.run(job.run(hosts, workers))
    for run in runs:
        click.echo(_spelled(run))
    if report is not None:
        report.write_bytes(msgspec.json.format(msgspec.json.encode(runs), indent=1))
    for line in drawing.spelled(drawing.draw(ledger.flags.values(), flags, seed)):
        click.echo(line)
    for fault in faults:
        click.echo(f"FAULT: {fault}")
    sys.exit(1 if faults else 0)


class _Job:
    def __init__(self, articles: Sequence[Sourced], months: int | None, folder: Path, port: int) -> None:
        self._steps = data.months(articles)[:months]
        wanted = frozenset(id_ for step in self._steps for id_ in step.ids)
        self._outlets = data.by_outlet(article for article in articles if article.id in wanted)
        self._folder = folder
        self._port = port

    async def run(self, hosts: Sequence[str], workers: int) -> tuple[list[Run], list[str], Ledger]:
        """The reports, what is wrong, and the last run's ledger."""
        runs: list[Run] = []
        faults: list[str] = []
        stood: list[list[Outcome]] = []
        ledger = Ledger()
        async with OutletServers(self._outlets, self._port) as servers:
            for name in hosts:
                async with host_named(name, workers, self._folder / name) as host:
                    run, ledger, standing = await run_on(host, self._steps, self._outlets, servers)
                runs.append(run)
                stood.append(standing)
                faults += faults_of(run)
        if len(hosts) > 1:
            faults += self._compared(hosts, *stood)
        return runs, faults, ledger

    def _compared(self, hosts: Sequence[str], first: Sequence[Outcome], second: Sequence[Outcome]) -> list[str]:
        """Say whether two runs stood the same after every step; what is wrong, if they did not."""
        faults = []
        for step, one, other in zip(self._steps, first, second, strict=True):
            if found := differences(one, other):
                faults.append(f"before {step.end}: {len(found)} differences between hosts; the first: {found[0]}")
        things = [key.partition(" ")[0] for one in first for key in one]
        click.echo(
            f"{' and '.join(hosts)}: {'DIFFERENT' if faults else 'identical'} at the ends of {len(self._steps)} months "
            f"({things.count('figures'):,} live figures and {things.count('flag'):,} open flags compared)"
        )
        return faults


def faults_of(run: Run) -> list[str]:
    """What makes a run a failure, in words."""
    faults = []
    if run.account.unaccounted:
        faults.append(
            f"{run.host}: {len(run.account.unaccounted)} sources unaccounted for: {run.account.unaccounted[:5]}"
        )
    if not run.account.raised or not run.account.notices:
        faults.append(f"{run.host}: {run.account.raised} flags, {len(run.account.notices)} kinds of notices")
    if not run.alert_done:
        faults.append(f"{run.host}: alert has not delivered everything")
    faults += [f"{run.host}: replay of {leg}: {said}" for leg, said in run.replay.items() if said != "identical"]
    return faults


def _spelled(run: Run) -> str:
    return f"== {run.host}\n" + msgspec.json.format(msgspec.json.encode(run), indent=1).decode()


if __name__ == "__main__":
    main()
