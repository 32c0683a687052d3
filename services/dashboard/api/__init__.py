"""The desk for programs: what the pages show, as JSON described by OpenAPI, as CSV, and as an Atom feed.

queries ──▶ views ──▶ described | exports | feed
"""
