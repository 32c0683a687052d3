"""Loopback servers that stand in for the outside: the demo, the tests and the benchmarks share them."""
