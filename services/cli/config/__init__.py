"""`claimwatch config`: the configuration file, and the rules in it."""
