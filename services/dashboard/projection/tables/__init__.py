"""The projection's tables. Nothing is overwritten that was once known: what is shown of any past moment is in them.

A row is known from `appended_at`, the moment when its record came to the log, until `superseded_at`, when the next
version did; None is until now. Whole values are kept beside as canonical JSON in `content`. `record` is the place of
the record on the log ("flags/3/41"), `ce_id` its id.
"""
