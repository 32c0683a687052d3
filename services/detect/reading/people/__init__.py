"""People: how many of whom did or suffered what.

The quantities without unit and the persons mentioned are participants; those that one clause speaks of are joined to
enumerations; an action is said of these, or of a toll, and of each comes the count of the whole and of its parts.
"""
