"""What people decide on the pages: appended to the log, with who and why; the pages follow from there."""
