"""Who says it, as of when, and whether they vouch for it."""
