"""The desk's pages: what the log tells, projected into a database, for people and for programs."""
