"""The services, by a configuration: all in one process, or each in its own."""
