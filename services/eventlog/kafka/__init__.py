"""The event log on Apache Kafka."""

from services.eventlog.kafka.log import KafkaLog

__all__ = ["KafkaLog"]
