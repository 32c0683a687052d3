"""Fixtures for tests that need a real Apache Kafka.

`kafka`          host:port of the shared broker: CLAIMWATCH_KAFKA, else localhost:29092 (`make kafka-up`)
`kafka_prefix`   a prefix under which all topics were just created; all that begins with it is deleted afterwards
`own_broker`     a second broker that the tests may stop, kill and start

Where no broker answers these tests are skipped; with CI set they fail instead.
"""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from services.eventlog.kafka.topics import create_topics

_SCRIPT = Path(__file__).parent.parent / "deploy" / "kafka" / "kafka"


@pytest.fixture(scope="session")
def kafka() -> str:
    bootstrap = os.environ.get("CLAIMWATCH_KAFKA", "localhost:29092")
    host, port = bootstrap.split(",")[0].rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError as fault:
        message = f"no Kafka broker answers at {bootstrap} ({fault}): run `make kafka-up`, or set CLAIMWATCH_KAFKA"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return bootstrap


@pytest.fixture
async def kafka_prefix(kafka: str) -> AsyncIterator[str]:
    prefix = f"test-{uuid4().hex[:12]}-"
    await create_topics(kafka, prefix=prefix)
    yield prefix
    await delete_topics(kafka, prefix)


async def delete_topics(bootstrap: str, prefix: str) -> None:
    """Delete every topic whose name begins with the prefix."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        await admin.delete_topics([name for name in await admin.list_topics() if name.startswith(prefix)])
    finally:
        await admin.close()


class Broker:
    """A broker of the tests' own, in its own folder and on a port of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.bootstrap = f"127.0.0.1:{self._port}"

    def up(self) -> None:
        self._run("up")

    def down(self) -> None:
        self._run("down")

    def _run(self, verb: str) -> None:
        where = {"KAFKA_HOME": str(self._home), "KAFKA_PORT": str(self._port)}
        environment = os.environ | where
        ran = subprocess.run([_SCRIPT, verb], env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="session")
def own_broker(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    broker = Broker(tmp_path_factory.mktemp("broker"))
    broker.up()
    yield broker
    broker.down()
