"""From the log to the outbox: which groups a flag is news to, when each tells, and what holds it back.

intake ─▶ records ─▶ posting, deciding ─▶ grouping (pure) ─▶ outbox
└── holding: muted, silenced, inhibited
"""
