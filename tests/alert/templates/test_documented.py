"""docs/notices.md: its examples are good; every channel, template and all that templates are given is there."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import yaml

from services.alert.message.message import Message, finding
from services.alert.receivers.receivers import Alerting, Receiver
from services.alert.templates.environment import NAMES, WORDS, Templates
from tests.alert.examples import FLAG, NOON

PAGE = (Path(__file__).parents[3] / "docs" / "notices.md").read_text("utf-8")


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def listed(header: str) -> set[str]:
    """The names in the first column of the table that has this header."""
    table = PAGE.split(f"| {header} |")[1].split("\n\n")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for first in firsts for name in re.findall(r"`([\w.]+)`", first)}


def test_every_channel_is_there() -> None:
    assert listed("channel") == {field.encode_name for field in msgspec.structs.fields(Receiver)} - {"name"}


def test_every_template_is_there() -> None:
    assert listed("file") == set(NAMES)


def test_all_that_templates_are_given_is_there() -> None:
    assert listed("name") == {"message", "claims", "stronger", "picture", "page", *WORDS}


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a service of Apprise's loads it
def test_its_configuration_is_taken() -> None:
    told = example("yaml").replace("password_env: SMTP_PASSWORD", "password: p")
    told = told.replace("url_env: NTFY_URL", "url: ntfy://topic")
    (desk,) = msgspec.convert(yaml.safe_load(told)["alerting"], Alerting).receivers
    assert [name.partition("/")[0] for name in desk.channels] == ["email", "alertmanager", "apprise"]


def test_its_template_is_taken() -> None:
    page = Templates({"page.html": example("jinja")}).html(Message(FLAG.title, (finding(FLAG, NOON),)))
    assert "extension 12" in page
    assert "Sent by claimwatch" not in page
