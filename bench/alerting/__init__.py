"""What it takes to tell many flags to many receivers."""
