"""The one command, `claimwatch`."""
