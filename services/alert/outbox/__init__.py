"""What is to be sent, what was, and how far the log is read: a memory of the log.

    Outbox.transaction ─▶ session ─┬▶ Book         groups, told, threads, positions: what taking in the log changes
                                   └▶ deliveries   what lanes send, and how that ended

What a transaction changes is kept together or not at all. When an outbox is lost, a new one is filled from `notices`.
"""
