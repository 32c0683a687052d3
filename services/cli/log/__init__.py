"""The event log: how commands name one, and what can be done with it."""
