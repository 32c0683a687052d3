"""What people decide, as the log takes it: whoever decides it, on the desk's pages, in Slack or by a command."""
