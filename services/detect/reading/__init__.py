"""Reading: an article's words → the statements it makes. Pure, and of no configuration but its vocabularies.

title, body ─sentences─▶ ─tokens─▶ ─times─▶ ─numbers─▶ ─quantities─▶ ─subjects, attribution─▶ statements ─▶ tracks
"""
