"""The main job on real input, from feeds to notices, and an account of where every source ended."""
