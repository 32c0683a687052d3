"""Ingest: what outlets publish becomes `articles`; each poll is on record in `fetches`, each raw body in `captures`.

    service ─courtesy─http─dial─▶ the web        feeds' bodies, pages, robots.txt
       └────▶ intake ────────────▶ the log       by parse, pages, text, revisions, captures, recall

These five and discovery, which init asks, touch the world. All else is pure.
"""
