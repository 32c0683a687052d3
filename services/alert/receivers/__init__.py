"""Whom notices reach, as the configuration names them."""
