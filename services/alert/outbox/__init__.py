"""What is to be sent, what was, and how far the log is read: a memory of the log, which workers share.

    Outbox.transaction ─▶ session ─┬▶ workers      who lives, and who of them takes in the log
                                   ├▶ progress     how far the log is read, and when the next group is due
                                   ├▶ lanes        where there is something new to send, and which channels rest
                                   ├▶ deliveries   what is taken to be sent, and how that ended
                                   └▶ threads      each claim's first message on a channel

What a transaction changes is kept together or not at all. When an outbox is lost, a new one is filled from `notices`.
"""
