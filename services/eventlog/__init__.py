"""The event log: one port, and its adapters for memory, a SQLite file and Apache Kafka."""
