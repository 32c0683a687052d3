from __future__ import annotations

from hypothesis import HealthCheck, settings

# Machines differ, and some are busy: no test may depend on how fast one is, nor how fast examples are made up.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("untimed", UNTIMED)
settings.register_profile("thorough", UNTIMED, max_examples=5_000)  # pytest --hypothesis-profile=thorough FOLDER
settings.load_profile("untimed")
