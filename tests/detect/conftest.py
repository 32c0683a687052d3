from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # machines differ: no test may depend on how fast one is
settings.load_profile("untimed")
