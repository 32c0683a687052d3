"""The setting: what an article lends its sentences, each of which leaves unsaid what the whole has told before.

The title and the opening sentences go in, and of their names and kinds of events comes out the day that is spoken of,
the place, the event and the story, by which one sentence's figures are told from those of others.
"""
