"""`claimwatch doctor`: looks at everything that a desk rests on, and says what to do about what is wrong.

    configuration ─▶ storage, feeds, receivers ─▶ findings

It changes nothing and sends nothing.
"""
