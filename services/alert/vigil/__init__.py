"""The dead man: what is wrong with the running itself, told to who runs it."""
