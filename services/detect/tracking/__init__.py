"""Tracking: reports → claims, rolling figures and flags, as a pure function of what is live.

report, tick, rules ─▶ track state ─claims─▶ rolling figures ─▶ figures
                                      └─rules─▶ findings ─lifecycle─▶ flags
"""
