"""Quantities: a sentence's numbers with what bounds, moves and counts them.

numbers ─▶ ranges (with units) ─▶ objects (units, counted nouns, ages) ─▶ leads (bounds, direction) ─▶ names (no count)
└─▶ quantity
"""
