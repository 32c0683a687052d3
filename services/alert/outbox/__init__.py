"""What is to be sent, what was, and how far the log is read: a memory of the log, which workers share.

    Outbox.transaction ─▶ session ─┬▶ workers      who lives, and who of them takes in the log
                                   ├▶ Book         groups, told, threads, positions: what taking in the log changes
                                   ├▶ lanes        where there is something new to send, and which channels rest
                                   └▶ deliveries   what is taken to be sent, and how that ended

What a transaction changes is kept together or not at all. When an outbox is lost, a new one is filled from `notices`.
"""
