"""Reading: an article's words → the statements it makes. Pure, and of no configuration but its vocabularies.

    text ─▶ tokens ─▶ numbers ─▶ sentences ─▶ times ─▶ quantities ─┐
                                     └─▶ names ─▶ setting ─────────┴─▶ ground ─▶ assertions ─▶ statements ─▶ tracks
                                                                                     ▲              ▲
                              people, things, measures, days, sightings: what a sentence can state  │
                                                              attribution: who says it, as of when ─┘

What a sentence can state has a room each, which finds what it is about; the room's `asserted` makes assertions of it.
Words, classes, units and rules, as patterns (`patterns`), stand in `vocabulary/<language>`.
"""
