"""From the outbox to channels, and what became of it to the log."""
