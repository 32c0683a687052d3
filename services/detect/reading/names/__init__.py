"""Names: which places, states, streets, people, organisations and forces the words name, each by one spelling.

Tokens and the gazetteer go in, names come out. What they mean for a story, or for whom a figure counts, is asked
elsewhere (`setting`, `people`, `measures`).
"""
