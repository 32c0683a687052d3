"""Measures: how much of something there is, whose it is, and for which months or years.

A figure is given to a measure's name, to any other noun, or to the stuff that it is an amount of; then its owner is
looked for. Levels are reckoned again from the change that a sentence tells with them.
"""
