"""The JSON forms of `claimwatch read` and `claimwatch check`, which others build on: they keep what they have."""
