"""Builds adapters and joins them to services.

    configuration ─▶ log, outbox, channels, projection ─▶ ingest, detect, alert, dashboard

Services are handed what they work on; none opens anything itself.
"""
