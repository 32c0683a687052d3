"""audit replays the event log: what it proves is built without channels, and cannot notify."""
