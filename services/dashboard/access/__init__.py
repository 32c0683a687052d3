"""Who may see and decide what: sign-in, roles, and the refusal of everything else.

    request ─▶ hosts ─▶ session ─▶ guard (who? from our pages? may they?) ─▶ route

What a person is called here stands under their decisions in the log.
"""
