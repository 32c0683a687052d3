"""From the log to the outbox: which groups a flag is news to, when each tells, and what holds it back.

    intake ─▶ records ─▶ bookkeeping ─▶ book ─▶ posting, deciding ─▶ book ─▶ bookkeeping ─▶ outbox
              a batch    what it asks           grouping, holding            what it changed

All between the two bookkeepings is pure.
"""
