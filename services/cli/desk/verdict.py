"""`claimwatch verdict`: the desk's answer to a flag, recorded as a decision."""

from __future__ import annotations

import asyncio
import getpass
from pathlib import Path

import click

from schemas.decisions import VerdictGiven
from schemas.envelope import seal
from schemas.event import ArticleId
from schemas.flags import Flag
from schemas.judging import judgement
from schemas.verdicts import Verdict
from services.cli.configured import configured, load_configuration, open_log
from services.cli.known import flags_on, the_one
from services.wiring.logs import wall


@click.command()
@configured
@click.argument("flag")
@click.argument("answer", metavar="VERDICT", type=click.Choice([verdict.value for verdict in Verdict]))
@click.option("--because", "reason", required=True, help="Why, for whoever reads the log later.")
@click.option("--article", "articles", multiple=True, help="For `misread`: the article whose words were; repeatable.")
@click.option("--link", default="", help="For `our copy corrected`: where the corrected article stands.")
def verdict(*, path: Path, flag: str, answer: str, reason: str, articles: tuple[ArticleId, ...], link: str) -> None:
    """Answer a flag with the desk's verdict.

    FLAG is its id, or the first characters of it. VERDICT is one of: confirmed, explained, not comparable, misread, our
    copy corrected.
    """
    configuration = load_configuration(path, secrets=False)

    async def give() -> Flag:
        async with open_log(configuration) as log:
            found = the_one(await flags_on(log), flag, "flag")
            try:
                given = judgement(found, Verdict(answer), articles)
            except ValueError as fault:
                raise click.UsageError(str(fault)) from fault
            decision = VerdictGiven(
                judgement=given,
                claim=found.claim,
                track=found.track,
                reason=reason,
                link=link,
                by=getpass.getuser(),
                decided_at=wall(),
            )
            await log.append([seal(decision)])
            return found

    found = asyncio.run(give())
    click.echo(f"{answer}: {found.title} ({found.rule.value}, version {found.version}): {found.explanation}")
