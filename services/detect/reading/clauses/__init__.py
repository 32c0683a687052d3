"""Clauses: what the verb, the state or the noun of doing around a figure says of what it counts.

A verb in any of its forms goes in, and its sense comes out ("called off" → cancelled), with who plays which part.
"""
