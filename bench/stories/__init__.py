"""Invented stories of many kinds, with what a desk would want flagged in each, and what not."""
