"""Quantities: a sentence's numbers with what bounds, moves and counts them.

numbers ─▶ measured (units, money) ─▶ ranges ─▶ leads (bounds, verbs) ─▶ objects (nouns, ages) ─▶ names (no count)
└─▶ directions ─▶ quantity ─▶ about (what it is of: concepts, noun_phrases)
"""
