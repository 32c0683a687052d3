from __future__ import annotations

from tests.cli.wire import wire
from tests.kafka_broker import kafka, kafka_prefix
from tests.postgres import _server, new_database, postgres

__all__ = ["_server", "kafka", "kafka_prefix", "new_database", "postgres", "wire"]
