"""`claimwatch alert`: the service, and commands that look at where flags go, how notices read, what is held back."""
