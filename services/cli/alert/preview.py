"""`claimwatch alert preview`: a flag's notice as each kind of channel would show it."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

import click

from schemas.event import Digest
from schemas.flags import Flag
from services.alert.channels.channel import Delivery
from services.alert.channels.email import compose
from services.alert.message.message import Message, finding
from services.alert.message.picture import described, picture
from services.alert.receivers.receivers import Alerting, EmailTo
from services.alert.routing import destinations, labels
from services.alert.slack import blocks
from services.alert.templates.environment import Shown, Templates
from services.alert.templates.folder import templates_in
from services.cli.configured import configured, load_configuration, open_log
from services.cli.known import flags_on, the_one
from services.wiring.alerting import frame_of

_NOBODY: Final = EmailTo("you@example.org", "claimwatch@example.org", "localhost")


class Form(StrEnum):
    """What a notice can be shown as."""

    TEXT = "text"
    HTML = "html"
    MAIL = "mail"
    PUSH = "push"
    SLACK = "slack"


@click.command()
@configured
@click.argument("flag")
@click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in Form]),
    default=Form.TEXT.value,
    show_default=True,
    help="Plain text, a mail's page or all of it, what phones are told, or the blocks of a Slack message.",
)
def preview(path: Path, flag: str, form: str) -> None:
    """Show the notice of a flag as a channel would.

    FLAG is its id, or the first characters of it. Nothing is sent.
    """
    configuration = load_configuration(path, secrets=False)

    async def find() -> Flag:
        async with open_log(configuration) as log:
            return the_one(await flags_on(log), flag, "flag")

    told = previewed(asyncio.run(find()), configuration.alerting, Form(form), configuration.owners)
    click.echo(told, nl=False)


def previewed(flag: Flag, alerting: Alerting, form: Form, owners: Mapping[str, str]) -> str:
    """The notice by which the flag would be heard of for the first time; `owners` are whom to ask, by outlets of ours.

    Raises:
        TemplateFault: one of the desk's own templates is none.
    """
    templates = templates_in(alerting.templates, alerting.desk)
    found = finding(flag, flag.found_at)
    message = Message(found.title, (found,))
    match form:
        case Form.TEXT:
            return templates.text(message)
        case Form.PUSH:
            return templates.short(message)
        case Form.HTML:
            return _page(message, templates)
        case Form.MAIL:
            delivery = Delivery(Digest("0" * 64), None, flag.found_at, flag.found_at, uncertain=False)
            return compose(message, delivery, _addressee(flag, alerting), templates).as_string()
        case Form.SLACK:
            frame = frame_of(alerting, owners)
            told = {"text": blocks.fallback(message), "blocks": blocks.board(message, frame)}
            return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _page(message: Message, templates: Templates) -> str:
    """With the picture in it, so that it can be looked at in a browser."""
    drawn = picture(message.title, message.findings)
    if drawn is None:
        return templates.html(message)
    address = f"data:image/png;base64,{base64.b64encode(drawn).decode()}"
    return templates.html(message, Shown(address, described(message.title, message.findings)))


def _addressee(flag: Flag, alerting: Alerting) -> EmailTo:
    """The first whom a mail of it would reach; nobody in particular where none would."""
    reached = {to.receiver for to in destinations(alerting.route, labels(flag))}
    mails = (to for receiver in alerting.receivers if receiver.name in reached for to in receiver.email)
    return next(mails, _NOBODY)
