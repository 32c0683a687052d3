"""The page that an editor keeps open."""
