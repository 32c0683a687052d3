"""Things: counts of whatever no vocabulary of people knows.

A quantity and its noun go in, with what its clause says of it; out comes the class of the noun, which ones, whose and
where they are.
"""
