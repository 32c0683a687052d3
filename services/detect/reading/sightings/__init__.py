"""Sightings: whether someone's forces were seen, or were not, and when one by name was seen last.

A verb of seeing and the sentence's times go in; out comes a presence over a span, or the day of the last sighting.
"""
