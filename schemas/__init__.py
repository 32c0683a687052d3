"""The language of the log: values, events, their envelope and their topics.

A producer builds an event, seals it into an entry and appends that; a reader opens what it reads:

    event ──seal──▶ Entry(topic, key, headers, value) ──event log──▶ headers, value ──unseal──▶ event

Nothing here knows a service, a clock or an adapter.
"""
