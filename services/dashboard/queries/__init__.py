"""From tables to views: one module a page. Nothing is cached; each query has its index.

Every query takes `at`, a past moment, and then finds what was known at that moment; None is now.
"""
