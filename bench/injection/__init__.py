"""Whether an altered copy of a real article is noticed, and an unaltered one not."""
