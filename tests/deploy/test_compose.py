"""docker-compose.yml and the image, as far as they can be judged without Docker: by the specification's own schema, and
by what an operator must be able to rely on. test_services runs the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from sqlalchemy import make_url

ROOT = Path(__file__).parents[2]
OURS = ["alert", "dashboard", "detect", "ingest"]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SCHEMA = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()


def test_is_valid_by_the_schema_of_the_compose_specification() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(COMPOSE)


def test_that_schema_sees_a_misspelt_key() -> None:
    with pytest.raises(jsonschema.ValidationError, match="healtcheck"):
        jsonschema.validate(COMPOSE | {"services": {"kafka": {"image": "apache/kafka", "healtcheck": {}}}}, SCHEMA)


def test_kafka_is_the_version_that_tests_run_on() -> None:
    pom = ET.parse(ROOT / "deploy" / "kafka" / "pom.xml")  # noqa: S314 - our own file
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    versions = {
        dependency.findtext("m:artifactId", namespaces=space): dependency.findtext("m:version", namespaces=space)
        for dependency in pom.iterfind(".//m:dependency", space)
    }
    assert COMPOSE["services"]["kafka"]["image"] == f"apache/kafka:{versions['kafka_2.13']}"


@pytest.mark.parametrize("name", ["kafka", "postgres", *OURS])
def test_every_service_is_watched_restarted_and_given_time_to_end(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["restart"] == "unless-stopped"
    assert service["stop_grace_period"]


@pytest.mark.parametrize("name", OURS)
def test_ours_wait_for_what_they_need_and_may_do_little(name: str) -> None:
    service = COMPOSE["services"][name]
    needed = ["kafka", "postgres"] if name == "alert" else ["kafka"]
    assert service["depends_on"] == {other: {"condition": "service_healthy"} for other in needed}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["build"] == {"context": ".", "dockerfile": "deploy/Dockerfile"}


def test_only_alert_is_given_secrets() -> None:
    assert [name for name in COMPOSE["services"] if "secrets" in COMPOSE["services"][name]] == ["alert"]


def test_secrets_are_files_that_are_named_from_outside() -> None:
    assert [secret["file"].startswith("${") for secret in COMPOSE["secrets"].values()] == [True, True]


def test_no_value_of_a_secret_stands_anywhere() -> None:
    names = ("docker-compose.yml", "deploy/Dockerfile", "deploy/claimwatch.yaml")
    for line in "\n".join((ROOT / name).read_text() for name in names).splitlines():
        assert not re.search(r"xox[a-z]-|(password|token|api_key)\s*[:=]\s*\S", line, re.IGNORECASE), line


def test_the_outbox_and_the_log_outlive_their_containers() -> None:
    services = COMPOSE["services"]
    assert services["kafka"]["volumes"] == [f"kafka-data:{services['kafka']['environment']['KAFKA_LOG_DIRS']}"]
    assert services["postgres"]["volumes"] == ["outbox:/var/lib/postgresql/data"]
    outbox = make_url(yaml.safe_load((ROOT / "deploy" / "claimwatch.yaml").read_text())["outbox"])
    postgres = services["postgres"]["environment"]
    assert outbox.host == "postgres"
    assert (outbox.username, outbox.database) == (postgres["POSTGRES_USER"], postgres["POSTGRES_DB"])
    assert set(COMPOSE["volumes"]) == {"kafka-data", "outbox", "desk"}


def test_accounts_and_the_desks_database_outlive_their_container() -> None:
    desk = yaml.safe_load((ROOT / "deploy" / "claimwatch.yaml").read_text())["dashboard"]
    folder = Path(desk["access"]["accounts"]).parent
    assert COMPOSE["services"]["dashboard"]["volumes"] == [f"desk:{folder}"]
    assert desk["database"] == f"sqlite:///{folder}/desk.db"


def test_two_alert_workers_share_one_outbox() -> None:
    assert COMPOSE["services"]["alert"]["deploy"]["replicas"] == 2
    assert "ports" not in COMPOSE["services"]["postgres"]


def test_the_desk_is_published_to_this_machine_alone() -> None:
    assert COMPOSE["services"]["dashboard"]["ports"] == ["127.0.0.1:8090:8090"]


def test_the_broker_of_compose_has_the_settings_of_the_local_one() -> None:
    """But for addresses, folders, and what only speeds up tests."""
    elsewhere = {
        "process.roles",
        "node.id",
        "listeners",
        "advertised.listeners",
        "controller.quorum.voters",
        "log.dirs",
    }
    elsewhere |= {"listener.security.protocol.map", "inter.broker.listener.name", "controller.listener.names"}
    local = dict(
        line.split("=", 1)
        for line in (ROOT / "deploy" / "kafka" / "server.properties").read_text().splitlines()
        if line and not line.startswith("#")
    )
    there = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): value
        for name, value in COMPOSE["services"]["kafka"]["environment"].items()
        if name.startswith("KAFKA_") and name != "KAFKA_HEAP_OPTS"
    }
    compared = there.keys() - elsewhere
    assert {"auto.create.topics.enable", "message.max.bytes"} <= compared
    assert {name: there[name] for name in compared} == {name: local[name] for name in compared}


def test_the_image_is_pinned_and_does_not_run_as_root() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base) for base in bases)
    assert len(set(bases)) == 1
    user = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1]
    assert user.isdecimal()
    assert user != "0"


def test_everything_that_the_image_installs_is_pinned_by_hash_or_our_own() -> None:
    installs = re.findall(r"pip install (.*)", DOCKERFILE)
    assert installs
    assert all("--no-deps" in install for install in installs)
    assert all("--require-hashes" in install or "--no-index /wheels" in install for install in installs)


def test_the_build_sees_what_it_copies_and_nothing_else() -> None:
    allowed = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text().splitlines()
    copied = {
        word for line in re.findall(r"^COPY (?!--from)(.*)", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]
    }
    assert {line.removeprefix("!") for line in allowed if line.startswith("!")} == copied
    assert "*" in allowed
    assert all((ROOT / name).exists() for name in copied)
