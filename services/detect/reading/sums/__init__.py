"""Figures that a text tells with others, which make them another: shares, changes, parts, divisions, margins.

`figures` spells a sentence with one token a figure, `relations` finds how they are told of one another, `reckoning`
does the sum, and `asserted` states what does not come out.
"""
