"""Reading: an article's words → the statements it makes. Pure, and of no configuration but its vocabularies.

    text ─▶ tokens ─▶ numbers ─▶ sentences ─▶ times ─▶ quantities ─▶ participants ─▶ actions ─▶ counts ─▶ statements
                                     ▲           ▲         ▲                           ▲
              vocabulary/<language>: words, classes, rules as patterns (`patterns`), units, currencies

Then `attribution` says who says it, and `tracks` where each statement is filed.
"""
