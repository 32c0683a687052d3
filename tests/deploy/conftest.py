from __future__ import annotations

from tests.cli.wire import wire
from tests.kafka_broker import kafka, kafka_prefix

__all__ = ["kafka", "kafka_prefix", "wire"]
