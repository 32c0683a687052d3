"""From flags to people: routes them, groups them, and delivers each to its receivers at least once."""
