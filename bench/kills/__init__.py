"""What a thousand SIGKILLs cost an alert host: `python -m bench.kills`."""
