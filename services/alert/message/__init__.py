"""What a notice says, before any channel's form: pure."""
