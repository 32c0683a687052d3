"""What people press in Slack, and what becomes of it: the host beside the one that alerts.

    Slack ─▶ socket | address ─▶ answering ─▶ decisions (the log)
                                     └──────▶ a form, or an answer to whoever clicked

The message follows from the log, as does every other page that shows what was decided.
"""
