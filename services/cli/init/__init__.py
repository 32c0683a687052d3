"""`claimwatch init`: from a clean machine to a configuration of one's own, by answering a few questions.

questions ─▶ answers ─compose─▶ claimwatch.yaml
"""
