"""Measurements of claimwatch: `python -m bench` runs the benchmarks, `python -m bench.incidents` the main job."""
