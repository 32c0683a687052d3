"""Builds adapters and joins them to services.

    configuration ─▶ log, outbox, channels, projection ─▶ ingest, detect, alert, dashboard

Services are handed what they work on; none opens anything itself.
"""

from services.wiring.alerting import channels_of, frame_of, open_alert, run_clicks
from services.wiring.detecting import detect_worker, run_detect
from services.wiring.ingesting import discover_feeds, run_ingest
from services.wiring.logs import kafka_log, kafka_log_as_it_is, sole_process, sqlite_log, wall

__all__ = [
    "channels_of",
    "detect_worker",
    "discover_feeds",
    "frame_of",
    "kafka_log",
    "kafka_log_as_it_is",
    "open_alert",
    "run_clicks",
    "run_detect",
    "run_ingest",
    "sole_process",
    "sqlite_log",
    "wall",
]
