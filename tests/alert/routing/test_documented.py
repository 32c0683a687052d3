"""docs/routing.md: its example is good, and it names every label and every key of a route."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import yaml

from services.alert.receivers.receivers import Alerting
from services.alert.routing import Route
from services.alert.routing.labels import NAMES

PAGE = (Path(__file__).parents[3] / "docs" / "routing.md").read_text("utf-8")


def listed(section: str) -> set[str]:
    """The names in the first column of a section's table."""
    table = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for first in firsts for name in re.findall(r"`(\w+)`", first)}


def test_its_example_is_taken() -> None:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    alerting = msgspec.convert(yaml.safe_load(found[1])["alerting"], Alerting)
    assert [route.digest_at for route in alerting.route.routes] == [("07:00", "17:00"), None, None]


def test_every_label_is_there() -> None:
    assert listed("Labels") == set(NAMES)


def test_every_key_of_a_route_is_there() -> None:
    assert listed("Routes") == {field.encode_name for field in msgspec.structs.fields(Route)} - {"routes"}
