from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # machines differ: no test may depend on how fast one is
settings.register_profile("thorough", deadline=None, max_examples=5_000)  # pytest --hypothesis-profile=thorough FOLDER
settings.load_profile("untimed")
