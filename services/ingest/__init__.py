"""Ingest: what outlets publish becomes `articles`; each poll is on record in `fetches`, each raw body in `captures`.

Pure: outlets, schedule, addresses, parse, text, pages, captures, revisions. What touches the world: dial, http and
courtesy (the web), service (the event log and the clock).
"""
