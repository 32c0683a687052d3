"""Slack, pure: what a message says in Block Kit, and what a click or a form there means.

message ─blocks▶ first message of the claim, reply in its thread, digest
payload ─clicks▶ a decision for the log, a form to open, or an answer to whoever clicked
"""
