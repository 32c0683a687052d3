"""What is shown, whoever looks: pages, the JSON API and exports say the same, in these words.

    queries ──▶ views ──▶ pages, api, charts

A view is complete: who draws it asks nothing else. Moments are aware UTC. What was known at a past moment is the same
view with `known_at` set.
"""
