"""Days: on which day something happened, happens or is to happen.

A date of the sentence goes in, and the verb or noun of doing that it belongs to; out comes the day of the article's
event (`happened`), of a planned one (`plans`), or of anything that befalls a thing (`occurrences`).
"""
