"""What the log tells, as tables: rebuilt from the log at any time, and never the truth itself.

records ──rows──▶ rows ──store──▶ tables, with the positions, in one transaction
"""
