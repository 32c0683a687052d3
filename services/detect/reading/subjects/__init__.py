"""What figures are about: who or what is counted, whose they are, what they do or suffer, where, in which event."""
